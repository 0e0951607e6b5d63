"""The poster: the results of a release at a glance, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.words import N_, _

if TYPE_CHECKING:
    from themes.reports.facts import Facts, Paneled, Said, Story, Told


class Wall(NamedTuple):
    """How much hangs on it: themes in all, with their sentences or not, quotes, and what was done."""

    themes: int
    sentences: bool
    quotes: int
    done: int


UNIT = N_("Families that told of it (filled), out of the families whose stories were read for it (open)")

CARDS = 12  # themes; more do not each get a card with its sentence and a quote

# From the most to what always fits; who lays it out takes the first that does.
WALLS = (
    Wall(40, True, 6, 6), Wall(40, True, 5, 5), Wall(40, False, 5, 4), Wall(40, False, 4, 4), Wall(30, False, 4, 3),
    Wall(20, False, 3, 2), Wall(12, False, 2, 1), Wall(6, False, 0, 0))


@dataclass(frozen=True)
class Poster:
    """What hangs on it.

    Attributes:
        groups: (name, themes) in the order of the release; left_out: names of themes for which there was no room.
        done: (theme, what was done with it). as_cards: each theme with its sentence and a quote.
        story: how it went with one family, where the themes are on cards. empty: a sentence where there is nothing.
        panels: figures that are no themes.
    """

    facts: Facts
    groups: tuple[tuple[str, tuple[Told, ...]], ...]
    sentences: bool
    quotes: tuple[tuple[str, Said], ...]
    done: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    empty: str
    as_cards: bool = False
    story: Story | None = None
    panels: tuple[Paneled, ...] = ()


def poster(facts: Facts, wall: Wall, *, as_cards: bool = False, panels: tuple[Paneled, ...] = ()) -> Poster:
    """What hangs on the poster of a release in this much room."""
    left, groups = wall.themes, []
    for name, rows in facts.groups():
        some = tuple([one for one in rows if not one.said.is_nothing][:left])
        left -= len(some)
        groups += [(name, some)] if some else []
    shown = {one.key for _name, rows in groups for one in rows}
    quotes = {quote.text: (one.name, quote) for one in facts.themes if one.key in shown for quote in one.quotes[:1]}
    return Poster(
        facts, tuple(groups), wall.sentences, tuple(quotes.values())[:wall.quotes],
        tuple((one.name, one.done) for one in facts.themes if one.done)[:wall.done],
        tuple(one.name for one in facts.themes if one.key not in shown),
        "" if groups or panels else _("There is nothing to show of the themes of this release yet."),
        as_cards and bool(groups),
        facts.stories[0] if as_cards and facts.stories else None, panels)
