"""What a picture is made of. Lengths are pixels from the top left corner; colours '#RRGGBB', '' for none."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple


class As(NamedTuple):
    """What a picture says to who cannot see it, and what there is to know about it (`export.in_lines`)."""

    title: str
    told: str


@dataclass(frozen=True)
class Area:
    """A closed shape through these points."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    thick: float = 1.0


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    thick: float = 1.0


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    thick: float = 1.0


@dataclass(frozen=True)
class Words:
    """One line of text.

    Attributes:
        x: where it starts, has its middle or ends, by `anchor` ('start', 'middle', 'end'); y: its base line.
    """

    x: float
    y: float
    text: str
    size: float
    color: str
    anchor: str = "start"
    bold: bool = False


Shape = Area | Disc | Line | Words


def box(x: float, y: float, width: float, height: float, fill: str = "", stroke: str = "", thick: float = 1.0) -> Area:
    """A rectangle."""
    return Area(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill, stroke, thick)


def mark(sign: str, x: float, y: float, size: float, color: str) -> list[Shape]:
    """One of the shapes that stand for something all over the program, around a point, drawn: few fonts have them all.

    Args:
        sign: '●', '○', '◎', '◆', '◇', '■', '□', '▲', '▼', '✦', '⬟', '⬢', '◌' or '·'; any other is written as text.
    """
    half = size / 2
    thick = max(1.0, size / 9)
    diamond = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    square = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    drawn: dict[str, list[Shape]] = {
        "●": [Disc(x, y, half, color)], "○": [Disc(x, y, half, "", color, thick)],
        "◎": [Disc(x, y, half, "", color, thick), Disc(x, y, half / 2, "", color, thick)],
        "◌": [Disc(x + half * cos(n * pi / 4), y + half * sin(n * pi / 4), thick / 1.6, color) for n in range(8)],
        "◆": [Area(diamond, color)], "◇": [Area(diamond, "", color, thick)],
        "■": [Area(square, color)], "□": [Area(square, "", color, thick)],
        "▲": [Area(((x, y - half), (x + half, y + half), (x - half, y + half)), color)],
        "▼": [Area(((x, y + half), (x + half, y - half), (x - half, y - half)), color)],
        "✦": [Area(tuple((x + r * sin(n * pi / 4), y - r * cos(n * pi / 4))
                         for n in range(8) for r in ((half * 1.2 if n % 2 == 0 else half / 3),)), color)],
        "⬟": [Area(_corners(5, x, y, half), color)], "⬢": [Area(_corners(6, x, y, half), color)],
        "·": [Disc(x, y, thick, color)]}
    return drawn.get(sign) or [Words(x, y + size / 3, sign, size, color, "middle")]


def _corners(n: int, x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    """The corners of a regular shape, the first at the top."""
    return tuple((x + half * sin(2 * pi * k / n), y - half * cos(2 * pi * k / n)) for k in range(n))


def moved(shape: Shape, x: float, y: float) -> Shape:
    """The same shape elsewhere."""
    if isinstance(shape, Area):
        return Area(tuple((px + x, py + y) for px, py in shape.points), shape.fill, shape.stroke, shape.thick)
    if isinstance(shape, Disc):
        return Disc(shape.x + x, shape.y + y, shape.radius, shape.fill, shape.stroke, shape.thick)
    if isinstance(shape, Line):
        return Line(shape.x1 + x, shape.y1 + y, shape.x2 + x, shape.y2 + y, shape.color, shape.thick)
    return Words(shape.x + x, shape.y + y, shape.text, shape.size, shape.color, shape.anchor, shape.bold)
