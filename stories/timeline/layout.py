"""Where everything stands in the drawing of a line, for a page and for a picture alike: shares of its width, and rows.

Nothing lies over anything else. Marks stand in the column of their day, in rows, and what has no room is a number that
opens; bars and bands that would touch stand in rows one below the other, with their words in them or beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.words import N_, _
from stories.timeline import scale as scales
from stories.timeline.kinds import BAR, KINDS, MARK, STATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories.timeline.item import Item, Lane
    from stories.timeline.scale import Scale
    from stories.timeline.timeline import Timeline


class Size(NamedTuple):
    """How much room a drawing has.

    Attributes:
        columns: at most so many. px: its width in pixels, at the least. marks: drawn in a cell, at most; the others
            are a number.
    """

    columns: int
    px: int
    marks: int


NARROW, WIDE = Size(7, 320, 6), Size(24, 760, 6)
SIGN = 16  # px: what a mark is wide and high
BOX = 20  # px: the room it takes
_LETTER, _AROUND = 7.5, 12  # px: a letter of the words in a bar, and what is around them
BAND = N_("Relapse")


@dataclass(frozen=True)
class Bar:
    """What lasted: shares of the width, its row from 0, its words, and whether they stand 'in', 'after' or 'before' it.
    """

    item: Item
    left: float
    width: float
    row: int
    words: str
    at: str


@dataclass(frozen=True)
class Cell:
    """What stands in one column (from 0) of a lane: marks in order of time, of which `shown` are drawn."""

    column: int
    items: tuple[Item, ...]
    shown: tuple[Item, ...]

    @property
    def more(self) -> int:
        """How many are only counted."""
        return len(self.items) - len(self.shown)


class Pile(NamedTuple):
    """What was counted in one column: how many, and the share of the highest rate by day (0 to 1)."""

    column: int
    n: int
    height: float


@dataclass(frozen=True)
class Row:
    """A lane: its name, its form (`BAR`, `STATE`, `MARK` or 'count'), and what is in it; `off` lies off the line."""

    name: str
    form: str
    bars: tuple[Bar, ...] = ()
    cells: tuple[Cell, ...] = ()
    piles: tuple[Pile, ...] = ()
    off: tuple[Item, ...] = ()
    lane: Lane | None = None

    @property
    def rows(self) -> int:
        """How many rows of bars."""
        return max((one.row for one in self.bars), default=0) + 1


@dataclass(frozen=True)
class Layout:
    """The whole drawing; `size` is the room it was made for."""

    scale: Scale
    size: Size
    rows: tuple[Row, ...]


def layout(line: Timeline, size: Size, period: str = "") -> Layout:
    """The drawing of a line, or of a year ('2021') or half of it ('2021-1') that it touches."""
    first, last = scales.bounds(period) or (line.first, line.last)
    scale = scales.scale(first, last, size.columns)
    lanes = dict.fromkeys(kind.lane for kind in KINDS.values())
    rows = [_row(line, lane, scale, size) for lane in lanes]
    counted = [_counted(one, scale) for one in line.lanes]
    return Layout(scale, size, tuple(row for row in (*rows, *counted) if row is not None))


def _row(line: Timeline, lane: str, scale: Scale, size: Size) -> Row | None:
    items = [one for one in line.items if KINDS[one.kind].lane == lane]
    forms = {kind.form for kind in KINDS.values() if kind.lane == lane}
    off = tuple(one for one in items if one.doubtful and not line.first <= one.on <= line.last)
    kept = [one for one in items if one not in off]
    if MARK in forms:
        cells = _cells(kept, scale, size)
        return Row(_(lane), MARK, cells=cells, off=off) if cells or off else None
    lasting = [one for one in kept if KINDS[one.kind].form in {BAR, STATE}]
    bars = _bars([one for one in lasting if _touches(one, scale, line.last)], scale, size, line.last)
    # The thread runs through the whole line, whether or not there was a relapse on it.
    form = STATE if STATE in forms else BAR
    return Row(_(lane), form, bars, off=off) if bars or off or form == STATE else None


def _touches(item: Item, scale: Scale, last: str) -> bool:
    return item.on <= scale.last and (item.until or max(last, item.on)) >= scale.first


def _cells(items: Iterable[Item], scale: Scale, size: Size) -> tuple[Cell, ...]:
    by_column: dict[int, list[Item]] = {}
    for one in items:
        column = scale.column(one.on)
        if column is not None:
            by_column.setdefault(column, []).append(one)
    return tuple(Cell(column, tuple(found), tuple(found[:_room(len(found), size.marks)]))
                 for column, found in sorted(by_column.items()))


def _room(n: int, marks: int) -> int:
    """How many of n marks are drawn where there is room for so many; the number of the others takes one's place."""
    return n if n <= marks else marks - 1


def words_of(item: Item) -> str:
    """What stands in a bar."""
    return _(BAND) if KINDS[item.kind].form == STATE else item.who or item.title if item.kind != "support_start" else ""


def _bars(items: list[Item], scale: Scale, size: Size, last: str) -> tuple[Bar, ...]:
    """Bars in rows, so that neither they nor their words touch."""
    ends: list[float] = []
    found = []
    for one in sorted(items, key=lambda one: one.on):
        left, right = scale.at(one.on), scale.at(one.until or max(last, one.on), end=True)
        width = max(right - left, 4 / size.px)
        left = min(left, 1 - width)
        words = words_of(one)
        needs = (len(words) * _LETTER + _AROUND) / size.px if words else 0.0
        at, start, stop = "in", left, left + width
        if needs > width:
            at = "after" if left + width + needs <= 1 else "before"
            start, stop = (left, left + width + needs) if at == "after" else (max(0.0, left - needs), left + width)
        row = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        ends[row:row + 1] = [stop]
        found.append(Bar(one, left, width, row, words, at))
    return tuple(found)


def _counted(lane: Lane, scale: Scale) -> Row | None:
    counts: dict[int, int] = {}
    for day in lane.days:
        column = scale.column(day)
        if column is not None:
            counts[column] = counts.get(column, 0) + 1
    rates = {column: n / scale.columns[column].days for column, n in counts.items()}
    highest = max(rates.values(), default=0.0)
    piles = tuple(Pile(column, counts[column], rates[column] / highest) for column in sorted(counts))
    return Row(_(lane.name), "count", piles=piles, lane=lane) if piles else None
