"""What a teller says of the meaning: a point in a triad, a place on a scale, what was chosen; checked, and in words.

Coordinates are whole numbers: of a triad how near the point is to each of the three corners, in permille (0 to 1000)
that make 1000 together; of a scale 0 at its first end and 100 at its second.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stories.entry.templates import Forms, Signifier

WHOLE = 1000  # permille of a triad
FAR = 100  # the second end of a scale


@dataclass(frozen=True)
class Value:
    """One answer; without any of the three it does not fit the story.

    Attributes:
        parts: of a triad: permille for each corner, in the order of its labels; their sum is 1000.
        place: of a scale, 0 to 100.
        chosen: of a choice, keys of its labels in their order, at least one.
    """

    parts: tuple[int, int, int] | None = None
    place: int | None = None
    chosen: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the teller answered rather than saying that it does not fit."""
        return self.parts is not None or self.place is not None or bool(self.chosen)


def read(signifier: Signifier, given: object) -> Value | None:
    """The answer in what a form sent; None where it is none: not answered, or not of this kind."""
    if not isinstance(given, dict):
        return None
    if given.get("na") is True:
        return Value()
    if signifier.kind == "triad":
        parts = given.get("at")
        ok = (isinstance(parts, list) and len(parts) == 3 and all(_within(part, WHOLE) for part in parts)
              and sum(parts) == WHOLE)
        return Value(parts=(parts[0], parts[1], parts[2])) if ok and isinstance(parts, list) else None
    if signifier.kind == "scale":
        place = given.get("place")
        return Value(place=place) if _within(place, FAR) and isinstance(place, int) else None
    chosen = given.get("chosen")
    if not isinstance(chosen, list):
        return None
    keys = tuple(one.key for one in signifier.labels if one.key in chosen)
    return Value(chosen=keys) if keys and (signifier.several or len(keys) == 1) else None


def _within(found: object, most: int) -> bool:
    return type(found) is int and 0 <= found <= most


def read_all(forms: Forms, given: Mapping[str, object]) -> dict[str, Value]:
    """The answers in what a form sent, by signifier, in the order of the forms; what is none is left out."""
    found = {one.key: read(one, given.get(one.key)) for one in forms.signifiers}
    return {key: value for key, value in found.items() if value is not None}


def point(parts: tuple[int, int, int]) -> tuple[float, float]:
    """Where a point lies in a triangle with its first corner on top, the second left below and the third right:
    x from 0 to 1, y from 0 (top) to sqrt(3)/2."""
    first, _second, third = parts
    return third / WHOLE + first / WHOLE / 2, (1 - first / WHOLE) * sqrt(3) / 2


def said(signifier: Signifier, value: Value, language: str = "") -> str:
    """An answer in words, such as "mostly what the coach did, also money, rules and services"."""
    names = [one.name.to(language) for one in signifier.labels]
    if not value.fits:
        return _("does not fit this story")
    if value.parts is not None:
        return _of_triad(names, value.parts)
    if value.place is not None:
        return _of_scale(names, value.place)
    keys = [one.key for one in signifier.labels]
    return ", ".join(names[keys.index(key)] for key in value.chosen)


def _of_triad(names: list[str], parts: tuple[int, int, int]) -> str:
    (most, first), (some, second), (least, _third) = sorted(zip(parts, names, strict=True), key=lambda one: -one[0])
    if most - least <= 150:
        return _("all three about as much: {a}, {b} and {c}").format(a=names[0], b=names[1], c=names[2])
    if most >= 850:
        return _("almost only {a}").format(a=first)
    if most - some <= 150:
        return _("{a} and {b} about as much").format(a=first, b=second)
    return _("mostly {a}, also {b}").format(a=first, b=second)


def _of_scale(names: list[str], place: int) -> str:
    if 45 <= place <= 55:
        return _("in the middle between {a} and {b}").format(a=names[0], b=names[1])
    near = names[0] if place < 50 else names[1]
    distance = min(place, FAR - place)
    if distance <= 10:
        return _("quite {a} ({place} of 100)").format(a=near, place=place)
    return _("more {a} ({place} of 100)").format(a=near, place=place)
