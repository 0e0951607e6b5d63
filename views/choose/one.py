"""Of choosing: one round, as far as it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.vocabulary import courses, domains, voices
from pilot.words import _, ngettext
from stories.choose import picking, rounds
from stories.choose.exports import ROUND, period
from stories.choose.quoting import ALIKE
from stories.choose.rounds import CHOSEN, ENDED, PICKING
from views.choose import lead, told
from views.parts import take_out
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import list_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.rounds import Candidate, Round


def show(visit: Visit, found: Round) -> None:
    """What is asked, the stories, one's own pick or those of all, the choice, and what who leads can do."""
    st.markdown(f"**{plain(found.question)}**")
    asked = (period(found), domains.name(found.asked.domain) if found.asked.domain else "",
             courses.name(found.asked.course) if found.asked.course else "", voices.title(found.asked.voice),
             _("chosen in earlier rounds") if found.asked.rounds else "")
    st.caption(plain(" · ".join(part for part in asked if part)))
    if found.state == ENDED:
        st.info(_("This round was broken off. Nobody reads its stories by it any more."))
        return
    stories = rounds.candidates(visit.db, visit.viewer, found)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if found.state == CHOSEN:
            told.choice(found, stories)
        else:
            st.subheader(ngettext("{n} story", "{n} stories", len(stories)).format(n=len(stories)))
            list_of([told.row(each, found.guid) for each in stories])
    with right:
        if found.state == PICKING and found.mine:
            _pick(visit, found, stories)
        if found.state != PICKING:
            st.subheader(_("What each picked"))
            told.cards(rounds.picks(visit.db, visit.viewer, found), visit.viewer.account_guid)
    if visit.viewer.may(Right.LEAD_CHOOSING):
        lead.show(visit, found, stories)
    take_out.menu((ROUND,), {"round": found.guid})


def _pick(visit: Visit, found: Round, stories: list[Candidate]) -> None:
    """One's own pick and reason, to be changed until the round is shown."""
    titles = {each.guid: each.title for each in stories if not each.gone}
    before = next(iter(rounds.picks(visit.db, visit.viewer, found)), None)  # while they pick, one's own only
    st.subheader(_("Your pick"))
    st.caption(_("Nobody sees it until the round is shown. Write no names. A reason that repeats {n} words of the story"
                 " or more goes when the story goes.").format(n=ALIKE))
    at = list(titles).index(before.story) if before and before.story in titles else None
    story = st.radio(_("Which story says most?"), list(titles), at, format_func=lambda guid: plain(titles[guid]),
                     key="pick")
    reason = st.text_area(_("Why this one?"), before.reason if before else "", max_chars=picking.LONGEST_REASON,
                          key="reason", height=140)
    sure = sure_of("pick")
    if st.button(_("Keep my pick"), type="primary"):
        attempt(lambda: picking.pick(visit.db, visit.viewer, found.guid, story or "", reason, sure=sure),
                _("Your pick is kept"), "pick")
