"""The colour of a new code: as far as can be from those there are, in the light and in the dark look, for all eyes.

Distances are those of OKLab (Ottosson 2020), times a hundred: they order colours as CIEDE2000 does, in a tenth of the
time, and do not overrate blue as L*a*b* does.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coding.book import colours

if TYPE_CHECKING:
    from collections.abc import Collection

    from coding.book.colours import Rgb

# Codes of one group stand under one another and lie over the same words most often: what is as far from them as from
# others counts as so much nearer.
KIN = 0.6
# Eyes without one kind of cone see few of the differences that others see: theirs count, but do not decide alone, for
# then nearly all new colours were purple. Tried with twelve new codes beside the twenty-six of `codebook.yaml`.
_WEIGHTS = {"all cones": 1.0, "protanopia": 3.5, "deuteranopia": 3.5}
_TURN = 12.0  # degrees that the hue of a code may differ between the looks
_FROM_LMS = ((4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965),
             (-0.0041960863, -0.7034186147, 1.7076147010))
_TO_LMS = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
           (0.0883024619, 0.2817188376, 0.6299787005))
_TO_LAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
           (0.0259040371, 0.7827717662, -0.8086757660))


class Pair(NamedTuple):
    """A colour on light and one on dark ground, '#RRGGBB' each."""

    light: str
    dark: str


class _Seen(NamedTuple):
    """A colour, its hue in degrees, and where it lies in OKLab for each kind of eye."""

    colour: str
    hue: float
    places: tuple[Rgb, ...]


def another(taken: Collection[Pair], kin: Collection[Pair] = ()) -> Pair:
    """The pair that is told apart best from all in `taken`, and even better from `kin`; each time the same.

    Args:
        kin: those among which the new code comes to stand; they may be in `taken` too.
    """
    others = [(pair, 1.0) for pair in sorted({*taken} - {*kin})] + [(pair, KIN) for pair in sorted({*kin})]
    light = _farthest(_candidates(is_dark=False), [(_seen(one.light), near) for one, near in others])
    same_hue = [one for one in _candidates(is_dark=True) if abs((one.hue - light.hue + 180) % 360 - 180) <= _TURN]
    dark = _farthest(same_hue, [(_seen(one.dark), near) for one, near in others])
    return Pair(light.colour, dark.colour)


def hue(colour: str) -> float:
    """The hue of a colour in OKLab, in degrees."""
    return _seen(colour).hue


def _farthest(candidates: Collection[_Seen], others: list[tuple[_Seen, float]]) -> _Seen:
    def apart(one: _Seen) -> float:
        return min((near * weight * math.dist(a, b) for other, near in others
                    for a, b, weight in zip(one.places, other.places, _WEIGHTS.values(), strict=True)), default=0.0)

    return max(candidates, key=apart)


@cache
def _candidates(*, is_dark: bool) -> tuple[_Seen, ...]:
    """Colours that can be seen on one of our grounds: four lightnesses of seventy-two hues, full and subdued."""
    ground = colours.NIGHT if is_dark else colours.PAPER
    found = []
    for lightness in (0.58, 0.66, 0.75, 0.85) if is_dark else (0.36, 0.45, 0.54, 0.63):
        for chroma in (0.2, 0.14, 0.08):
            for step in range(72):
                colour = _from_oklch(lightness, chroma, step * 5.0)
                if colour and colours.contrast(colour, ground) >= colours.LEAST_CONTRAST:
                    found.append(_seen(colour))
    return tuple(found)


@lru_cache(maxsize=5_000)
def _seen(colour: str) -> _Seen:
    places = tuple(_oklab(colour, sight) for sight in _WEIGHTS)
    return _Seen(colour, math.degrees(math.atan2(places[0][2], places[0][1])) % 360, places)


def _oklab(colour: str, sight: str) -> Rgb:
    """OKLab, times a hundred, of a colour as an eye of that `sight` takes it in."""
    seen = colours.times(colours.SIGHTS[sight], colours.linear(colour))
    red, green, blue = (min(1.0, max(0.0, part)) for part in seen)
    one, two, three = (math.cbrt(part) for part in colours.times(_TO_LMS, (red, green, blue)))
    light, a, b = colours.times(_TO_LAB, (one, two, three))
    return 100 * light, 100 * a, 100 * b


def _from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """'#RRGGBB', or '' for what no screen shows."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    roots = (lightness + 0.3963377774 * a + 0.2158037573 * b, lightness - 0.1055613458 * a - 0.0638541728 * b,
             lightness - 0.0894841775 * a - 1.2914855480 * b)
    one, two, three = (root ** 3 for root in roots)
    parts = colours.times(_FROM_LMS, (one, two, three))
    if not all(-1e-6 <= part <= 1 + 1e-6 for part in parts):
        return ""
    return "#" + "".join(f"{_shown(part):02X}" for part in parts)


def _shown(light: float) -> int:
    """0-255 of linear light (0-1) in sRGB."""
    part = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * min(1.0, max(0.0, part)))
