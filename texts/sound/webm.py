"""WebM files element by element: places that hold none, and an end that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_SEGMENT = 0x18538067
_CLUSTER = 0x1F43B675
_HOLDERS = frozenset({_SEGMENT, _CLUSTER})
# What may lie in a file, a segment or a cluster: everything that is not looked into.
_KNOWN = _HOLDERS | frozenset({
    0x1A45DFA3, 0x114D9B74, 0xEC, 0xBF, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1254C367, 0x1941A469, 0x1043A770,
    0xE7, 0xA3, 0xA0, 0xA7, 0xAB, 0x5854, 0xAF})
_SEARCHED = 1 << 16
# A day of sound has fewer; a file of many more is not looked through in a request.
_MOST_ELEMENTS = 5_000_000
_MOST_LOST = 10_000


@dataclass(frozen=True)
class State:
    """Whether bytes in the middle are none of a WebM's, and whether its end is missing."""

    is_broken: bool
    is_cut: bool


def state(file: BinaryIO, size: int) -> State:
    """How a file of `size` bytes hangs together."""
    at, broken, looked, lost = 0, False, 0, 0
    while at < size and looked < _MOST_ELEMENTS and lost < _MOST_LOST:
        looked += 1
        file.seek(at)
        found = _element(file.read(12))
        if found is None:
            lost += 1
            following = _next_cluster(file, at + 1, size)
            if following is None:
                return State(broken, is_cut=True)
            broken, at = True, following
            continue
        name, length, head = found
        if name not in _HOLDERS and length is not None:
            at += length
            if at + head > size:
                return State(broken, is_cut=True)
        at += head
    return State(broken, is_cut=False)


def _element(head: bytes) -> tuple[int, int | None, int] | None:
    """(name, bytes it holds or None where that was left open, bytes of its head) of an element that is known."""
    first = head[0] if head else 0
    wide = 9 - first.bit_length() if first else 9
    if wide > 4 or len(head) <= wide:
        return None
    name = int.from_bytes(head[:wide], "big")
    span = 9 - head[wide].bit_length() if head[wide] else 9
    if name not in _KNOWN or span > 8 or len(head) < wide + span:
        return None
    left_open = (1 << 7 * span) - 1
    length = int.from_bytes(head[wide:wide + span], "big") & left_open
    return name, None if length == left_open else length, wide + span


def _next_cluster(file: BinaryIO, at: int, size: int) -> int | None:
    mark = _CLUSTER.to_bytes(4, "big")
    while at < size:
        file.seek(at)
        block = file.read(_SEARCHED)
        found = block.find(mark)
        if found >= 0:
            return at + found
        at += max(1, len(block) - 3)
    return None
