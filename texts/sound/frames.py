"""Frames of mp3, aac, ac3 and amr as they follow each other in a file, each with its length in its first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_BIT_RATES = {
    1: (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    4: (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    5: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = (44_100, 48_000, 32_000)


@dataclass(frozen=True)
class Frame:
    """One frame: its bytes, the seconds it lasts, and its form: bits and samples a second, whether it is mono."""

    bytes: int
    seconds: float
    form: tuple[int, int, bool] = (0, 0, False)


def mp3(head: bytes) -> Frame | None:
    """The MPEG audio frame that begins with these 4 bytes; None where none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate, pace = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 4 or rate in (0, 15) or pace == 3:
        return None
    first = version == 3
    table = layer if first else 4 if layer == 1 else 5
    bits = _BIT_RATES[table][rate] * 1000
    hertz = _SAMPLE_RATES[pace] >> {3: 0, 2: 1, 0: 2}[version]
    padding = head[2] >> 1 & 1
    form = (bits, hertz, head[3] >> 6 == 3)
    if layer == 1:
        return Frame((12 * bits // hertz + padding) * 4, 384 / hertz, form)
    each = 1152 if first or layer == 2 else 576
    return Frame(each // 8 * bits // hertz + padding, each / hertz, form)


_AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)


def aac(head: bytes) -> Frame | None:
    """The ADTS frame that begins with these 7 bytes; None where none does."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 >= len(_AAC_RATES):
        return None
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return Frame(size, 1024 * ((head[6] & 3) + 1) / _AAC_RATES[head[2] >> 2 & 15]) if size > 7 else None


_AC3_KBITS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640)
_AC3_RATES = (48_000, 44_100, 32_000)
_AC3_SAMPLES = 1536
# What comes after it is enhanced, and counts its words itself.
_AC3_PLAIN = 10


def ac3(head: bytes) -> Frame | None:
    """The frame of ac3, or of its enhanced kind, that begins with these 6 bytes; None where none does."""
    if len(head) < 6 or head[:2] != b"\x0bw":
        return None
    if head[5] >> 3 > _AC3_PLAIN:
        return Frame(2 * (((head[2] & 7) << 8 | head[3]) + 1), 0)
    pace, size = head[4] >> 6, head[4] & 63
    if pace == 3 or size >> 1 >= len(_AC3_KBITS):
        return None
    hertz, kbits = _AC3_RATES[pace], _AC3_KBITS[size >> 1]
    # Words of two bytes; at 44.1 kHz a frame is a word longer now and then.
    words = kbits * 1000 * _AC3_SAMPLES // 16 // hertz + (size & 1 if pace == 1 else 0)
    return Frame(2 * words, _AC3_SAMPLES / hertz)


_AMR_BYTES = {
    b"#!AMR\n": (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1),
    b"#!AMR-WB\n": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1),
}
_BLOCK_BYTES = 1 << 20
# Some forty hours of somebody who speaks; a file of many more frames is not gone through in a request.
_MOST_AMR_FRAMES = 8_000_000


def amr_is_cut(file: BinaryIO, size: int) -> bool:
    """Whether an amr of `size` bytes ends within a frame; each is as long as its first byte says."""
    file.seek(0)
    head = file.read(9)
    for start, lengths in _AMR_BYTES.items():
        if head.startswith(start):
            at, following, seen = len(start), [lengths[first >> 3 & 15] for first in range(256)], 0
            while at < size and seen < _MOST_AMR_FRAMES:
                file.seek(at)
                block, begins = file.read(_BLOCK_BYTES), at
                while at - begins < len(block):
                    at += following[block[at - begins]]
                    seen += 1
            return at > size
    return False


def ends_torn(tail: bytes, read: Callable[[bytes], Frame | None]) -> bool:
    """Whether the last bytes of a file end within a frame, looking from the first frames that follow each other on."""
    for start in range(len(tail)):
        at, followed = start, 0
        while frame := read(tail[at:at + 10]):
            at, followed = at + frame.bytes, followed + 1
        if followed > 2:
            return at > len(tail)
    return False
