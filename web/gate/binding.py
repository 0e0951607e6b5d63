"""How requests reach us: the address we listen on, TLS, and the one proxy whose word is taken.

Only loopback may be plain. Anything else needs TLS of our own or a proxy that was named at the start, and then demo
accounts are dead. The facts are taken from the connection itself, so it does not matter which program started us.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit import config as streamlit_config

from pilot.running.log_lines import LOG

if TYPE_CHECKING:
    from starlette.types import Scope

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = (b"forwarded", b"x-real-ip", b"via")


@dataclass(frozen=True)
class Binding:
    """What was said at the start.

    Attributes:
        host: address we listen on.
        proxies: addresses of trusted proxies; their X-Forwarded-* is believed, nobody else's.
        names: host names people may type; empty means loopback's own names, or any name beyond loopback.
        dev: whether somebody works on the program: pages load again when our files change.
    """

    host: str = "127.0.0.1"
    proxies: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    dev: bool = False

    @property
    def demo(self) -> bool:
        """Whether demo accounts can work at all."""
        return is_loopback(self.host) and not self.proxies


_current: Binding | None = None


def configure(binding: Binding) -> None:
    """Set the binding of this process, before the app is built."""
    global _current
    _current = binding


def current() -> Binding:
    """The binding of this process; under `streamlit run` what its own options say."""
    if _current is not None:
        return _current
    names = frozenset(str(name).lower() for name in streamlit_config.get_option("server.allowedHosts") or ())
    return Binding(str(streamlit_config.get_option("server.address") or "0.0.0.0"), names=names - LOOPBACK_NAMES)


def plain(address: str | None) -> str:
    """An address as it is usually written: no brackets, IPv4 also where a dual-stack socket says ::ffff:127.0.0.1."""
    text = (address or "").strip("[]")
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return text
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return str(mapped or parsed)


def is_loopback(address: str | None) -> bool:
    """Whether an address is this machine itself."""
    text = plain(address)
    try:
        return text == "localhost" or ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Arrival:
    """How one request came in.

    Attributes:
        scheme: 'http' or 'https', as the browser sees it.
        host: the Host header, lower case, with the port when there is one.
        client: address of the browser.
        headers: the request's headers without those that only a proxy may set.
        demo: whether demo accounts work over this connection.
        refusal: why it is refused before anything else ('' when it is not): 'tls' or 'host'.
    """

    scheme: str
    host: str
    client: str
    headers: list[tuple[bytes, bytes]]
    demo: bool
    refusal: str

    def same_origin(self, origin: str | None) -> bool:
        """Whether an Origin header is that of our own pages."""
        return origin is not None and origin.lower() == f"{self.scheme}://{self.host}"


def arrival(scope: Scope, binding: Binding) -> Arrival:
    """Read how a request came in, believing X-Forwarded-* only from a trusted proxy."""
    peer = plain((scope.get("client") or ("", 0))[0])
    here = plain((scope.get("server") or ("", 0))[0])
    trusted = peer in binding.proxies
    given = scope["headers"]
    forwarded = [name for name, _ in given if name.lower().startswith(b"x-forwarded") or name.lower() in _FORWARDED]
    scheme = "https" if scope.get("scheme") in {"https", "wss"} else "http"
    host = _one(given, b"host").lower()
    client = peer
    if trusted:
        # A proxy does TLS, said or not: where it does not, browsers refuse our Secure cookie and nothing leaks.
        scheme = "http" if _one(given, b"x-forwarded-proto").lower() == "http" else "https"
        host = _one(given, b"x-forwarded-host").lower() or host
        client = _client(given, binding.proxies)
        if not client:
            client = peer
            _warn_of(peer)
    headers = [(name, value) for name, value in given if name not in forwarded]
    if trusted:
        headers = [(n, v) for n, v in headers if n.lower() != b"host"] + [(b"host", host.encode("latin-1"))]
    safe = scheme == "https" or (is_loopback(here) and is_loopback(peer) and not trusted)
    demo = binding.demo and not forwarded and is_loopback(here) and is_loopback(peer)
    refusal = "" if safe else "tls"
    if not refusal and not _host_fits(host, binding, trusted):
        refusal = "host"
    return Arrival(scheme, host, client, headers, demo, refusal)


def _client(headers: list[tuple[bytes, bytes]], proxies: frozenset[str]) -> str:
    """The last address of X-Forwarded-For that is no proxy of ours: what stands before it anybody can have written.

    Each proxy adds the address it was reached from, in a line of its own or behind a comma, some with the port.
    """
    lines = [value.decode("latin-1") for name, value in headers if name.lower() == b"x-forwarded-for"]
    hops = [_without_port(hop.strip()) for hop in ",".join(lines).split(",")]
    return next((hop for hop in reversed(hops) if hop and hop not in proxies), "")


@cache
def _warn_of(proxy: str) -> None:
    """Say once to who keeps the server what slows all down at signing in."""
    LOG.warning("the proxy %s does not say in X-Forwarded-For where people come from:"
                " failed tries to sign in are counted for all of them together", proxy)


def _without_port(hop: str) -> str:
    if hop.startswith("["):
        return plain(hop.partition("]")[0])
    return plain(hop.partition(":")[0] if hop.count(":") == 1 else hop)


def _one(headers: list[tuple[bytes, bytes]], name: bytes) -> str:
    """The value of a header that may come once; '' when missing or repeated."""
    values = [value for key, value in headers if key.lower() == name]
    return values[0].decode("latin-1").strip() if len(values) == 1 else ""


def _host_fits(host: str, binding: Binding, trusted: bool) -> bool:
    """Whether the Host header is a name we go by: a foreign name pointed at this machine is refused (DNS rebinding)."""
    try:
        parts = urlsplit(f"//{host}")
        name, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not name or parts.username is not None or parts.path or parts.query or parts.fragment:
        return False
    if binding.names:
        return name in binding.names or (name in LOOPBACK_NAMES and not trusted)
    if is_loopback(binding.host) and not trusted:
        return name in LOOPBACK_NAMES
    return True
