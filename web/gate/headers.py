"""The headers that go with every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.gate.binding import Arrival

# What Streamlit 1.67 needs at the least, found by trying: scripts of our own origin and of the blob: addresses from
# which it loads a component's inline module; styles set from script (emotion); pictures that plotly makes as data:
# and blob:. Nothing from anywhere else, no frames, no eval.
_POLICY = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; "
    "connect-src 'self' {socket}; form-action 'self'; frame-ancestors 'none'; frame-src 'none'; base-uri 'none'; "
    "object-src 'none'"
)
_OPEN_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # same-origin, not no-referrer: with no-referrer browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": "microphone=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
}
# Streamlit lets some of its answers be read from elsewhere; nobody has any business doing so.
_NEVER = frozenset({b"access-control-allow-origin", b"access-control-allow-credentials", b"server"})
_CACHED = ("/static/", "/assets/")


def dressed(
    headers: list[tuple[bytes, bytes]], path: str, came: Arrival, *, signed_in: bool
) -> list[tuple[bytes, bytes]]:
    """An answer's headers with ours put over them."""
    socket = f"{'wss' if came.scheme == 'https' else 'ws'}://{came.host}"
    ours = dict(_ALWAYS)
    ours["content-security-policy"] = _POLICY.format(socket=socket) if signed_in else _OPEN_POLICY
    if came.scheme == "https":
        ours["strict-transport-security"] = "max-age=31536000"
    if not path.startswith(_CACHED):
        ours["cache-control"] = "no-store"
    names = {name.encode() for name in ours} | _NEVER
    kept = [(name, value) for name, value in headers if name.lower() not in names]
    return kept + [(name.encode(), value.encode("latin-1")) for name, value in ours.items()]
