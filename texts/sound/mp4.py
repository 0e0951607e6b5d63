"""Mp4 files box by box: tables that claim more than the file can hold, and an end that is missing.

ffmpeg would make room for all that a table claims before it looks, and refuses a file whose last fragment is torn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from texts.sound.pieces import Part

_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_BOXES_LOOKED_AT = 10_000
# A sample takes a bit at the very least, or nothing at all in a file of any sense.
_SAMPLES_A_BYTE = 8
_FEW = 100_000


def end_of_fragments(file: BinaryIO | Part, size: int) -> tuple[int, bool]:
    """Up to where a file of `size` bytes can be read, and whether its end is missing.

    Browsers write fragments, a table and its sound each; a torn table at the end takes nothing with it but itself.
    """
    at, table_at = 0, None
    for _ in range(_BOXES_LOOKED_AT * 10):
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0 or at + length == size:
            return size, False
        if length < 8 or at + length > size:
            # A table whose sound is torn reaches to the end: what is there of it can be decoded.
            return (at if table_at is not None and head[4:8] != b"mdat" else size), True
        table_at = at if head[4:8] == b"moof" else table_at
        at += length
    return size, False


def is_credible(file: BinaryIO | Part, size: int) -> bool:
    """Whether no track of a file of `size` bytes says that it has far more samples than there are bits."""
    todo, looked = [(0, size)], 0
    while todo:
        at, end = todo.pop()
        while at + 8 <= end and looked < _BOXES_LOOKED_AT:
            looked += 1
            file.seek(at)
            head = file.read(20)
            length, name, body = int.from_bytes(head[:4], "big"), head[4:8], at + 8
            if length == 1:
                length, body = int.from_bytes(head[8:16], "big"), at + 16
            stop = min(end, at + length) if length else end
            if stop <= at:
                break
            if name in _HOLDERS:
                todo.append((body, stop))
            if name == b"stsz" and int.from_bytes(head[16:20], "big") > max(_FEW, size * _SAMPLES_A_BYTE):
                return False
            at = stop
    return True
