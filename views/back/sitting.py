"""When and how it is gone through with the family, and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import people
from pilot.vocabulary import quoting
from pilot.words import _
from stories.back import asking
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.reading import One


def show(visit: Visit, one: One) -> None:
    """The form, and the way to the first passage."""
    with st.form(fresh(form := "sit"), border=True):
        st.subheader(_("Go through it together"))
        manner = st.radio(_("How"), quoting.MANNERS, quoting.MANNERS.index(one.kept.manner or quoting.TOGETHER),
                          format_func=quoting.manner, horizontal=True, key=fresh("manner", form))
        day = day_field(visit, _("On"), "sat on", form, past=True, day=one.kept.sat_on)
        family = {one.guid: one.pseudonym for one in people.persons(visit.db, visit.viewer, one.kept.family)}
        who = st.multiselect(_("Who is there"), list(family), [guid for guid in one.who if guid in family],
                             format_func=lambda guid: family[guid], key=fresh("who", form))
        sure = sure_of(form)
        if st.form_submit_button(_("Begin with the first passage"), type="primary"):
            attempt(lambda: _sat(visit, one, day, manner, who, sure), _("Ask the family about each passage."), form)


def _sat(visit: Visit, one: One, day: str, manner: str, who: list[str], sure: tuple[str, ...]) -> None:
    asking.sit(visit.db, visit.viewer, one.kept.guid, day, manner, who, sure=sure)
    st.query_params["ask"] = "1"
