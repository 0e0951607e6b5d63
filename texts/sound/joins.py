"""Several recordings put one behind the other into one file, as `cat` or a recorder that was paused leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_BLOCK = 1 << 20
# Nobody joins more; what comes behind belongs to the last one.
MOST_PARTS = 1000
_KNOWN_BY = 64


def webm(head: bytes) -> bool:
    """Whether a WebM or Matroska file begins here."""
    return head.startswith(b"\x1aE\xdf\xa3") and (b"webm" in head or b"matroska" in head)


def flac(head: bytes) -> bool:
    """Whether a FLAC file begins here, with its first block of 34 bytes."""
    return head.startswith((b"fLaC\0\0\0\x22", b"fLaC\x80\0\0\x22"))


def parts(file: BinaryIO, size: int, mark: bytes, begins: Callable[[bytes], bool]) -> list[tuple[int, int]]:
    """(start, end) in bytes of each recording; the whole file where it holds one.

    Args:
        size: bytes of the file.
        mark: the bytes a recording begins with.
        begins: whether one does, by its first bytes.
    """
    starts: list[int] = []
    at, rest = 0, b""
    file.seek(0)
    while block := file.read(_BLOCK):
        seen = rest + block
        base = at - len(rest)
        place = seen.find(mark)
        while place >= 0 and (place + _KNOWN_BY <= len(seen) or base + len(seen) >= size):
            if begins(seen[place:place + _KNOWN_BY]):
                starts.append(base + place)
            place = seen.find(mark, place + 1)
        at += len(block)
        # What begins at the very end of a block is looked at together with the next one.
        rest = seen[place:] if place >= 0 else seen[-len(mark) + 1:]
    bounds = [0, *starts[1:MOST_PARTS], size]
    return list(zip(bounds[:-1], bounds[1:], strict=True))
