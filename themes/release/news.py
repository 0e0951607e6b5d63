"""What is new since the release before, told of what both of them show and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import _, ngettext
from themes.release.content import COUNT, WORD
from themes.release.saying import NOTHING, both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.release.content import Amount, Both, Content, Theme

MOST_LINES = 5


def of_theme(now: Theme, before: Content | None) -> Both:
    """What is new about a theme, in a sentence or two; empty for nothing, or for a first release."""
    if before is None:
        return NOTHING
    was = before.theme(now.key)
    if was is None:
        return both(lambda: _("New in this release."))
    return both(lambda: " ".join(_told(now, was)))


def _told(now: Theme, was: Theme) -> list[str]:
    said = []
    if _is_told(now.families) and _is_told(was.families) and now.families != was.families:
        said.append(_("Now {now}; it was {then}.").format(now=now.families.told.here, then=was.families.told.here))
    elif _is_told(now.families) and not _is_told(was.families):
        said.append(_("For the first time it can be told: {now}.").format(now=now.families.told.here))
    if _comes_up(now.minus) and not _is_told(was.minus):
        said.append(_("Now also where it was missing or failed."))
    fresh = len({one.guid for one in now.quotes} - {one.guid for one in was.quotes})
    if fresh:
        said.append(ngettext("{n} new quote.", "{n} new quotes.", fresh).format(n=fresh))
    if now.done and now.done != was.done:
        said.append(_("New: what was done with it."))
    return said


def _is_told(amount: Amount) -> bool:
    return amount.kind in (COUNT, WORD)


def _comes_up(amount: Amount) -> bool:
    """Whether it says that there are some: a few or none says nothing."""
    return bool(amount.n) if amount.kind == COUNT else amount.kind == WORD and amount.word != "few"


def lines(
    themes: Sequence[Theme], before: Content | None, exact: str, figures: Sequence[Both] = (),
) -> tuple[tuple[Both, ...], tuple[str, ...]]:
    """The first lines of a release, five at most, and of each the key of the theme it leads to ('' for none).

    Of a first release those are its themes as they stand, in the order she chose; figures that are no theme last.
    """
    found: list[tuple[Both, str]] = [(both(lambda: exact), "")] if exact else []
    for one in themes:
        line = _line(one, before)
        if line.here:
            found.append((line, one.key))
    found += [(line, "") for line in figures]
    return tuple(line for line, _key in found[:MOST_LINES]), tuple(key for _line, key in found[:MOST_LINES])


def _line(one: Theme, before: Content | None) -> Both:
    if before is None:
        return both(lambda: one.sentence or one.drafted.here)
    if not one.news.here:
        return NOTHING
    if before.theme(one.key) is None:
        return both(lambda: _("New: {said}").format(said=one.sentence or one.drafted.here))
    return both(lambda: _("{theme}: {news}").format(theme=one.name.here, news=one.news.here))
