"""Of choosing: a new round, of the stories of a period or of those chosen in earlier rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from stories.choose import finding, leading, panel
from stories.choose.leading import Wanted
from views.choose import told
from views.choose.which import asked_for
from views.parts import link_list
from views.parts.attempt import attempt, fresh, sure_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.finding import Period
    from stories.choose.rounds import Asked, Candidate, Round

_FORM = "choosing"
MOST = 200  # stories to choose from in a list that is not in pages


def show(visit: Visit, there: list[Round]) -> None:
    """Which stories first, for of that follows what there is to choose from; then what is asked, and of whom."""
    st.subheader(_("A new round"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        period, asked = asked_for(visit, there, _FORM)
        found = finding.found(visit.db, visit.viewer, period, asked)
        with st.expander(_("Which stories these are")):
            link_list.show("stories_to_choose", [
                (f"/desk?document={one.guid}", one.title, told.remark(one)) for one in found],
                search=_("Title or family"), alone=False)
    with right:
        _form(visit, period, asked, found)


def _form(visit: Visit, period: Period, asked: Asked, found: list[Candidate]) -> None:
    if len(found) < 2:
        st.info(_("There is nothing to choose: a round needs two stories that hold no names and are in reach. Take a"
                  " longer period, or ask for less."))
        return
    n = len(found)
    st.caption(ngettext("{n} story without names, in reach.", "{n} stories without names, in reach.", n).format(n=n))
    rows = {one.guid: f"{one.title} ({told.remark(one)})" for one in found}
    people = panel.people(visit.home, visit.db, visit.viewer)
    with st.form(fresh(_FORM), border=False):
        name = st.text_input(_("Name of the round"), max_chars=leading.LONGEST_NAME, autocomplete="off")
        question = st.text_input(_("What the panel is asked"), _("What is the most significant change for families?"),
                                 max_chars=leading.LONGEST_QUESTION, autocomplete="off")
        left_out: list[str] = []
        if n <= MOST:
            left_out = st.multiselect(_("Leave these stories out"), list(rows), format_func=lambda g: rows[g],
                                      placeholder=_("none"))
        else:
            st.caption(_("Of more than {n} stories none can be left out by hand: take a shorter period, or ask for"
                         " less.").format(n=MOST))
        who = st.multiselect(_("Who picks"), list(people), format_func=lambda g: people[g],
                             placeholder=_("Choose coaches and evaluators"))
        sure = sure_of(_FORM)
        if st.form_submit_button(_("Put the stories before the panel"), type="primary"):
            wanted = Wanted(name, question, period, asked, tuple(g for g in rows if g not in left_out), tuple(who))
            attempt(lambda: leading.begin(visit.db, visit.viewer, wanted, sure=sure), _("The round has begun"), _FORM)
