"""What a wav file's own header says of its length, and a header that says less than there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from texts.sound.pieces import Part

_OPEN = b"\xff\xff\xff\xff"
# From here on a length was left open by a recorder that streams.
_OPEN_FROM = 0x7FFF_0000
_CHUNKS_LOOKED_AT = 64
_PCM = (1, 3, 0xFFFE)


@dataclass(frozen=True)
class Header:
    """A wav's header.

    Attributes:
        size_at: where the length of the sound stands, in bytes from the beginning.
        data_at: where the sound begins.
        data_bytes: the length of the sound as stated; None where it was left open.
        bytes_a_second: of sound; 0 where the header does not say.
    """

    size_at: int
    data_at: int
    data_bytes: int | None
    bytes_a_second: int

    @property
    def stated_ms(self) -> int | None:
        """How long the sound should last by the header; None where that was left open."""
        if not self.data_bytes or not self.bytes_a_second:
            return None
        return self.data_bytes * 1000 // self.bytes_a_second


def header(file: BinaryIO | Part) -> Header | None:
    """The header of a wav file; None where no sound is announced."""
    file.seek(0)
    first = file.read(12)
    at, rate, long = 12, 0, first[:4] in (b"RF64", b"BW64")
    long_bytes = 0
    for _ in range(_CHUNKS_LOOKED_AT):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return None
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"ds64":
            long_bytes = int.from_bytes(file.read(16)[8:], "little")
        if head[:4] == b"fmt ":
            rate = _bytes_a_second(file.read(16))
        if head[:4] == b"data":
            stated = long_bytes if long and size >= _OPEN_FROM else size
            known = 0 < stated < _OPEN_FROM or (long and 0 < stated < 1 << 62)
            return Header(at + 4, at + 8, stated if known else None, rate)
        at += 8 + size + size % 2
    return None


def _bytes_a_second(form: bytes) -> int:
    """By rate and size of a sample where these say it: the field for it is often wrong."""
    code, hertz = int.from_bytes(form[:2], "little"), int.from_bytes(form[4:8], "little")
    block = int.from_bytes(form[12:14], "little")
    return hertz * block if code in _PCM else int.from_bytes(form[8:12], "little")


def mended(file: BinaryIO, size: int) -> dict[int, bytes]:
    """What to read instead where a recorder was stopped before it wrote down how much there is, by place.

    A file of `size` bytes whose sound goes on past the stated end, with no other chunk there, is read to its end.
    """
    found = header(file)
    if found is None or found.data_bytes is None or not found.bytes_a_second:
        return {}
    end = found.data_at + found.data_bytes
    if size - end < found.bytes_a_second // 4 or _is_chunk(file, end + end % 2, size) or _is_chunk(file, end, size):
        return {}
    return {found.size_at: _OPEN}


def is_open(file: BinaryIO) -> bool:
    """Whether the header does not say how much there is."""
    found = header(file)
    return found is not None and found.data_bytes is None


def _is_chunk(file: BinaryIO, at: int, size: int) -> bool:
    """Whether a chunk with a name in letters begins here and ends within the file."""
    file.seek(at)
    head = file.read(8)
    name = head[:4]
    return name.isascii() and name.decode("ascii", "replace").isprintable() and (
        at + 8 + int.from_bytes(head[4:], "little") <= size + 1)
