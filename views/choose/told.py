"""Of choosing: what is told of a story beside its title, and of who picked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import courses, days, domains, voices
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories.choose.rounds import Candidate, Pick, Round


def remark(one: Candidate) -> str:
    """Who told it, in which municipality and month, how it went and what it is about; nothing of whom."""
    told = (voices.title(one.voice), one.site, days.month(one.told_on[:7]), courses.name(one.course),
            ", ".join(map(domains.name, one.domains)))
    return " · ".join(part for part in told if part)


def row(one: Candidate, back: str = "") -> tuple[str, str, str]:
    """A row of a list: the way to the story, or that it is not there any more. `back`: the round it is read in."""
    if one.gone:
        return "", _("A story that is not there any more"), ""
    return f"/choose?story={one.guid}{f'&in={back}' if back else ''}", one.title, remark(one)


def cards(picks: Iterable[Pick], mine: str) -> None:
    """What each picked and why, beside each other where there is room. `mine`: guid of the viewer's account."""
    st.html(Markup('<div class="rd-picks">{}</div>').format(Markup().join(
        Markup('<section><h3>{}</h3><p class="rd-picked">{}</p><p>{}</p></section>').format(
            _("You") if one.guid == mine else one.label,
            one.title or _("A story that is not there any more"),
            _("This reason repeated words of the story, and is not shown.") if one.held_back else one.reason)
        for one in picks)))


def period(found: Round) -> str:
    """Of which period a round is, such as "1 jan 2021 tot 31 dec 2021"; '' for all time."""
    if found.from_on and found.until_on:
        return _("{start} to {end}").format(start=days.short(found.from_on), end=days.short(found.until_on))
    if found.from_on:
        return _("from {day}").format(day=days.short(found.from_on))
    return _("until {day}").format(day=days.short(found.until_on)) if found.until_on else ""
