"""FLAC files: whether the last frame is whole, by the check sum that each frame ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_MIN_TAIL, _MAX_TAIL = 1 << 15, 1 << 18
# Bytes in which no frame begins look like a head once in a great while.
_MOST_TRIED = 8
_BEHIND = (b"TAG", b"APETAGEX", b"ID3")
_HEAD_BYTES = 16


def _table(polynomial: int, bits: int) -> tuple[int, ...]:
    """What each byte does to a check sum of so many bits."""
    found = []
    for byte in range(256):
        rest = byte << (bits - 8)
        for _bit in range(8):
            rest = (rest << 1 ^ (polynomial if rest >> (bits - 1) else 0)) & ((1 << bits) - 1)
        found.append(rest)
    return tuple(found)


_CRC8, _CRC16 = _table(0x07, 8), _table(0x8005, 16)


def is_cut(file: BinaryIO, size: int) -> bool:
    """Whether a file of `size` bytes ends within a frame; a file in whose end no frame is found says nothing."""
    file.seek(0)
    head = file.read(64)
    at = head.find(b"fLaC")
    largest = int.from_bytes(head[at + 15:at + 18], "big") if at >= 0 else 0
    length = min(max(2 * largest, _MIN_TAIL), _MAX_TAIL)
    file.seek(max(0, size - length))
    tail = file.read(length)
    place, tried = len(tail), 0
    while tried < _MOST_TRIED and (place := tail.rfind(b"\xff", 0, place)) >= 0:
        if _begins(tail[place:place + _HEAD_BYTES]):
            tried += 1
            if _ends_whole(tail, place):
                return False
    return tried > 0


def _begins(head: bytes) -> bool:
    """Whether a frame begins here: its mark, and a head that its own check sum fits."""
    if len(head) < 6 or head[0] != 0xFF or head[1] & 0xFE != 0xF8:
        return False
    blocks, rate = head[2] >> 4, head[2] & 15
    # The number of the frame is written as UTF-8 writes a letter.
    number = next((n for n in range(8) if not head[4] << n & 0x80), 8)
    length = 4 + max(1, number) + {6: 1, 7: 2}.get(blocks, 0) + {12: 1, 13: 2, 14: 2}.get(rate, 0)
    if number in (1, 8) or blocks == 0 or rate == 15 or len(head) <= length:
        return False
    rest = 0
    for byte in head[:length]:
        rest = _CRC8[rest ^ byte]
    return rest == head[length]


def _ends_whole(tail: bytes, start: int) -> bool:
    """Whether the frame that begins at `start` ends with its check sum, and behind it nothing but tags or zeros."""
    rest = 0
    for at in range(start, len(tail)):
        rest = (rest << 8 & 0xFFFF) ^ _CRC16[rest >> 8 ^ tail[at]]
        if rest == 0 and at - start > _HEAD_BYTES // 2:
            behind = tail[at + 1:]
            if not behind.strip(b"\0") or behind.startswith(_BEHIND):
                return True
    return False
