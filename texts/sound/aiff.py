"""Lengths in an aiff's header that a recorder which was stopped did not write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_CHUNKS_LOOKED_AT = 64
_TO_THE_END = 0x7FFF_FFFF


def mended(file: BinaryIO, size: int) -> dict[int, bytes]:
    """What to read instead, by place, in a file of `size` bytes: the length of the whole, and that of its sound.

    Sound that goes on past its stated end, with no other chunk there, is read to the end of the file.
    """
    instead = {4: min(size - 8, _TO_THE_END).to_bytes(4, "big")}
    at = 12
    for _ in range(_CHUNKS_LOOKED_AT):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return instead
        length = int.from_bytes(head[4:], "big")
        following = at + 8 + length + length % 2
        if head[:4] == b"SSND":
            if following < size and not _is_chunk(file, following, size):
                instead[at + 4] = min(size - at - 8, _TO_THE_END).to_bytes(4, "big")
            return instead
        at = following
    return instead


def _is_chunk(file: BinaryIO, at: int, size: int) -> bool:
    """Whether a chunk with a name in letters begins here and ends within the file."""
    file.seek(at)
    head = file.read(8)
    name = head[:4]
    printable = name.isascii() and name.decode("ascii", "replace").isprintable()
    return printable and at + 8 + int.from_bytes(head[4:], "big") <= size + 1
