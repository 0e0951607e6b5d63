"""From which stories is chosen: of what time, where, about what, told by whom, or chosen in earlier rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import courses, domains, voices
from pilot.words import _
from stories.choose import finding
from stories.choose.finding import Period
from stories.choose.rounds import CHOSEN, Asked
from views.parts.attempt import fresh
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.rounds import Round


def asked_for(visit: Visit, there: list[Round], form: str) -> tuple[Period, Asked]:
    """The fields, and what they say; form: that the fields belong to."""
    with st.container(horizontal=True):
        start = day_field(visit, _("About the time from"), "from", form, empty=True)
        end = day_field(visit, _("About the time until"), "until", form, empty=True)
    sites, all_of_them = finding.sites(visit.db, visit.viewer), _("all")
    with st.container(horizontal=True):
        site = st.selectbox(_("Municipality"), ["", *sites], format_func=lambda key: sites.get(key, all_of_them))
        domain = st.selectbox(_("Life domain"), ["", *domains.DOMAINS],
                              format_func=lambda key: domains.name(key) if key else all_of_them)
    with st.container(horizontal=True):
        course = st.selectbox(_("Course"), ["", *courses.COURSES],
                              format_func=lambda key: courses.name(key) if key else all_of_them)
        voice = st.selectbox(_("Who tells"), ["", *voices.VOICES], format_func=lambda v: voices.title(v) or all_of_them)
    names = {one.guid: one.name for one in there if one.state == CHOSEN}
    earlier = st.multiselect(_("Only what was chosen in these rounds"), list(names), format_func=lambda g: names[g],
                             placeholder=_("all stories"), key=fresh("earlier", form)) if names else []
    return Period(start, end), Asked(site, domain, course, voice, tuple(earlier))
