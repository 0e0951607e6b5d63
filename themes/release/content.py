"""What a release says: figures, words, quotes and methods, kept as they were when it was drafted.

Nothing here can be counted anew: a page, a report or a file that shows a release asks no other table. No guid of a
family or a document is in it; where each figure came from is kept beside it (its *ground*), for who may see that.
Texts that the program writes are kept in both languages, as they were; what a person wrote is kept as it was written.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, dataclass, fields
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from pilot.words import N_, current

TEAM, MUNICIPALITY, PUBLIC = AUDIENCES = ("team", "municipality", "public")
AUDIENCE_NAMES = {TEAM: N_("the team"), MUNICIPALITY: N_("the municipality"), PUBLIC: N_("everybody")}
COUNT, WORD, HELD, NOTHING = KINDS = ("count", "word", "held", "nothing")

class Both(NamedTuple):
    """A text of the program in both languages."""

    nl: str
    en: str

    @property
    def here(self) -> str:
        """In the language of the page."""
        return self.nl if current() == "nl" else self.en


@dataclass(frozen=True)
class Amount:
    """In how many families, as it may be shown.

    Attributes:
        kind: 'count' (n of `of` families, both as the rules of disclosure left them), 'word' (a word in place of a
            number), 'held' (held back) or 'nothing' (nobody was asked or read for it, so that there is nothing to say).
        n, of: None unless it is a count.
        word: the key of a word, '' unless it is one; `told` is how it is said.
        told: the whole of it as words: "in 20 van 45 gezinnen", "in de meeste gezinnen", "te weinig gezinnen om te
            tonen".
    """

    kind: str
    told: Both
    n: int | None = None
    of: int | None = None
    word: str = ""


@dataclass(frozen=True)
class Site:
    """A municipality beside the others."""

    key: str
    name: str
    families: Amount


@dataclass(frozen=True)
class Voice:
    """In how many families a voice (one of VOICES) spoke of it."""

    voice: str
    families: Amount


@dataclass(frozen=True)
class QuoteOut:
    """A quote that may leave.

    Attributes:
        guid: of the quote as it was let out, not of a document.
        text: as it may be read.
        said_by: attribution as agreed, such as "moeder, twee kinderen".
        told_in: month (YYYY-MM) or year in which it was told; '' where that is held back.
        sign: '+', '-', '±' or ''.
        voice: one of VOICES.
        agreed_in: month (YYYY-MM) or year in which the family agreed to these words, '' where consent alone decided;
            manner: how it was asked, one of `quoting.MANNERS`.
    """

    guid: str
    text: str
    said_by: str
    told_in: str
    sign: str
    voice: str
    agreed_in: str = ""
    manner: str = ""


@dataclass(frozen=True)
class Sure:
    """How sure a theme is.

    Attributes:
        coders: how many people coded for it.
        agree, documents: of so many documents that two or more coded, in how many they agree on it; None for none.
        told: the same as a sentence.
    """

    coders: int
    agree: int | None
    documents: int | None
    told: Both


@dataclass(frozen=True)
class Theme:
    """One theme of a release.

    Attributes:
        key: of the code; name, group, definition: as in the codebook of then. Colours '#RRGGBB'.
        families: in how many families it was said; plus, minus: where it was there and helped, was missing or failed.
        since: when it was first told, as words ("sinds het eerste jaar"); empty where that is held back.
        drafted: what the program says of it; sentence: what a person wrote, '' while nobody has.
        done: what was done with it, in the words of a person, '' for nothing yet.
        news: what is new since the release before, empty for nothing.
    """

    key: str
    name: Both
    group: Both
    definition: Both
    color: str
    color_dark: str
    families: Amount
    plus: Amount
    minus: Amount
    since: Both
    voices: tuple[Voice, ...]
    sites: tuple[Site, ...]
    drafted: Both
    sentence: str
    done: str
    quotes: tuple[QuoteOut, ...]
    sure: Sure
    news: Both


@dataclass(frozen=True)
class ShownTable:
    """A table as it may be shown: n or None (held back) per cell, totals of what is shown.

    Attributes:
        name, unit: what it is, and what it counts.
        rows, columns: how they are called; cells: rows by columns.
    """

    key: str
    name: Both
    unit: Both
    rows: tuple[Both, ...]
    columns: tuple[Both, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class Section:
    """A part of the methods annex: a heading and its sentences."""

    title: Both
    lines: tuple[Both, ...]


@dataclass(frozen=True)
class Statement:
    """A short statement in a story arc, written by a person.

    Attributes:
        guid: of the statement; the passage it rests on is kept beside it, for who may read that.
        domain: the life domain it is about, empty for none.
    """

    guid: str
    domain: Both
    text: str


@dataclass(frozen=True)
class Moment:
    """A moment in a story arc: `months` since the support began, and how that is said."""

    months: int
    told: Both
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Arc:
    """The story of one family in a few moments, as it may leave.

    Attributes:
        guid: of the arc, not of a family.
        title: by a person. who: the household as agreed, such as "moeder, twee kinderen".
    """

    guid: str
    title: str
    who: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class PanelRow:
    """A row of a panel: what it is of, and of each column what may be told, as words or a number with its unit."""

    name: Both
    cells: tuple[Both, ...]


@dataclass(frozen=True)
class Panel:
    """Figures that are no themes, such as life domains, as they may be told.

    Attributes:
        note: how to read it. head: what its rows are, such as life domains; columns: what stands in their cells.
    """

    key: str
    title: Both
    note: Both
    head: Both
    columns: tuple[Both, ...]
    rows: tuple[PanelRow, ...]


@dataclass(frozen=True)
class Content:
    """All that a release says.

    Attributes:
        audience: one of AUDIENCES; title: by a person.
        as_of: the pilot's day of counting; from_on, until_on: the period told, '' for no limit (ISO).
        codebook: number of the version; program: version of the program.
        families: families with something told; told: stories and conversations, as a sentence.
        threshold: no figure of fewer families; base: what counts are rounded to, 1 for not.
        in_words: whether words stand in place of counts, because the pilot is small.
        news: at most five lines on what is new, the first things to read.
        themes: in the order in which they are read; tables: what stands behind them.
        methods: how it was made.
        exception: why and by whose agreement it shows what the rules would hold back, '' for nothing.
        about: what the pilot is, in the team's own words, '' while nobody wrote it.
        arcs: the stories of families in a few moments.
        news_keys: of each line of news the key of the theme it leads to, '' for none; shorter where nothing follows.
        exact: the line that says more than the rules allow, '' for none; it is the first line of news, too.
        panels: figures that are no themes.
    """

    audience: str
    title: str
    as_of: str
    from_on: str
    until_on: str
    codebook: int
    program: str
    families: Amount
    told: Both
    threshold: int
    base: int
    in_words: bool
    news: tuple[Both, ...]
    themes: tuple[Theme, ...]
    tables: tuple[ShownTable, ...]
    methods: tuple[Section, ...]
    exception: str = ""
    about: str = ""
    arcs: tuple[Arc, ...] = ()
    news_keys: tuple[str, ...] = ()
    exact: str = ""
    panels: tuple[Panel, ...] = ()

    def theme(self, key: str) -> Theme | None:
        """The theme of a code; None for one that is not in it."""
        return next((one for one in self.themes if one.key == key), None)


def as_json(content: Content) -> str:
    """As it is kept; the same content always gives the same text."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kept: str) -> Content:
    """What `as_json` kept, by an earlier version of the program too.

    Raises: ValueError, KeyError or TypeError for what is no content.
    """
    found: Content = _made(Content, json.loads(kept))
    return found


def _made(kind: Any, given: Any) -> Any:
    """`given`, as JSON has it, as the type it was."""
    if kind is Both:
        return Both(*given)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in given)
    if isinstance(kind, UnionType) or not hasattr(kind, "__dataclass_fields__"):
        return given
    hints = get_type_hints(kind)
    # What came later has a default, and is missing in what was kept before.
    kept = [one for one in fields(kind) if one.name in given or one.default is MISSING]
    return kind(**{one.name: _made(hints[one.name], given[one.name]) for one in kept})
