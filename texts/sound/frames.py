"""Frames of mp3 and aac as they follow each other in a file, each with its length in its first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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


def ends_torn(tail: bytes, read: Callable[[bytes], Frame | None]) -> bool:
    """Whether the last bytes of a file end within a frame, looking from the first frames that follow each other on."""
    for start in range(len(tail)):
        at, followed = start, 0
        while frame := read(tail[at:at + 10]):
            at, followed = at + frame.bytes, followed + 1
        if followed > 2:
            return at > len(tail)
    return False
