"""Starting the server: what may be listened on, and saying where it is."""

from __future__ import annotations

import errno
import logging
import socket
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pilot.accounts import accounts, invitations
from pilot.config import home
from pilot.errors import BadInput
from pilot.running import log_lines
from pilot.store.files import open_server
from pilot.words import N_
from web.gate.binding import LOOPBACK_NAMES, Binding, configure, is_loopback, plain
from web.gate.settings import check_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.types import ASGIApp

# A codebook pasted into its field, four bytes to the letter, beside all else a page says of its fields.
MAX_SOCKET_BYTES = 6 * 1024 * 1024
# A connection at rest stays open longer than those who use it keep one (60 s is usual of proxies, 5 s of scripts): who
# closes first must be they, or something is sent on a connection that we are just closing, and is lost.
KEEP_ALIVE_S = 75


def checked_binding(
    host: str, *, cert: Path | None, key: Path | None, proxies: tuple[str, ...], names: tuple[str, ...]
) -> Binding:
    """What we may listen on.

    Raises: BadInput for anything but loopback without TLS or a trusted proxy, or half a pair of TLS files.
    """
    if (cert is None) != (key is None):
        raise BadInput(N_("Give --tls-cert and --tls-key together."))
    for path in (cert, key):
        if path is not None and not path.is_file():
            raise BadInput(N_("There is no file {path}."), path=path)
    if not is_loopback(host) and cert is None and not proxies:
        raise BadInput(N_(
            "On {host} others could read along. Give --tls-cert and --tls-key, or --behind-proxy ADDRESS"
            " when a proxy does TLS."), host=host)
    return Binding(host, frozenset(plain(each) for each in proxies), frozenset(name.lower() for name in names))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises: BadInput when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's algorithm on: head and body of an answer are two packets, and the second
    # would wait 40 ms for the other side's acknowledgement of the first.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(512)
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            raise BadInput(
                N_("Port {port} is in use. Stop the other program, or choose one with --port."), port=port) from error
        raise BadInput(
            N_("Cannot listen on {host}:{port}. Choose another address or port."), host=host, port=port) from error
    sock.setblocking(False)
    return sock


def opens(binding: Binding, port: int, *, tls: bool) -> str:
    """An address at which a browser finds us.

    Behind a proxy that is the proxy's, by the name we go by, when one was given. "Every address" (0.0.0.0, ::) is none
    to type: there it is a name we go by, else this machine's own.
    """
    name = min(binding.names, default="")
    if binding.proxies and name:
        return f"https://{name}"
    every = plain(binding.host) in {"0.0.0.0", "::"}
    host = (name or socket.gethostname()) if every else binding.host
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


def demo_names() -> list[str]:
    """Sign-in names of the demo accounts, as many as there are."""
    path = home().server_path
    if not path.is_file():
        return []
    with closing(open_server(path)) as db:
        return [row.name for row in accounts.all_accounts(db) if row.is_demo and not row.is_disabled]


def written_as_lines() -> None:
    """Let all of this process log in lines of ours; each of Streamlit's loggers would bring a handler of its own."""
    from streamlit import logger as of_streamlit

    of_streamlit.setup_formatter = lambda logger: setattr(logger, "propagate", True)
    log_lines.begin()


def first_link(address: str) -> str:
    """The link that makes the first administrator of a home without accounts; '' once there is one."""
    token = invitations.first(home())
    return f"{address}{invitations.PATH}/{token}" if token else ""


def serve(
    load: Callable[[], ASGIApp], binding: Binding, port: int, *, cert: Path | None = None, key: Path | None = None,
    told: Callable[[str, list[str]], None] = lambda address, demo: None, sock: socket.socket | None = None,
) -> None:
    """Serve until stopped.

    Args:
        sock: listens already; made for `binding` and `port` when None.
        load: gives the app; called once the port is ours, for loading takes a while.
        told: called once we listen, with the address and the names of demo accounts that work.
    """
    import uvicorn
    from streamlit import config as streamlit_config

    from web.gate.patience import Punctual

    configure(binding)
    sock = sock or listen(binding.host, port)
    # Any: each is of the kind that uvicorn asks for under its name.
    options: dict[str, Any] = {
        "http": Punctual, "ws": "websockets-sansio", "ws_max_size": MAX_SOCKET_BYTES,
        "timeout_keep_alive": KEEP_ALIVE_S, "ws_ping_interval": 20, "ws_ping_timeout": 20,
        "access_log": False, "server_header": False, "proxy_headers": False, "log_level": "warning",
        "timeout_graceful_shutdown": 3, "use_colors": False,
    }
    if not binding.dev:
        options["log_config"] = None
        written_as_lines()
    app = load()
    # Only now: the app says where Streamlit's settings lie, and asking for one reads them all.
    # Streamlit looks at the Host header too; where any name will do for us, it will for Streamlit.
    anything = not binding.names and not (is_loopback(binding.host) and not binding.proxies)
    hosts = [] if anything else sorted(binding.names | LOOPBACK_NAMES)
    streamlit_config.set_option("server.allowedHosts", hosts)
    check_settings()
    server = uvicorn.Server(uvicorn.Config(
        app, host=binding.host, port=sock.getsockname()[1],
        ssl_certfile=str(cert) if cert else None, ssl_keyfile=str(key) if key else None, **options))
    logging.getLogger(log_lines.OURS).setLevel(logging.INFO)
    with sock:
        told(opens(binding, sock.getsockname()[1], tls=cert is not None), demo_names() if binding.demo else [])
        server.run(sockets=[sock])
    if not server.started:
        raise BadInput(N_("Rode Draad could not start. The lines above say why."))
