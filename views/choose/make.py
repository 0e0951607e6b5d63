"""Of choosing: a new round, of the stories of a period or of those chosen in earlier rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import courses, domains, voices
from pilot.words import _, ngettext
from stories.choose import finding, leading, panel
from stories.choose.finding import Period
from stories.choose.leading import Wanted
from stories.choose.rounds import CHOSEN, Asked, Candidate
from views.choose import told
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import list_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.rounds import Round

_FORM = "choosing"


def show(visit: Visit, there: list[Round]) -> None:
    """Which stories first, for of that follows what there is to choose from; then what is asked, and of whom."""
    st.subheader(_("A new round"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        period, asked = _asked(visit, there)
        found = finding.found(visit.db, visit.viewer, period, asked)
        with st.expander(_("Which stories these are")):
            list_of([(f"/desk?document={one.guid}", one.title, told.remark(one)) for one in found])
    with right:
        _form(visit, period, asked, found)


def _asked(visit: Visit, there: list[Round]) -> tuple[Period, Asked]:
    with st.container(horizontal=True):
        start = day_field(visit, _("About the time from"), "from", _FORM, empty=True)
        end = day_field(visit, _("About the time until"), "until", _FORM, empty=True)
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
                             placeholder=_("all stories"), key=fresh("earlier", _FORM)) if names else []
    return Period(start, end), Asked(site, domain, course, voice, tuple(earlier))


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
        left_out = st.multiselect(_("Leave these stories out"), list(rows), format_func=lambda g: plain(rows[g]),
                                  placeholder=_("none"))
        who = st.multiselect(_("Who picks"), list(people), format_func=lambda g: people[g],
                             placeholder=_("Choose coaches and evaluators"))
        sure = sure_of(_FORM)
        if st.form_submit_button(_("Put the stories before the panel"), type="primary"):
            wanted = Wanted(name, question, period, asked, tuple(g for g in rows if g not in left_out), tuple(who))
            attempt(lambda: leading.begin(visit.db, visit.viewer, wanted, sure=sure), _("The round has begun"), _FORM)
