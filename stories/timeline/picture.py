"""A family's timeline as a picture that leaves: the lanes of `drawing.drawing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, box, mark
from pilot.vocabulary import courses, days, voices
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from stories.timeline.drawing import shape
from stories.timeline.timeline import share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories.timeline.timeline import Item, Timeline

WIDTH, NAMES, LANE, SIGN, SIZE = 1180, 140, 46, 17, 14


def timeline_picture(line: Timeline) -> Drawn:
    """The lanes from the first to the last day of the line, years under them, and what the shapes mean."""
    shapes: list[Shape] = []
    y = 0.0
    for name, kinds in (
            (_("Support"), ("support_start",)), (_("Coach"), ("coach_start",)), (_("Stories"), ("story",)),
            (_("Conversations"), ("interview",)), (_("Milestones"), ("milestone",))):
        items = [one for one in line.items if one.kind in kinds]
        if not items:
            continue
        shapes.append(Words(0, y + LANE / 2 + 5, name, SIZE, LIGHT.soft))
        shapes.append(Line(NAMES, y + LANE, WIDTH, y + LANE, LIGHT.line))
        shapes += _bars(line, items, y) if kinds[0].endswith("_start") else _marks(line, items, y)
        y += LANE
    years = [f"{year}-01-01" for year in range(int(line.first[:4]) + 1, int(line.last[:4]) + 1)]
    behind: list[Shape] = [Line(_at(line, day), 0, _at(line, day), y + 8, LIGHT.line) for day in years]
    behind += [Words(_at(line, day) + 4, y + 18, day[:4], SIZE - 1, LIGHT.soft) for day in years]
    return Drawn((*behind, *shapes, *_legend(line, y + 48)), WIDTH, y + 64)


def _at(line: Timeline, day: str) -> float:
    return NAMES + 12 + share(line.first, line.last, day) * (WIDTH - NAMES - 24)


def _bars(line: Timeline, items: Iterable[Item], y: float) -> list[Shape]:
    found: list[Shape] = []
    for one in items:
        left, right = _at(line, one.on), _at(line, one.until or line.last)
        wide = max(4.0, right - left)
        found.append(box(left, y + 10, wide, LANE - 20, "", LIGHT.soft))
        if one.who:
            found.append(Words(left + 5, y + LANE / 2 + 5, fonts.shortened(one.who, SIZE - 1, wide - 10), SIZE - 1,
                               LIGHT.ink))
    return found


def _marks(line: Timeline, items: Iterable[Item], y: float) -> list[Shape]:
    found: list[Shape] = []
    for one in items:
        if one.since and one.until:
            left = _at(line, one.since)
            found.append(box(left, y + LANE - 7, max(2.0, _at(line, one.until) - left), 4, LIGHT.soft))
        if one.on < line.first:
            found.append(Words(_at(line, line.first), y + LANE / 2 + 5, f"◂ {days.short(one.on)}", SIZE - 1, LIGHT.ink))
        elif one.on > line.last:
            found.append(Words(_at(line, line.last), y + LANE / 2 + 5, f"{days.short(one.on)} ▸", SIZE - 1, LIGHT.ink,
                               "end"))
        else:
            found += mark(shape(one), _at(line, one.on), y + LANE / 2, SIGN, LIGHT.ink)
    return found


def _legend(line: Timeline, y: float) -> list[Shape]:
    went = {one.course for one in line.items if one.course}
    told = {one.voice for one in line.items if one.kind == "interview"}
    parts = [(courses.SHAPES[one], courses.name(one)) for one in courses.COURSES if one in went]
    parts += [(voices.SHAPES[one], f"{_('conversation')}: {voices.name(one)}") for one in voices.VOICES if one in told]
    found: list[Shape] = []
    x = 0.0
    for sign, words in parts:
        found += [*mark(sign, x + 8, y - 5, SIZE, LIGHT.soft), Words(x + 22, y, words, SIZE, LIGHT.soft)]
        x += fonts.width(words, SIZE) + 48
    return found
