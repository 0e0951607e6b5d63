"""Since when a theme was told, in words, and only as exactly as the amounts allow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilot.words import N_, _
from themes.disclosure import words
from themes.release.content import COUNT, WORD
from themes.release.saying import NOTHING, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from themes.release.content import Amount, Both
    from themes.release.counting import Counted

_YEARS = (N_("since the first year"), N_("since the second year"), N_("since the third year"),
          N_("since the fourth year"), N_("since the fifth year"), N_("since the sixth year"))


def since(one: Counted, amount: Amount, started_on: str, threshold: int) -> Both:
    """The year of the pilot since which it is as the amount says; empty where that may not be told.

    For a count: the first year by whose end as many families as the threshold had said it. For a word: the first by
    whose end the same word held. "In a few families or none" held from the beginning, and tells nothing.

    Args:
        started_on: when the pilot began (ISO).
    """
    if amount.kind not in (COUNT, WORD) or amount.word == words.FEW or not one.first:
        return NOTHING
    years = sorted(year_of(day, started_on) for day in one.first.values())
    asked = len(one.families.asked)
    if amount.kind == COUNT:
        enough = max(threshold, 1)
        found = years[enough - 1] if len(years) >= enough else None
    else:
        found = _same_word(years, asked, amount.word)
    return NOTHING if found is None else both(lambda: told(found))


def _same_word(years: Iterable[int], asked: int, word: str) -> int | None:
    """The first year by whose end so many had said it that the word is that of today."""
    return next((year for n, year in enumerate(years, 1) if words.word(n, asked) == word), None)


def year_of(day: str, started_on: str) -> int:
    """In which year of the pilot a day (ISO) is, from 1."""
    then, begun = date.fromisoformat(day[:10]), date.fromisoformat(started_on[:10])
    return max(1, then.year - begun.year + ((then.month, then.day) >= (begun.month, begun.day)))


def told(year: int) -> str:
    """Such as "since the first year", in the language of the page."""
    return _(_YEARS[year - 1]) if year <= len(_YEARS) else _("since year {n}").format(n=year)
