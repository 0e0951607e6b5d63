"""Relapse as a state a family was in for a time, not as a dot on a day.

A relapse is told in stories, and a story tells of a moment; how long it lasted shows from what was told next. So it is
derived, and never typed in beside the stories: a time of relapse begins with what a story of relapse is about, and goes
on until what the next story of success or steadiness is about. It is never shorter than the time the story itself
names. Another relapse within it makes it longer; no two of them touch. Where nothing better was told since, it goes on.
Of one day, what went better counts last. Only stories that this viewer may read count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories.timeline.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

RELAPSE = "relapse"


def relapses(items: Iterable[Item]) -> list[Item]:
    """The times of relapse of a family, earliest first; `until` is None for one that goes on."""
    told = sorted((one.on, one.course != RELAPSE, one.until or one.on) for one in items
                  if one.kind == "story" and one.course and not one.doubtful)
    found: list[Item] = []
    for at, (on, better, until) in enumerate(told):
        if better:
            continue
        ended = next((day for day, good, _until in told[at + 1:] if good), None)
        found = _with(found, on, None if ended is None else max(ended, until))
    return found


def _with(found: list[Item], on: str, until: str | None) -> list[Item]:
    """One time more; joined to the last where they touch."""
    last = found[-1] if found else None
    if last is not None and (last.until is None or on <= last.until):
        ends = None if last.until is None or until is None else max(last.until, until)
        return [*found[:-1], Item(RELAPSE, last.on, last.on, ends)]
    return [*found, Item(RELAPSE, on, on, until)]
