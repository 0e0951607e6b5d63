"""A family's line as html: lanes over columns of the calendar, in a drawing for a phone and one for a wide screen.

Both are made, and the style shows the one there is room for. Every cell with marks, and on a wide screen every bar, is
one thing to touch or to reach by keyboard; it opens to what stands in it, in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import courses, days, voices
from pilot.words import _
from stories.timeline.kinds import KINDS, STATE, sign
from stories.timeline.layout import NARROW, WIDE, layout
from stories.timeline.listing import called, entry, mark

if TYPE_CHECKING:
    from stories.timeline.layout import Bar, Cell, Layout, Pile, Row
    from stories.timeline.scale import Column
    from stories.timeline.timeline import Timeline

_YEAR = 24  # half-months
_HALF_MONTH_DAYS = 16  # at most
_LATE = 0.5  # of the width: what begins here or later opens to the left


def drawing(line: Timeline, period: str = "") -> Markup:
    """The line from left to right, or one year ('2021') or half-year ('2021-1') of it; the list says the same."""
    return Markup().join(
        Markup('<div class="rd-drawing {}" role="group" aria-label="{}">{}</div>').format(
            css, _("Drawn in time; the list below says the same in words"),
            _drawn(layout(line, size, period), line.first))
        for css, size in (("rd-narrow", NARROW), ("rd-wide", WIDE)))


def _drawn(made: Layout, first: str) -> Markup:
    axis = Markup('<div class="rd-lane rd-axis" aria-hidden="true"><span></span>{}</div>').format(
        _track(made, Markup().join(_tick(made, at) for at in range(len(made.scale.columns)))))
    return axis + Markup().join(
        Markup('<div class="rd-lane" data-form="{}"><span>{}{}</span>{}</div>').format(
            row.form, row.name, _off(row, first), _track(made, _in(made, row), row.rows if row.bars else 0))
        for row in made.rows)


def _track(made: Layout, inner: Markup, rows: int = 0) -> Markup:
    wide = " ".join(f"{one.days}fr" for one in made.scale.columns)
    return Markup('<div class="rd-track" style="grid-template-columns:{};--rows:{}">{}{}</div>').format(
        wide, rows, _lines(made), inner)


def _lines(made: Layout) -> Markup:
    """A line where each year begins."""
    begins = [made.scale.at(one.first) for one in made.scale.columns if one.first.endswith("-01-01")]
    return Markup().join(Markup('<i class="rd-year" style="left:{}%"></i>').format(_share(at)) for at in begins if at)


def _share(part: float) -> str:
    return f"{100 * part:.2f}"


def _tick(made: Layout, at: int) -> Markup:
    """What a column is called: its year where one begins, else its month where a month begins."""
    day = made.scale.columns[at].first
    year = at == 0 or day.endswith("-01-01")
    month = days.month_name(day) if day.endswith("-01") and made.scale.unit < _YEAR else ""
    return Markup('<span style="grid-column:{}">{}<b>{}</b></span>').format(at + 1, month, day[:4] if year else "")


def _in(made: Layout, row: Row) -> Markup:
    return Markup().join((
        *(_bar(made, one) for one in row.bars), *(_cell(made, row, one) for one in row.cells),
        *(_pile(made, row, one) for one in row.piles)))


def _bar(made: Layout, bar: Bar) -> Markup:
    """What lasted, with its words in it or beside it; a band of relapse has a pattern, never a colour of alarm.

    It opens to what it is where there is room: on a phone it would be too small for a finger, and the list says it.
    """
    state = KINDS[bar.item.kind].form == STATE
    said = f"{called(bar.item)}, {days.long(bar.item.on)}"
    place = {"in": f"left:{_share(bar.left)}%;max-width:{_share(bar.width)}%",
             "after": f"left:{_share(bar.left + bar.width)}%",
             "before": f"right:{_share(1 - bar.left)}%"}[bar.at]
    words = Markup('<span class="rd-in" style="--row:{};{}">{}</span>').format(bar.row, place, bar.words)
    css, style = "rd-band" if state else "rd-bar-of", Markup("--row:{};left:{}%;width:{}%").format(
        bar.row, _share(bar.left), _share(bar.width))
    after = words if bar.words else Markup()
    if made.size is not WIDE:
        return Markup('<b class="{}" style="{}" title="{}"></b>{}').format(css, style, said, after)
    return Markup(
        '<details class="{}{}" name="rd-line-{}" style="{}"><summary aria-label="{}" title="{}"></summary>'
        '<div class="rd-open"><ol>{}</ol></div></details>{}').format(
            css, " rd-late" if bar.left >= _LATE else "", made.size.columns, style, said, said, entry(bar.item), after)


def _cell(made: Layout, row: Row, cell: Cell) -> Markup:
    """The marks of one column: a button that opens what they are."""
    n = len(cell.items)
    said = f"{row.name}, {when(made.scale.columns[cell.column])}: {n}"
    marks = Markup().join(mark(sign(one.kind, one.course, one.voice)) for one in cell.shown)
    more = Markup("<em>+{}</em>").format(cell.more) if cell.more else Markup()
    return Markup(
        '<details class="rd-spot{}" name="rd-line-{}" style="grid-column:{}"><summary aria-label="{}" title="{}">{}{}'
        '</summary><div class="rd-open"><h3>{}</h3><ol>{}</ol></div></details>').format(
            " rd-late" if 2 * cell.column >= len(made.scale.columns) else "", made.size.columns, cell.column + 1, said,
            said, marks, more, said,
            Markup().join(entry(one) for one in cell.items))


def _pile(made: Layout, row: Row, pile: Pile) -> Markup:
    if row.lane is None:
        return Markup()
    said = f"{when(made.scale.columns[pile.column])}: " + row.lane.said(pile.n)
    return Markup('<span class="rd-pile" style="grid-column:{}" title="{}"><i style="height:{}%"></i><em>{}</em></span>'
                  ).format(pile.column + 1, said, _share(pile.height), pile.n)


def when(column: Column) -> str:
    """A column in words: a month, or its first and last month."""
    first, last = days.month(column.first[:7]), days.month(column.last[:7])
    if first == last:
        whole = column.first.endswith("-01") and column.days > _HALF_MONTH_DAYS
        return first if whole else f"{days.long(column.first)} – {days.long(column.last)}"
    return f"{first} – {last}"


def _off(row: Row, first: str) -> Markup:
    """What lies beyond the line: at which end, and on which date."""
    return Markup().join(
        Markup("<small>{}</small>").format(f"◂ {days.short(one.on)}" if one.on < first else f"{days.short(one.on)} ▸")
        for one in row.off)


def legend(line: Timeline) -> Markup:
    """What the shapes on this line mean, in one line."""
    went = {one.course for one in line.items if one.course}
    told = {one.voice for one in line.items if one.kind == "interview"}
    parts = [(courses.SHAPES[c], courses.name(c)) for c in courses.COURSES if c in went]
    if any(one.kind == "story" and not one.title for one in line.items):
        parts.append((sign("story"), _("story of another coach")))
    parts += [(voices.SHAPES[v], f"{_('conversation')}: {voices.name(v)}") for v in voices.VOICES if v in told]
    if any(one.kind == "relapse" for one in line.items):
        parts.append((sign("relapse"), _("a time of relapse: from such a story to the next that tells of better")))
    shown = Markup().join(Markup("<span>{} {}</span>").format(mark(shape), words) for shape, words in parts)
    return Markup('<p class="rd-legend">{}</p>').format(shown) if shown else Markup()
