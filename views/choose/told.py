"""Of choosing: what is told of a story beside its title, and of who picked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access.three_states import A_STORY, ERASED
from pilot.vocabulary import courses, days, domains, voices
from pilot.words import _
from views.parts.blocks import list_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories.choose.rounds import Candidate, Pick, Round


def remark(one: Candidate) -> str:
    """Who told it, in which municipality and month, how it went and what it is about; nothing of whom."""
    told = (voices.title(one.voice), one.site, days.month(one.told_on[:7]), courses.name(one.course),
            ", ".join(map(domains.name, one.domains)))
    return " · ".join(part for part in told if part)


def row(one: Candidate, back: str = "") -> tuple[str, str, str]:
    """A row of a list: the way to the story, or why it is not read. `back`: the round it is read in."""
    if one.gone:
        return "", _(A_STORY[one.gone]), ""
    return f"/choose?story={one.guid}{f'&in={back}' if back else ''}", one.title, remark(one)


def cards(picks: Iterable[Pick], mine: str) -> None:
    """What each picked and why, beside each other where there is room. `mine`: guid of the viewer's account."""
    st.html(Markup('<div class="rd-picks">{}</div>').format(Markup().join(
        Markup('<section><h3>{}</h3><p class="rd-picked">{}</p><p>{}</p></section>').format(
            _("You") if one.guid == mine else one.label,
            one.title or _(A_STORY[one.gone]),
            _("This reason repeated words of the story, and is not shown.") if one.held_back else one.reason)
        for one in picks)))


def choice(found: Round, stories: Iterable[Candidate]) -> None:
    """What the panel chose together, why, and who saw it otherwise."""
    st.subheader(_("What the panel chose"))
    chosen = [row(each, found.guid) for each in stories if each.chosen]
    list_of(chosen, _(A_STORY[ERASED]))  # a choice has a story, and only what is erased leaves no trace
    gone = _("This reason repeated words of the story, and is not shown.")
    st.markdown(f"**{_('Why')}**")
    st.text(found.reasons or gone)
    st.markdown(f"**{_('Who saw it otherwise')}**")
    st.text(found.disagreement or _("Nobody, or it was not written down."))
    st.caption(plain(f"{days.long(found.held_on or '')} · {found.present}"))
