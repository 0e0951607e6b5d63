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


_NEXT = frozenset({b"moov", b"moof", b"mdat", b"free", b"skip", b"wide", b"uuid", b"sidx", b"pdin"})


def mp4(head: bytes) -> bool:
    """Whether an mp4 file begins here: a box that says what kind, and behind it a box as one then comes."""
    size, behind = int.from_bytes(head[:4], "big"), head[8:12]
    return (head[4:8] == b"ftyp" and 16 <= size <= _KNOWN_BY - 8 and size % 4 == 0 and behind.isascii()
            and head[size + 4:size + 8] in _NEXT)


def parts(
    file: BinaryIO, size: int, mark: bytes, begins: Callable[[bytes], bool], *, into: int = 0,
) -> list[tuple[int, int]]:
    """(start, end) in bytes of each recording; the whole file where it holds one.

    Args:
        size: bytes of the file.
        mark: bytes that stand `into` bytes behind the beginning of a recording.
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
            if place >= into and begins(seen[place - into:place - into + _KNOWN_BY]):
                starts.append(base + place - into)
            place = seen.find(mark, place + 1)
        at += len(block)
        # What begins at the very end of a block is looked at together with the next one.
        rest = seen[max(0, place - into):] if place >= 0 else seen[-(len(mark) + into) + 1:]
    bounds = [0, *starts[1:MOST_PARTS], size]
    return list(zip(bounds[:-1], bounds[1:], strict=True))
