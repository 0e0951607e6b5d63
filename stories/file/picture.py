"""The generations of a family, and the organisations round it, as pictures: in shapes, for the page and for a file.

No colour says anything: a circle, square or diamond, a whole or broken line, and numbers for patterns. A list in words
says the same (`stories/file/listed.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Area, Disc, Line, Shape, Words, box, moved
from pilot.vocabulary import partners, patterns
from pilot.vocabulary.kinship import MAN, WOMAN
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from stories.file.genogram import SIZE, WIDE, is_dashed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stories.file.genogram import Stroke
    from stories.file.kin import Generations, Member
    from stories.file.organisations import Organisation

LETTERS, SMALL = 13, 12
PAGE = 760.0
LINES = 3  # a name takes at most


@dataclass(frozen=True)
class Colors:
    """What the lines, words and shapes of a picture are drawn in."""

    ink: str = LIGHT.ink
    soft: str = LIGHT.soft
    paper: str = LIGHT.paper
    shade: str = LIGHT.shade
    thread: str = LIGHT.thread


def generations_picture(found: Generations, colors: Colors = Colors()) -> Drawn:  # noqa: B008  it never changes
    """Everybody once, with the lines between them, the year of birth and the numbers of patterns."""
    layout = found.layout
    shapes: list[Shape] = []
    for stroke in layout.strokes:
        shapes += _stroke(stroke, colors)
    for one in found.members:
        at = layout.at[one.guid]
        shapes += _person(one, at.x, at.y, colors)
    return Drawn(tuple(shapes), layout.width, layout.height)


def _stroke(stroke: Stroke, colors: Colors) -> list[Shape]:
    dashes = [int(one) for one in is_dashed(stroke.kind).split()]
    parts = [part for start, end in pairwise(stroke.points) for part in (
        _broken(start, end, *dashes) if dashes else [(start, end)])]
    return [Line(a[0], a[1], b[0], b[1], colors.ink, 1.6) for a, b in parts]


def _broken(
    start: tuple[float, float], end: tuple[float, float], on: int, off: int
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """A line in strokes of `on` pixels with `off` between them."""
    long = hypot(end[0] - start[0], end[1] - start[1])
    if not long:
        return []
    x, y = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    found, at = [], 0.0
    while at < long:
        last = min(at + on, long)
        found.append(((start[0] + x * at, start[1] + y * at), (start[0] + x * last, start[1] + y * last)))
        at += on + off
    return found


def _person(one: Member, x: float, y: float, colors: Colors) -> list[Shape]:
    marked = ", ".join(str(patterns.number(each.key)) for each in one.patterns)
    half = SIZE / 2
    # Who is marked has a heavier edge: seen from afar, and without colour.
    fill, thick = (colors.shade, 3.0) if marked else (colors.paper, 1.8)
    if one.shape == WOMAN:
        drawn: Shape = Disc(x, y, half, fill, colors.ink, thick)
    elif one.shape == MAN:
        drawn = box(x - half, y - half, SIZE, SIZE, fill, colors.ink, thick)
    else:
        drawn = Area(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), fill, colors.ink, thick)
    found = [drawn]
    if marked:
        found.append(Words(x, y + 4, fonts.shortened(marked, SMALL, SIZE - 6), SMALL, colors.ink, "middle", bold=True))
    lines = fonts.wrapped(one.name, LETTERS, WIDE - 6)[:LINES]
    if one.birth_year:
        lines.append(str(one.birth_year))
    return found + [Words(x, y + half + 15 + n * 15, text, LETTERS, colors.ink, "middle")
                    for n, text in enumerate(lines)]


def centred(drawn: Drawn) -> Drawn:
    """As wide as a page, so that what is said of it fits above and under it."""
    aside = max(0.0, PAGE - drawn.width) / 2
    return Drawn(tuple(moved(one, aside, 0) for one in drawn.shapes), max(PAGE, drawn.width), drawn.height)


RADIUS, ACROSS = 112.0, 340.0


def around_picture(
    there: Sequence[Organisation], title: str, colors: Colors = Colors(),  # noqa: B008  it never changes
) -> Drawn:
    """The family in the middle and the organisations of one day round it; who leads has a heavier line."""
    shapes: list[Shape] = []
    middle = ACROSS / 2, ACROSS / 2
    for n, one in enumerate(there):
        turn = 2 * pi * n / len(there) - pi / 2
        x, y = middle[0] + RADIUS * cos(turn), middle[1] + RADIUS * sin(turn)
        shapes.append(Line(*middle, x, y, colors.thread if one.leads else colors.soft, 4 if one.leads else 1.4))
    shapes += [Disc(*middle, 30, colors.paper, colors.ink, 2),
               Words(middle[0], middle[1] + 5, _("family"), LETTERS, colors.ink, "middle", bold=True)]
    for n, one in enumerate(there):
        turn = 2 * pi * n / len(there) - pi / 2
        x, y = middle[0] + RADIUS * cos(turn), middle[1] + RADIUS * sin(turn)
        shapes += _organisation(one, x, y, colors)
    return Drawn((Words(ACROSS / 2, 14, title, LETTERS, colors.soft, "middle"), *shapes), ACROSS, ACROSS)


def _organisation(one: Organisation, x: float, y: float, colors: Colors) -> Iterable[Shape]:
    lines = fonts.wrapped(partners.name(one.kind), SMALL, 92)[:2]
    wide = max(fonts.width(text, SMALL) for text in lines) + 14
    high = 15 * len(lines) + 8
    yield box(x - wide / 2, y - high / 2, wide, high, colors.paper, colors.ink, 2.6 if one.leads else 1.2)
    for n, text in enumerate(lines):
        yield Words(x, y - high / 2 + 16 + n * 15, text, SMALL, colors.ink, "middle", bold=one.leads)
