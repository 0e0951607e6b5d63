"""What reports may say: each number of a release once, with the figure it is, for all kinds of file to draw from.

Nothing is counted here. A writer that needs a number takes it from these facts, so that two files, or two pages of one,
cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pilot.errors import Conflict
from pilot.vocabulary import days, voices
from pilot.words import N_, _, current
from themes.release import saying
from themes.release.content import COUNT, NOTHING
from themes.release.content import HELD as HELD_BACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.release.content import Amount, Arc, Content, Panel, QuoteOut, ShownTable, Theme

HELD = "·"  # stands for a cell that is held back
_UNSURE = N_("The figures of this release do not agree with each other, so that no file is made of it. Draft it anew.")


@dataclass(frozen=True)
class Source:
    """Which release a report is made of.

    Attributes:
        name: of the pilot. number: of the release, None for one that nobody signed. signed_on: ISO, '' likewise.
        is_stale: what it was counted of has changed since.
        page: where who may see the ground of its figures finds it, '' in files of anybody else.
    """

    name: str
    number: int | None
    signed_on: str
    is_stale: bool = False
    page: str = ""


@dataclass(frozen=True)
class Fact:
    """One number, or the words in its place.

    Attributes:
        figure: its name in this release, such as '4.2a'; link: where it comes from, '' where nobody may know.
        about: what it is of: a voice, a site, '' for the theme itself.
        told: all of it in words; brief: the same where the unit stands elsewhere.
        n, of: families out of families; None where words stand in their place.
    """

    figure: str
    about: str
    told: str
    brief: str
    n: int | None
    of: int | None
    is_nothing: bool
    is_held: bool
    link: str = ""


@dataclass(frozen=True)
class Said:
    """Words of somebody: who and when as agreed, its direction, and who speaks."""

    text: str
    by: str
    sign: str
    voice: str


@dataclass(frozen=True)
class Told:
    """One theme as reports have it; texts in one language."""

    key: str
    name: str
    group: str
    definition: str
    color: str
    said: Fact
    plus: Fact
    minus: Fact
    voices: tuple[Fact, ...]
    sites: tuple[Fact, ...]
    since: str
    sentence: str
    is_drafted: bool
    done: str
    quotes: tuple[Said, ...]
    sure: str
    news: str

    @property
    def heard(self) -> tuple[Fact, ...]:
        """The voices of which there is something to say."""
        return tuple(one for one in self.voices if not one.is_nothing and not one.is_held)


@dataclass(frozen=True)
class Grid:
    """A table with its totals, as texts; `numbers` are the same cells, None for what is held back."""

    figure: str
    name: str
    unit: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True)
class Paneled:
    """Figures that are no themes, as texts: how to read them, the head, and rows whose first cell names them."""

    figure: str
    name: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class StoryMoment:
    """A moment of a story: how it is called, and (domain, statement, link to where it was told)."""

    told: str
    months: int
    statements: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Story:
    """The story of a family in moments."""

    title: str
    who: str
    moments: tuple[StoryMoment, ...]


@dataclass(frozen=True)
class Facts:
    """All that reports of one release say, in one language.

    Attributes:
        marks: sentences that stand at the top of the first page: a draft, a ground that changed.
        line: which release, for whom, of when. counted: of what it was counted, as (what, how it is).
    """

    language: str
    pilot: str
    title: str
    line: str
    marks: tuple[str, ...]
    about: str
    families: Fact
    told: str
    counted: tuple[tuple[str, str], ...]
    news: tuple[str, ...]
    themes: tuple[Told, ...]
    tables: tuple[Grid, ...]
    methods: tuple[tuple[str, tuple[str, ...]], ...]
    exception: str
    stories: tuple[Story, ...]
    in_words: bool
    panels: tuple[Paneled, ...] = ()

    def groups(self) -> list[tuple[str, list[Told]]]:
        """Themes under the name of their group, in the order of the release."""
        order = list(dict.fromkeys(one.group for one in self.themes))
        ranked = sorted(self.themes, key=lambda one: order.index(one.group))
        return [(name or _("Other themes"), list(rows)) for name, rows in groupby(ranked, key=lambda one: one.group)]

    def told_of(self) -> list[Told]:
        """The themes of which there is something to tell."""
        return [one for one in self.themes if not one.said.is_nothing]


def facts(content: Content, source: Source) -> Facts:
    """The facts of a release in the language spoken now.

    Raises: Conflict where its figures do not agree with each other.
    """
    _agree(content)
    prefix = str(source.number or _("draft"))
    themes = tuple(_theme(one, f"{prefix}.{n}", source.page) for n, one in enumerate(content.themes, 1))
    return Facts(
        current(), source.name, content.title, _line(content, source), _marks(source, content), content.about,
        _fact(content.families, f"{prefix}.0", "", _link(source.page, "families")), content.told.here,
        _counted(content), tuple(one.here for one in content.news), themes,
        tuple(_grid(one, f"{prefix}.t{n}") for n, one in enumerate(content.tables, 1)),
        tuple((one.title.here, tuple(line.here for line in one.lines)) for one in content.methods), content.exception,
        tuple(_story(one, source.page) for one in content.arcs), content.in_words,
        tuple(_paneled(one, f"{prefix}.d{n}") for n, one in enumerate(content.panels, 1) if one.rows))


def _agree(content: Content) -> None:
    """Raises: Conflict where a part is larger than its whole, or a total is not that of what is shown."""
    amounts = [content.families, *(amount for one in content.themes for amount in (
        one.families, one.plus, one.minus, *(voice.families for voice in one.voices),
        *(site.families for site in one.sites)))]
    fine = all(amount.n <= amount.of for amount in amounts if amount.n is not None and amount.of is not None)
    for table in content.tables:
        columns = list(zip(*table.cells, strict=True))
        fine = fine and all((
            *(_sum(row) == total for row, total in zip(table.cells, table.row_totals, strict=True)),
            *(_sum(column) == total for column, total in zip(columns, table.column_totals, strict=True)),
            _sum([cell for row in table.cells for cell in row]) == table.total))
    if not fine:
        raise Conflict(_UNSURE)


def _sum(cells: Sequence[int | None]) -> int | None:
    shown = [cell for cell in cells if cell is not None]
    return sum(shown) if shown else None


def _fact(amount: Amount, figure: str, about: str, link: str) -> Fact:
    counts = amount.kind == COUNT
    brief = _("{n} of {of}").format(n=amount.n, of=amount.of) if counts else amount.told.here
    return Fact(figure, about, amount.told.here, brief, amount.n if counts else None, amount.of if counts else None,
                amount.kind == NOTHING, amount.kind == HELD_BACK, link)


def _theme(theme: Theme, figure: str, page: str) -> Told:
    link = _link(page, theme.key)

    def part(amount: Amount, letter: str, about: str = "") -> Fact:
        return _fact(amount, figure + letter, about, link)

    return Told(
        theme.key, theme.name.here, theme.group.here, theme.definition.here, theme.color, part(theme.families, ""),
        part(theme.plus, "a", _("helped")), part(theme.minus, "b", _("was missing")),
        tuple(part(one.families, f"v{n}", voices.name(one.voice)) for n, one in enumerate(theme.voices, 1)),
        tuple(part(one.families, f"g{n}", one.name) for n, one in enumerate(theme.sites, 1)),
        theme.since.here, theme.sentence or theme.drafted.here, not theme.sentence, theme.done,
        tuple(_said(one) for one in theme.quotes), theme.sure.told.here, theme.news.here)


def _link(page: str, key: str) -> str:
    return f"{page}&theme={key}" if page else ""


def _said(quote: QuoteOut) -> Said:
    when = days.month(quote.told_in) if quote.told_in else ""
    about = (quote.said_by, when, saying.agreed(quote))
    return Said(quote.text, ", ".join(part for part in about if part), quote.sign, quote.voice)


def _grid(table: ShownTable, figure: str) -> Grid:
    numbers = (*((*row, total) for row, total in zip(table.cells, table.row_totals, strict=True)),
               (*table.column_totals, table.total))
    names = (*(row.here for row in table.rows), _("Total shown"))
    return Grid(figure, table.name.here, table.unit.here,
                ("", *(column.here for column in table.columns), _("Total shown")),
                tuple((name, *(HELD if cell is None else str(cell) for cell in row))
                      for name, row in zip(names, numbers, strict=True)), numbers)


def _paneled(panel: Panel, figure: str) -> Paneled:
    return Paneled(
        figure, panel.title.here, panel.note.here, (panel.head.here, *(one.here for one in panel.columns)),
        tuple((row.name.here, *(cell.here or "–" for cell in row.cells)) for row in panel.rows))


def _story(arc: Arc, page: str) -> Story:
    return Story(arc.title, arc.who, tuple(StoryMoment(
        moment.told.here, moment.months, tuple(
            (one.domain.here, one.text, f"/arcs?statement={one.guid}" if page else "") for one in moment.statements))
        for moment in arc.moments))


_FOR = {"team": N_("for the team, not to be passed on"), "municipality": N_("for the municipality"),
        "public": N_("for everybody")}


def _line(content: Content, source: Source) -> str:
    which = (_("release {n}").format(n=source.number) if source.number
             else _("draft of a release"))
    return " · ".join((which, _(_FOR[content.audience]), days.long(source.signed_on or content.as_of)))


def _marks(source: Source, content: Content) -> tuple[str, ...]:
    return tuple(text for text, holds in (
        (_("DRAFT: nobody signed this yet. It is not to leave the team."), source.number is None),
        (_("What was counted has changed since this release was made. Draft a new one before it is used again."),
         source.is_stale),
        (_("This shows more than the usual rules allow: {why}").format(why=content.exception),
         bool(content.exception))) if holds)


def _counted(content: Content) -> tuple[tuple[str, str], ...]:
    period = " – ".join(days.long(day) if day else "…" for day in (content.from_on, content.until_on))
    rounding = _("; counts are rounded to {n}").format(n=content.base) if content.base > 1 else ""
    return tuple((what, how) for what, how in (
        (_("Told"), content.told.here), (_("Period"), period if content.from_on or content.until_on else ""),
        (_("Counted on"), days.long(content.as_of)), (_("Codebook"), _("version {n}").format(n=content.codebook)),
        (_("Held back"), _("what fewer than {n} families tell").format(n=content.threshold) + rounding
         if content.threshold else ""),
        (_("Made with"), f"Rode Draad {content.program}")) if how)


