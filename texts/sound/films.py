"""Films in the containers of older cameras and programs: whether their end is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from texts.sound.pieces import Part

_AVI_HEAD_BYTES = 1 << 16
# A packet, and one of a camera, which has four bytes of time in front.
_PACKETS = (188, 192)
_SIGN = 0x47
_TAG_BYTES = 11


def avi_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether an avi of `size` bytes says that it is longer; one that was never closed says 0."""
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8 > size


def avi_sound_ms(file: Part, bit_rate: int) -> int | None:
    """How long an avi of sound alone can be by the bytes it says it holds; None where it does not say.

    Its own count of pieces has the empty ones before a late start in it, which are no sound.

    Args:
        bit_rate: of its sound, as heard, in bits a second; for an avi that does not say how many bytes that takes.
    """
    file.seek(0)
    head = file.read(_AVI_HEAD_BYTES)
    stream, form, data = (head.find(mark) for mark in (b"strh", b"strf", b"movi"))
    if min(stream, form) < 0 or data < 8 or stream > form or form > data:
        return None
    pieces = int.from_bytes(head[stream + 40:stream + 44], "little")
    each_second = int.from_bytes(head[form + 16:form + 20], "little") or bit_rate // 8
    held = int.from_bytes(head[data - 4:data], "little") - 4 - 8 * pieces
    # Where sound is counted in samples a piece holds many of them: the few bytes between pieces are let be.
    held = held if held > 0 else int.from_bytes(head[data - 4:data], "little")
    return round(held * 1000 / each_second) if each_second else None


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


_PACK, _PACK_TAIL_BYTES = b"\0\0\1\xba", 1 << 18
_END_OF_PROGRAM = b"\0\0\1\xb9"


def mpeg_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether an mpeg program stream of `size` bytes ends within a packet; zeros behind the last one are none."""
    file.seek(max(0, size - _PACK_TAIL_BYTES))
    tail = file.read(_PACK_TAIL_BYTES)
    at = tail.find(_PACK)
    if at < 0:
        return False
    while at < len(tail):
        if tail.startswith(_END_OF_PROGRAM, at) or not tail[at:].strip(b"\0"):
            return False
        length = _packet_bytes(tail[at:at + 14])
        if length is None:
            return tail.startswith(b"\0\0\1", at) or len(tail) - at < len(_PACK)
        at += length
    return at > len(tail)


def _packet_bytes(head: bytes) -> int | None:
    """How long a pack's head or a packet is that begins with these 14 bytes; None where it cannot be known."""
    if head[:4] == _PACK:
        if len(head) < 14:
            return None
        # Of the second mpeg, with stuffing behind it, or of the first.
        return 14 + (head[13] & 7) if head[4] >> 6 == 1 else 12
    if head[:3] != b"\0\0\1" or len(head) < 6:
        return None
    return 6 + int.from_bytes(head[4:6], "big")
