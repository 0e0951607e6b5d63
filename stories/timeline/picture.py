"""A family's timeline as a picture that leaves: the lanes of `layout.layout`, for a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, box, mark
from pilot.vocabulary import courses, days, voices
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from stories.timeline.kinds import MARK, STATE, sign
from stories.timeline.layout import BOX, WIDE, layout

if TYPE_CHECKING:
    from stories.timeline.layout import Bar, Cell, Layout, Row
    from stories.timeline.timeline import Timeline

WIDTH, NAMES, LANE, SIGN, SIZE = 1180, 150, 40, 15, 14
_ROW = 26  # px: a row of bars


def timeline_picture(line: Timeline) -> Drawn:
    """The lanes from the first to the last day of the line, years under them, and what the shapes mean."""
    made = layout(line, WIDE)
    shapes: list[Shape] = []
    y = 0.0
    for row in made.rows:
        high = _height(row, made)
        said = " ".join([row.name, *(f"({days.short(one.on)})" for one in row.off)])
        shapes.append(Words(0, y + LANE / 2 + 5, fonts.shortened(said, SIZE, NAMES - 8), SIZE, LIGHT.soft))
        shapes.append(Line(NAMES, y + high, WIDTH, y + high, LIGHT.thread if row.form == STATE else LIGHT.line,
                           2 if row.form == STATE else 1))
        for bar in row.bars:
            shapes += _bar(bar, y, band=row.form == STATE)
        for cell in row.cells:
            shapes += _cell(made, cell, y)
        for pile in row.piles:
            left, right = _column(made, pile.column)
            tall = max(2.0, (high - 18) * pile.height)
            shapes.append(box(left + 2, y + high - tall, max(2.0, right - left - 4), tall, LIGHT.line))
            shapes.append(Words((left + right) / 2, y + high - tall - 3, str(pile.n), SIZE - 3, LIGHT.ink,
                                "middle"))
        y += high
    years = [one.first for n, one in enumerate(made.scale.columns) if n == 0 or one.first.endswith("-01-01")]
    behind: list[Shape] = [Line(_x(made.scale.at(day)), 0, _x(made.scale.at(day)), y + 8, LIGHT.line) for day in years]
    behind += [Words(_x(made.scale.at(day)) + 4, y + 18, day[:4], SIZE - 1, LIGHT.soft) for day in years]
    return Drawn((*behind, *shapes, *_legend(line, y + 48)), WIDTH, y + 64)


def _x(part: float) -> float:
    return NAMES + part * (WIDTH - NAMES)


def _column(made: Layout, number: int) -> tuple[float, float]:
    column = made.scale.columns[number]
    return _x(made.scale.at(column.first)), _x(made.scale.at(column.last, end=True))


def _beside(made: Layout, number: int) -> int:
    left, right = _column(made, number)
    return max(1, int((right - left) // BOX))


def _height(row: Row, made: Layout) -> float:
    if row.form == MARK:
        stacked = max(
            (-(-(len(one.shown) + bool(one.more)) // _beside(made, one.column)) for one in row.cells), default=1)
        return max(LANE, 12 + BOX * stacked)
    return max(LANE, 10 + _ROW * row.rows) if row.bars else LANE


def _bar(bar: Bar, y: float, *, band: bool) -> list[Shape]:
    left, right, top = _x(bar.left), _x(bar.left + bar.width), y + 7 + _ROW * bar.row
    wide = max(4.0, right - left)
    found: list[Shape] = [box(left, top, wide, _ROW - 6, "", LIGHT.soft)]
    if band:  # strokes in it, as on the page: a pattern is seen in a print without colour
        found += [Line(left + n, top + _ROW - 6, left + n, top, LIGHT.soft) for n in range(4, int(wide), 6)]
    if bar.words:
        fits = fonts.shortened(bar.words, SIZE - 1, wide - 10) if bar.at == "in" else bar.words
        x, anchor = {"in": (left + 5, "start"), "after": (right + 4, "start"), "before": (left - 4, "end")}[bar.at]
        if band and bar.at == "in":
            found.append(box(x - 2, top + 1, fonts.width(fits, SIZE - 1) + 4, _ROW - 8, LIGHT.paper))
        found.append(Words(x, top + 15, fits, SIZE - 1, LIGHT.ink, anchor))
    return found


def _cell(made: Layout, cell: Cell, y: float) -> list[Shape]:
    """Marks in rows, from the left of their column; what has no room is a number."""
    left, _right = _column(made, cell.column)
    beside = _beside(made, cell.column)
    found: list[Shape] = []
    for n, one in enumerate(cell.shown):
        found += mark(sign(one.kind, one.course, one.voice), left + BOX * (n % beside) + BOX / 2,
                      y + 6 + BOX * (n // beside) + BOX / 2, SIGN, LIGHT.ink)
    if cell.more:
        n = len(cell.shown)
        found.append(Words(left + BOX * (n % beside) + 1, y + 6 + BOX * (n // beside) + 15, f"+{cell.more}", SIZE - 2,
                           LIGHT.ink))
    return found


def _legend(line: Timeline, y: float) -> list[Shape]:
    went = {one.course for one in line.items if one.course}
    told = {one.voice for one in line.items if one.kind == "interview"}
    parts = [(courses.SHAPES[one], courses.name(one)) for one in courses.COURSES if one in went]
    parts += [(voices.SHAPES[one], f"{_('conversation')}: {voices.name(one)}") for one in voices.VOICES if one in told]
    found: list[Shape] = []
    x = 0.0
    for shape, words in parts:
        found += [*mark(shape, x + 8, y - 5, SIZE, LIGHT.soft), Words(x + 22, y, words, SIZE, LIGHT.soft)]
        x += fonts.width(words, SIZE) + 48
    return found
