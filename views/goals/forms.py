"""Writing down a goal, and saying what became of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains, voices
from pilot.vocabulary import goals as states
from pilot.words import _
from stories.file import goals
from views.families.material import told
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.file.goals import Goal


def new(visit: Visit, family: Family) -> None:
    """A new goal."""
    st.subheader(_("A new goal"))
    with st.form(fresh(key := f"goal-{family.guid}"), border=False):
        words = st.text_area(_("In the family's own words"), max_chars=goals.LONGEST, height=100,
                             help=_("Write no real names: mother, son, the neighbour."))
        domain = st.selectbox(_("Life domain"), domains.DOMAINS, None, format_func=domains.name,
                              placeholder=_("Choose..."))
        by = st.selectbox(_("Set by"), voices.VOICES, format_func=voices.title)
        day = day_field(visit, _("Set on"), f"{key}-on", key, past=True)
        sure = sure_of(key)
        if st.form_submit_button(_("Keep this goal"), type="primary"):
            attempt(lambda: goals.add(visit.pilot, visit.db, visit.viewer, family.guid, words, domain or "", day, by,
                                      sure=sure), _("Goal kept"), key)


def moved(visit: Visit, family: Family, goal: Goal) -> None:
    """What became of a goal, when and why."""
    with st.form(fresh(key := f"moved-{goal.guid}"), border=False):
        state = st.radio(_("The goal is now"), [one for one in states.STATES if one != goal.state], None,
                         format_func=states.name, horizontal=True)
        day = day_field(visit, _("Since"), f"{key}-on", key, past=True)
        why = st.text_input(_("Why"), max_chars=goals.LONGEST_WHY, help=_("In a few words, without names."))
        sure = sure_of(key)
        if st.form_submit_button(_("Keep this")):
            attempt(lambda: goals.move(visit.pilot, visit.db, visit.viewer, goal.guid, state or "", day, why,
                                       was=goal.state, sure=sure), _("Kept"), key)


def linked(visit: Visit, family: Family, goal: Goal) -> None:
    """Which stories and conversations are about it."""
    texts = told(visit, family)
    if not texts:
        return
    with st.form(fresh(key := f"linked-{goal.guid}"), border=False):
        chosen = st.multiselect(_("Stories and conversations about this goal"), list(texts),
                                [one.guid for one in goal.stories if one.guid in texts],
                                format_func=texts.__getitem__, placeholder=_("none"))
        if st.form_submit_button(_("Keep these links")):
            attempt(lambda: goals.link(visit.db, visit.viewer, goal.guid, chosen), _("Links kept"), key)


def taken_away(visit: Visit, goal: Goal) -> None:
    """A goal that was put in by mistake goes, with what was said of it."""
    with st.form(fresh(key := f"ungoal-{goal.guid}"), border=False):
        certain = st.checkbox(_("This goal was put in by mistake"))
        if st.form_submit_button(_("Take away")):
            if certain:
                attempt(lambda: goals.take_away(visit.db, visit.viewer, goal.guid), _("Taken away"), key)
            else:
                st.error(_("Nothing was changed. Tick that you are sure."))
