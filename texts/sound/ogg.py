"""Ogg files page by page: several recordings in a row in one file, and an end that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from texts.sound.joins import MOST_PARTS

if TYPE_CHECKING:
    from typing import BinaryIO

_MARK = b"OggS"
_HEADER = 27
_FIRST, _LAST = 2, 4
_SEARCHED = 1 << 16
# A day of sound has fewer pages; a file of many more is not looked through in a request.
_MOST_PAGES = 500_000
_MOST_LOST = 10_000


@dataclass(frozen=True)
class Links:
    """What lies in a row in an Ogg file.

    Attributes:
        parts: (start, end) in bytes of each recording, one after the other; most files have one.
        is_cut: the file ends within a page, or before the page that says it is the last.
    """

    parts: tuple[tuple[int, int], ...]
    is_cut: bool


def links(file: BinaryIO, size: int) -> Links:
    """The recordings chained in an Ogg file of `size` bytes; each begins with pages that say so."""
    starts: list[int] = []
    at, beginning, ended, looked, lost = 0, False, False, 0, 0
    while at < size:
        looked += 1
        if looked > _MOST_PAGES or lost > _MOST_LOST:
            at, ended = size, True
            break
        header = _page(file, at)
        if header is None:
            lost += 1
            at = _next(file, at + 1, size)
            continue
        length, flags = header
        if flags & _FIRST and not beginning and len(starts) < MOST_PARTS:
            starts.append(at)
        beginning, ended = bool(flags & _FIRST), bool(flags & _LAST)
        at += length
    ends = [*starts[1:], size][:len(starts)]
    return Links(tuple(zip(starts, ends, strict=True)), is_cut=at > size or not ended)


def _page(file: BinaryIO, at: int) -> tuple[int, int] | None:
    """(bytes, flags) of the page that begins here; None where none does."""
    file.seek(at)
    head = file.read(_HEADER + 255)
    if len(head) < _HEADER or head[:4] != _MARK or head[4]:
        return None
    count = head[26]
    return _HEADER + count + sum(head[_HEADER:_HEADER + count]), head[5]


def _next(file: BinaryIO, at: int, size: int) -> int:
    """Where the next page may begin, or the end of the file."""
    while at < size:
        file.seek(at)
        block = file.read(_SEARCHED)
        found = block.find(_MARK)
        if found >= 0:
            return at + found
        at += max(1, len(block) - len(_MARK) + 1)
    return size
