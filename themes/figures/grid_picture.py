"""Codes or families down and something across, as a picture that leaves: shapes, numbers and bars in cells."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, box, mark
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from themes.explore.states import MEANINGS, SHAPES, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES, CELL, BARRED, CHIP, NARROWEST = 260, 104, 190, 14, 700  # widths in pixels
NAME, NUMBER, SMALL, LEADING, BAR = 15, 16, 12, 17, 8


class Cell(NamedTuple):
    """A cell: a shape before what stands in it, small print below, and a bar as (filled, whole) parts of the longest.
    """

    shape: str = ""
    text: str = ""
    small: str = ""
    bar: tuple[float, float] | None = None


class Row(NamedTuple):
    """A row under the head of its group ('' for none), in the colour of its code."""

    group: str
    name: str
    color: str
    cells: Sequence[Cell]


def grid_picture(heads: Sequence[str], rows: Sequence[Row], *, shapes: bool = True) -> Drawn:
    """The grid; `shapes`: under it stands what they mean."""
    cell = BARRED if any(one.bar for row in rows for one in row.cells) else CELL
    names = [fonts.wrapped(head, SMALL + 1, cell - 10)[:4] for head in heads]
    width = max(NAMES + cell * len(names), NARROWEST)
    y = max(map(len, names), default=1) * LEADING + 10.0
    drawn: list[Shape] = [
        Words(NAMES + at * cell + 6, y - 8 - (len(name) - 1 - n) * LEADING, line, SMALL + 1, LIGHT.ink, bold=True)
        for at, name in enumerate(names) for n, line in enumerate(name)]
    for group, under in groupby(rows, key=lambda row: row.group):
        if group:
            y += LEADING * 1.9
            drawn.append(Words(0, y - 8, _bold(group, width), NAME + 1, LIGHT.ink, bold=True))
        drawn.append(Line(0, y, width, y, LIGHT.line))
        for row in under:
            added, y = _row(row, y, cell)
            drawn += [*added, Line(0, y, width, y, LIGHT.line)]
    if shapes:
        for one in Seen:
            y += LEADING * 1.2
            drawn += mark(SHAPES[one], 8, y - 4, 10, LIGHT.soft)
            drawn.append(Words(24, y, _(MEANINGS[one]), SMALL + 1, LIGHT.soft))
    return Drawn(tuple(drawn), width, y + LEADING)


def _bold(text: str, most: float) -> str:
    """The head of a group, as much of it as fits in bold letters on one line."""
    first = fonts.wrapped(text, NAME + 1, most, bold=True)
    return first[0] if len(first) == 1 else f"{first[0][:-3]}…"


def _row(row: Row, y: float, cell: int) -> tuple[list[Shape], float]:
    """The shapes of a row that begins at `y`, and where it ends."""
    name = fonts.wrapped(row.name, NAME, NAMES - CHIP - 22)[:4]
    inside = [(one, fonts.wrapped(one.text, NUMBER - 2, cell - (28 if one.shape else 10))[:4]) for one in row.cells]
    lines = max([1, *(len(text) for _one, text in inside)])
    high = max(len(name) * LEADING, lines * LEADING + (BAR + 4 if cell == BARRED else 0) + LEADING) + 12.0
    shapes: list[Shape] = [box(0, y + 8, CHIP, CHIP, row.color)]
    shapes += [Words(CHIP + 8, y + 20 + n * LEADING, line, NAME, LIGHT.ink) for n, line in enumerate(name)]
    for at, (one, text) in enumerate(inside):
        shapes += _inside(one, text, (NAMES + at * cell + 6, y), row.color, cell)
    return shapes, y + high


def _inside(one: Cell, text: list[str], at: tuple[float, float], color: str, cell: int) -> Iterator[Shape]:
    left, y = at
    if one.shape:
        yield from mark(one.shape, left + 6, y + 15, 11, color if one.text else LIGHT.soft)
    for n, line in enumerate(text):
        yield Words(left + (20 if one.shape else 0), y + 20 + n * LEADING, line, NUMBER - 2, LIGHT.ink)
    y += 20 + max(len(text) - 1, 0) * LEADING
    if one.bar:
        filled, whole = (part * (cell - 16) for part in one.bar)
        y += 6
        yield box(left, y, whole, BAR, "", color, 1)
        if filled:
            yield box(left, y, filled, BAR, color)
        y += BAR - 2
    if one.small:
        yield Words(left, y + LEADING - 2, fonts.shortened(one.small, SMALL, cell - 8), SMALL, LIGHT.soft)
