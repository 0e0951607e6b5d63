"""One message between a server and a child behind the fence: its length in 8 bytes, then JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    import socket

    from pilot.errors import Told

# What a function behind the fence answers, as JSON has it. It is open, for each answers what its own caller alone makes
# a class of ours of at once.
Plain = dict[str, Any]
_HEAD = 8
_PIECE = 1 << 18


class Asked(TypedDict):
    """A call: function: 'module:function'; given: plain values; folder: where paths begin; limits: as `Limits`."""

    function: str
    given: list[Any]
    folder: str
    limits: dict[str, float]
    language: str


class Answer(TypedDict):
    """What came of it, one of: what the function gave, the error it raised (`as_plain`), or that it broke down."""

    value: NotRequired[Any]
    error: NotRequired[Told]
    broke: NotRequired[Literal[True]]


class Short(Exception):
    """The other end hung up before the message was whole."""


def encoded(message: Asked | Answer) -> bytes:
    """The message as JSON; half surrogates come through as they are."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decoded(body: bytes) -> Any:
    """The message that was encoded: an Asked in the child, an Answer where it was asked."""
    return json.loads(body.decode("utf-8", "surrogatepass"))


def send(to: socket.socket, body: bytes) -> None:
    """Send one message. Raises: OSError when the other end is gone or slow."""
    to.sendall(len(body).to_bytes(_HEAD, "big") + body)


def received(sent: socket.socket, most: int = 1 << 30) -> bytes:
    """One message of at most `most` bytes. Raises: Short, also for a longer one; TimeoutError; OSError."""
    length = int.from_bytes(_exactly(sent, _HEAD), "big")
    if length > most:
        raise Short
    return _exactly(sent, length)


def _exactly(sent: socket.socket, number: int) -> bytes:
    found = bytearray()
    while len(found) < number:
        piece = sent.recv(min(_PIECE, number - len(found)))
        if not piece:
            raise Short
        found += piece
    return bytes(found)
