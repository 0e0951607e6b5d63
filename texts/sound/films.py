"""Films in the containers of older cameras and programs: whether their end is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

# A packet, and one of a camera, which has four bytes of time in front.
_PACKETS = (188, 192)
_SIGN = 0x47
_TAG_BYTES = 11


def avi_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether an avi of `size` bytes says that it is longer; one that was never closed says 0."""
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8 > size


def ts_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether an mpeg transport stream of `size` bytes ends within a packet."""
    file.seek(0)
    each = _PACKETS[file.read(1) != bytes([_SIGN])]
    return size % each != 0


def flv_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether an flv of `size` bytes ends otherwise than with the length of its last piece."""
    file.seek(max(0, size - 4))
    length = int.from_bytes(file.read(4), "big")
    start = size - 4 - length
    if length < _TAG_BYTES or start < 0:
        return True
    file.seek(start)
    return int.from_bytes(file.read(4)[1:], "big") + _TAG_BYTES != length
