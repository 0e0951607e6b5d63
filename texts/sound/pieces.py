"""A part of a file, or a file with a few other bytes in it, to read and seek in like a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


class Part(io.RawIOBase):
    """The bytes of `file` from `start` up to `end`.

    Args:
        instead: bytes that are read in the place of others, by where they begin in the file.
    """

    def __init__(self, file: BinaryIO, start: int, end: int, instead: dict[int, bytes] | None = None) -> None:
        self._file, self._start, self._end, self._instead = file, start, end, instead or {}
        self._at = 0

    def again(self) -> Part:
        """The same bytes with a reading point of its own, at the beginning."""
        return Part(self._file, self._start, self._end, self._instead)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def tell(self) -> int:
        """The reading point, from the beginning of the part."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move the reading point; never before the beginning."""
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end - self._start}[whence]
        self._at = max(0, begin + offset)
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; all that is left for -1."""
        left = max(0, self._end - self._start - self._at)
        size = left if size is None or size < 0 else min(size, left)
        if not size:
            return b""
        at = self._start + self._at
        self._file.seek(at)
        found = self._file.read(size)
        for place, other in self._instead.items():
            if place < at + len(found) and at < place + len(other):
                found = _replaced(found, at, place, other)
        self._at += len(found)
        return found


def _replaced(found: bytes, at: int, place: int, other: bytes) -> bytes:
    first, last = max(at, place), min(at + len(found), place + len(other))
    return found[:first - at] + other[first - place:last - place] + found[last - at:]
