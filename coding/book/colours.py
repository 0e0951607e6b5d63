"""Colours of codes: whether they can be seen on our two grounds, and told apart by the colour-blind.

Which colour a new code gets is in `new_colours.py`.
"""

from __future__ import annotations

import math
import re

from pilot.vocabulary import palette

PAPER, NIGHT = palette.LIGHT.paper, palette.DARK.paper
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: parts of the interface that carry meaning
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")

Rgb = tuple[float, float, float]


def is_colour(text: str) -> bool:
    """Whether `text` is a colour as we write them: # and six hexadecimal digits."""
    return bool(_HEX.fullmatch(text))


def linear(colour: str) -> Rgb:
    """Linear light (0-1) of the red, green and blue of an sRGB colour."""
    parts = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance, 0-1 (WCAG 2.2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1-21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def for_night(colour: str) -> str:
    """The colour itself where it can be seen on the dark ground, else mixed with white until it can."""
    parts = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
    for step in range(21):
        mixed = "#" + "".join(f"{round(c + (255 - c) * step / 20):02X}" for c in parts)
        if contrast(mixed, NIGHT) >= LEAST_CONTRAST:
            return mixed
    return "#FFFFFF"


# Machado, Oliveira and Fernandes 2009 (IEEE TVCG 15:6), severity 1.0, on linear light.
SIGHTS: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
}
_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041))


def times(matrix: tuple[Rgb, Rgb, Rgb], vector: Rgb) -> Rgb:
    """A vector through a matrix of rows."""
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def lab(colour: str, sight: str = "all cones") -> Rgb:
    """CIE L*a*b* (D65) of a colour as an eye of that `sight` takes it in."""
    seen = times(SIGHTS[sight], linear(colour))
    clipped: Rgb = (min(1, max(0, seen[0])), min(1, max(0, seen[1])), min(1, max(0, seen[2])))
    white = times(_XYZ, (1.0, 1.0, 1.0))
    x, y, z = (_cube(v / w) for v, w in zip(times(_XYZ, clipped), white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(t: float) -> float:
    return math.cbrt(t) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def difference(one: str, other: str, sight: str = "all cones") -> float:
    """How far apart two colours look: CIEDE2000 (Sharma, Wu and Dalal 2005); about 2.3 is just noticeable."""
    return ciede2000(lab(one, sight), lab(other, sight))


def ciede2000(first: Rgb, second: Rgb) -> float:
    """CIEDE2000 of two L*a*b* colours, with all weights one (Sharma, Wu and Dalal 2005)."""
    l1, a1, b1 = first
    l2, a2, b2 = second
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    d_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    hue, light, chroma = _mean_hue(h1, h2, c1 * c2), (l1 + l2) / 2, (c1 + c2) / 2
    t = (1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6)
         - 0.20 * _cos(4 * hue - 63))
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = d_hue / (1 + 0.015 * chroma * t)
    twist = math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * twist
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def _mean_hue(h1: float, h2: float, both_coloured: float) -> float:
    if both_coloured == 0:
        return h1 + h2
    if abs(h1 - h2) <= 180:
        return (h1 + h2) / 2
    return (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
