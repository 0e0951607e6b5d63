"""The command that starts the app; who gathers the rooms says where the app is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pilot.command_line import home_at, home_option
from pilot.errors import BadInput
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

Decorated = TypeVar("Decorated", bound="Callable[..., Any] | click.Command")


PATH = click.Path(path_type=Path)


def _set(option: str, variable: str, *names: str, **rest: Any) -> Callable[[Decorated], Decorated]:
    """An option that the environment gives where it is not typed: `pilot.running.settings` lists those."""
    return click.option(option, *names, envvar=f"RODE_DRAAD_{variable}", **rest)


def serve(load: Callable[[], ASGIApp]) -> click.Command:
    """The command `serve`.

    Args:
        load: makes the app; called once the port is ours.
    """

    @click.command("serve")
    @_set("--host", "HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
    @_set("--port", "PORT", default=8501, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: a free one.")
    @_set("--tls-cert", "TLS_CERT", type=PATH, help="Certificate file, for anything but loopback.")
    @_set("--tls-key", "TLS_KEY", type=PATH, help="Key file of the certificate.")
    @_set("--behind-proxy", "BEHIND_PROXY", multiple=True, metavar="ADDRESS", help="Trusted proxy that does TLS.")
    @_set("--name", "NAME", "names", multiple=True, metavar="HOST", help="Host name people type; others are refused.")
    @click.option("--dev", is_flag=True, help="For who works on the program: starts anew when its files change.")
    @home_option
    def command(
        host: str, port: int, tls_cert: Path | None, tls_key: Path | None, behind_proxy: tuple[str, ...],
        names: tuple[str, ...], dev: bool, home_dir: Path | None,
    ) -> None:
        """Start the app and print its address; beyond loopback only with TLS or a trusted proxy."""
        from pilot.safety import encrypting, upgrade
        from web import reload
        from web.gate import serve as server
        from web.sign_in import oidc

        oidc.settings(home_at(home_dir).folder)
        encrypting.settle(home_at(home_dir))
        upgrade.back_up_first(home_at(home_dir))
        binding = server.checked_binding(host, cert=tls_cert, key=tls_key, proxies=behind_proxy, names=names)
        sock = None
        if dev:
            binding = reload.own_machine(binding, tls=tls_cert is not None)
            sock = reload.inherited()
            if sock is None:
                reload.run(server.listen(host, port))
                return
        server.serve(load, binding, port, cert=tls_cert, key=tls_key, told=_told, sock=sock)

    return command


def _told(address: str, demo: list[str]) -> None:
    from pilot.config import home
    from pilot.safety import encrypting

    click.echo(address)
    if encrypting.is_due(home()):
        click.echo(_("What lies in {path} is not encrypted yet: cli.py encrypt does that, once.").format(
            path=home().folder), err=True)
    from web.gate.serve import first_link

    try:
        link = first_link(address)
    except BadInput as error:  # it serves all the same: the demo may come, or a backup
        click.echo(error.sentence(), err=True)
    else:
        if link:
            click.echo(_(
                "Nobody can sign in yet. Whoever opens this link within a day becomes the first administrator:"))
            click.echo(link)
    if demo:
        click.echo(_("Demo accounts (password demo): {names}").format(names=", ".join(demo)))
