"""Where the desk opens at words: a link where the address of the server is known, else the path on it.

A file that was taken out lies elsewhere, and a path alone opens nothing there.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORIGIN = re.compile(r"https?://[a-z0-9.\-]+(:\d+)?|https?://\[[0-9a-f:.]+\](:\d+)?")
_server: ContextVar[str] = ContextVar("server", default="")


class Link(str):
    """An address that opens where it is pressed, in files that have such a thing."""

    __slots__ = ()


@contextmanager
def served_at(origin: str) -> Iterator[None]:
    """Make links to this server, such as https://rode-draad.example; '', or what is none, for a server not known."""
    token = _server.set(origin if _ORIGIN.fullmatch(origin) else "")
    try:
        yield
    finally:
        _server.reset(token)


def to_words(document: str, start: int | None = None) -> str:
    """Where the desk opens a document (guid), at a character (code point, 0-based) of the text that is read."""
    path = f"/desk?document={quote(document)}" + ("" if start is None else f"&at={start}")
    server = _server.get()
    return Link(server + path) if server else path


def server() -> str:
    """The address of this server, '' where it is not known."""
    return _server.get()
