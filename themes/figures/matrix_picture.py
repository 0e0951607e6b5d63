"""The matrix of families and codes as a picture that leaves: numbers in its cells, and what they are out of."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Line, Shape, Words, box, mark
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from themes.explore.states import MEANINGS, SHAPES, Counts, Seen, seen
from themes.figures import signs
from themes.figures.tables import SIGNS
from themes.matrix import State, lines
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from coding.book.codebook import CodeRow
    from themes.frames import Material

NAMES, ENDS, CELL, CHIP, NARROWEST = 280, 96, 116, 14, 700  # widths in pixels
NAME, NUMBER, SMALL, LEADING = 15, 16, 12, 17
MOST_LINES = 4  # of a name
TINT = 0.14  # how much of a code's colour is in the ground of a cell where it was said


class _Cell(NamedTuple):
    state: str
    passages: int
    signs: str
    share: str
    seen: Seen = Seen.NO_STORY


def matrix_picture(material: Material, cells: pd.DataFrame) -> Drawn:
    """Codes down under their groups, families across; first how many families said a code.

    Args:
        cells: as `matrix.matrix` gives them.
    """
    names = [_wrapped(name, SMALL + 1, CELL - 8) for name in material.families["pseudonym"]]
    width = max(NAMES + ENDS + CELL * len(names), NARROWEST)
    y = max(map(len, names), default=1) * LEADING + 10.0
    shapes = list(_heads(names, y))
    ends = {row[0]: row[1:3] for row in lines(cells).to_numpy().tolist()}
    across = len(names)
    for group, codes in groupby(enumerate(material.codes), key=lambda one: material.groups[one[1].key]):
        if group:
            y += LEADING * 1.9
            shapes.append(Words(0, y - 8, fonts.shortened(group, NAME + 1, width), NAME + 1, LIGHT.ink, bold=True))
        shapes.append(Line(0, y, width, y, LIGHT.line))
        for n, code in codes:
            row = [_cell(*one) for one in cells.iloc[n * across:(n + 1) * across, 2:].to_numpy().tolist()]
            drawn, y = _row(code, row, ends.get(code.key, [0, 0]), y)
            shapes += drawn
            shapes.append(Line(0, y, width, y, LIGHT.line))
    y += LEADING
    for said in _legend(width):
        shapes += said.at(y)
        y += said.height
    return Drawn(tuple(shapes), width, y)


def _heads(names: Sequence[list[str]], foot: float) -> Iterator[Shape]:
    yield Words(NAMES + ENDS - 12, foot - 8, _("Families"), SMALL + 1, LIGHT.soft, "end", bold=True)
    for at, name in enumerate(names):
        for n, line in enumerate(reversed(name)):
            yield Words(NAMES + ENDS + (at + 0.5) * CELL, foot - 8 - n * LEADING, line, SMALL + 1, LIGHT.ink, "middle",
                        bold=True)


def _cell(
    state: str, passages: int, plus: int, minus: int, both: int, said: int, coded: int, told: int
) -> _Cell:
    if state == State.NO_STORY:
        return _Cell(state, 0, "", "")
    of = (_("{n} of {of} coded").format(n=coded, of=told) if state == State.TOLD_NOT_CODED
          else _("in {n} of {of}").format(n=said, of=coded))
    return _Cell(state, passages, signs.short(plus, minus, both), of,
                 seen(Counts(passages, plus, minus, both, said, coded, told)))


def _row(code: CodeRow, row: Sequence[_Cell], end: Sequence[int], y: float) -> tuple[list[Shape], float]:
    """The shapes of a row that begins at `y`, and where it ends."""
    name = _wrapped(code.name, NAME, NAMES - CHIP - 22)
    high = max(len(name) * LEADING + 12, 58 if any(one.signs for one in row) else 42)
    shapes: list[Shape] = [box(0, y + 8, CHIP, CHIP, code.color)]
    shapes += [Words(CHIP + 8, y + 20 + n * LEADING, line, NAME, LIGHT.ink) for n, line in enumerate(name)]
    said, coded = end
    told = share(said, coded) if coded else _("not coded yet")
    shapes += [Words(NAMES + ENDS - 12, y + 20 + n * LEADING, line, NAME - 1, LIGHT.ink, "end")
               for n, line in enumerate(_wrapped(told, NAME - 1, ENDS - 16))]
    for at, one in enumerate(row):
        left = NAMES + ENDS + at * CELL
        middle = left + CELL / 2
        if one.state == State.SAID:
            shapes.append(box(left + 1, y + 1, CELL - 2, high - 2, mixed(code.color, LIGHT.paper, TINT)))
            shapes += mark(SHAPES[one.seen], middle - 18, y + 15, 10, code.color)
            shapes.append(Words(middle, y + 20, str(one.passages), NUMBER, LIGHT.ink, "middle", bold=True))
            if one.signs:
                shapes.append(Words(middle, y + 36, one.signs, SMALL, LIGHT.ink, "middle"))
        else:
            shapes += mark(SIGNS[State(one.state)], middle, y + 15, 10, LIGHT.soft)
        if one.share:
            shapes.append(Words(middle, y + (51 if one.signs else 36), one.share, SMALL, LIGHT.soft, "middle"))
    return shapes, y + high


class _Said(NamedTuple):
    """A line of the legend: its mark ('' for one that goes on), and its words."""

    sign: str
    text: str
    height: float = LEADING * 1.1

    def at(self, y: float) -> list[Shape]:
        marked: list[Shape] = []
        if self.sign in SHAPES.values():
            marked = mark(self.sign, 8, y - 4, 10, LIGHT.soft)
        elif self.sign:
            marked = [Words(8, y, self.sign, SMALL + 1, LIGHT.ink, "middle", bold=True)]
        return [*marked, Words(24, y, self.text, SMALL + 1, LIGHT.soft)]


def _legend(width: float) -> Iterator[_Said]:
    meant = [("4", _("number of passages, and in how many of the stories coded for this code"))]
    meant += [(SHAPES[one], _(MEANINGS[one])) for one in Seen]
    for sign, text in meant:
        for n, line in enumerate(fonts.wrapped(text, SMALL + 1, width - 24)):
            yield _Said("" if n else sign, line)


def _wrapped(text: str, size: float, most: float) -> list[str]:
    """`text` in MOST_LINES lines at most; the last says that it goes on."""
    found = fonts.wrapped(text, size, most)
    if len(found) > MOST_LINES:
        found[MOST_LINES - 1:] = [fonts.shortened(" ".join(found[MOST_LINES - 1:]), size, most)]
    return found


def mixed(color: str, ground: str, part: float) -> str:
    """So much of a colour on a ground, '#RRGGBB'."""
    pairs = ((int(color[at:at + 2], 16), int(ground[at:at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)
