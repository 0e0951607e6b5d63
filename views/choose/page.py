"""Choosing together: rounds in which a panel picks the story that says most, and what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import N_, _
from stories.choose import rounds
from stories.choose.exports import period
from stories.choose.rounds import CHOSEN, ENDED, PICKING, SHOWN
from views.choose import make, one, read
from views.parts import link_list, place, titles
from views.parts.blocks import back_to, invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.rounds import Round

STATES = {PICKING: N_("each picks by herself"), SHOWN: N_("shown, not chosen yet"), CHOSEN: N_("chosen"),
          ENDED: N_("broken off")}


def page() -> None:
    """Show the rounds, the one that ?round= names, or the story that ?story= names."""
    with here() as visit:
        visit.viewer.require(Right.CHOOSE_STORIES)
        with titles.titled(_("Choose together")):
            if story := st.query_params.get("story", ""):
                read.show(visit, story)
                return
            found = rounds.one(visit.db, visit.viewer, guid) if (guid := st.query_params.get("round", "")) else None
        if found:
            back_to("/choose", _("Choose together"))
            st.title(plain(found.name))
            one.show(visit, found)
        else:
            _all(visit)


def _all(visit: Visit) -> None:
    place.head("choose", visit.viewer)
    st.caption(_("What is the most significant change in the stories of a period? Each picks a story and says why,"
                 " without seeing the others. Then you talk about it, and choose one together."))
    there = rounds.rounds(visit.db, visit.viewer)
    leads = visit.viewer.may(Right.LEAD_CHOOSING)
    shown = link_list.show("choosing", [_row(visit, each) for each in there], search=_("Name or period"))
    if not shown and not leads:
        invite(_("No round yet"), _("When an evaluator asks you to choose among stories, you find them here, and on"
                                    " your first page."), "/learn", _("What we learn"))
    elif not shown:
        st.text(_("No round yet"))
    if leads:
        make.show(visit, there)


def _row(visit: Visit, found: Round) -> tuple[str, str, str]:
    waits = found.mine and found.state == PICKING and not rounds.picks(visit.db, visit.viewer, found)
    parts = (_("you pick") if waits else _(STATES[found.state]), period(found),
             days.short(local_day(visit.db, found.begun_at)))
    return f"/choose?round={found.guid}", found.name, " · ".join(part for part in parts if part)
