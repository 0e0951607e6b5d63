"""The factsheet: what a release says on two pages, the working mechanisms first and in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.words import _
from themes.reports.panels import telling

if TYPE_CHECKING:
    from themes.reports.facts import Facts, Paneled, Said, Story, Told


class Front(NamedTuple):
    """How much goes on the first page: themes in full, quotes with each, and quotes under them."""

    themes: int
    quotes_each: int
    quotes: int


class Back(NamedTuple):
    """How much goes on the second page: themes in short, with their sentences or not, and quotes."""

    themes: int
    sentences: bool
    quotes: int


FEW = 12  # themes; more are not all told in full
# From the most to what always fits on a page; who lays it out takes the first that does.
FRONTS = tuple(Front(*one) for one in (
    (8, 2, 6), (8, 2, 4), (8, 2, 0), (8, 1, 6), (7, 1, 4), (6, 1, 4), (6, 1, 2), (5, 1, 4), (5, 1, 2), (5, 1, 0),
    (4, 1, 4), (4, 1, 2), (4, 1, 0), (3, 1, 0), (3, 0, 0), (2, 0, 0), (1, 0, 0)))
BACKS = tuple(Back(*one) for one in (
    (60, True, 12), (60, True, 8), (60, True, 4), (60, True, 0), (30, True, 2), (60, False, 4), (60, False, 0),
    (24, False, 0), (12, False, 0), (6, False, 0), (0, False, 0)))


@dataclass(frozen=True)
class Part:
    """A group of themes."""

    name: str
    themes: tuple[Told, ...]


@dataclass(frozen=True)
class Sheet:
    """What stands on the factsheet.

    Attributes:
        full: groups with what was heard of each theme: all where there are few themes, else the first; short: the
            others, a few lines each.
        story: how it went with one family, where there is room.
        panels: figures that are no themes.
        quotes_each: with each theme in full. front_quotes, back_quotes: quotes by themselves, with their theme's name.
        left_out: names of themes of the release that found no room; empty: a sentence where there is nothing to tell.
    """

    facts: Facts
    full: tuple[Part, ...]
    short: tuple[Part, ...]
    quotes_each: int
    sentences: bool
    front_quotes: tuple[tuple[str, Said], ...]
    back_quotes: tuple[tuple[str, Said], ...]
    left_out: tuple[str, ...]
    empty: str
    story: Story | None = None
    panels: tuple[Paneled, ...] = ()


def factsheet(facts: Facts, front: Front, back: Back) -> Sheet:
    """What goes on the factsheet of a release in this much room."""
    groups = [(name, [one for one in rows if not one.said.is_nothing]) for name, rows in facts.groups()]
    groups = [(name, rows) for name, rows in groups if rows]
    full = (Part(groups[0][0], tuple(groups[0][1][:front.themes])),) if groups and front.themes else ()
    left, short = back.themes, []
    for name, rows in groups[1:]:
        some = tuple(rows[:left])
        left -= len(some)
        short += [Part(name, some)] if some else []
    in_full = [one for part in full for one in part.themes]
    shown = {one.key for one in (*in_full, *(one for part in short for one in part.themes))}
    quotes = _quotes(in_full, short, front.quotes_each)
    return Sheet(
        facts, full, tuple(short), front.quotes_each, back.sentences, tuple(quotes[:front.quotes]),
        tuple(quotes[front.quotes:front.quotes + back.quotes]),
        tuple(one.name for one in facts.themes if one.key not in shown), _empty(facts))


def in_full(facts: Facts, quotes_each: int, quotes: int, panels: tuple[Paneled, ...] = ()) -> Sheet:
    """What goes on the factsheet of a release with few themes: all of them in full, the story of a family, and
    figures that are no themes."""
    parts = tuple(Part(name, rows) for name, found in facts.groups()
                  if (rows := tuple(one for one in found if not one.said.is_nothing)))
    shown = [one for part in parts for one in part.themes]
    keys = {one.key for one in shown}
    return Sheet(facts, parts, (), quotes_each, True, (), tuple(_quotes(shown, [], quotes_each)[:quotes]),
                 tuple(one.name for one in facts.themes if one.key not in keys), _empty(facts),
                 facts.stories[0] if facts.stories else None, panels)


def _quotes(full: list[Told], short: list[Part], each: int) -> list[tuple[str, Said]]:
    """Quotes that stand by themselves: one of each theme, none twice, and none that stands with its theme."""
    beside = {quote.text for one in full for quote in one.quotes[:each]}
    found: dict[str, tuple[str, Said]] = {}
    for one in (*full, *(one for part in short for one in part.themes)):
        fresh = next((quote for quote in one.quotes if quote.text not in found and quote.text not in beside), None)
        if fresh is not None:
            found[fresh.text] = (one.name, fresh)
    return list(found.values())


def _empty(facts: Facts) -> str:
    if not facts.themes and telling(facts):
        return ""
    if not facts.themes:
        return _("Nothing was coded yet when this release was made, so there is no theme to tell of.")
    if not facts.told_of():
        return _("For none of the themes were enough families read to tell of them.")
    return ""
