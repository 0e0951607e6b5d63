"""Who works how many hours a week for families: what the caseload is divided by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import support
from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes.reach import hours
from stories.outcomes.reach.exports import HOURS
from themes.figures.decimals import as_needed
from views.parts import pages, take_out
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import table
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.reach.hours import Hours

_FORM = "hours"


def show(visit: Visit) -> None:
    """The form, and the list with a way to take one away."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        _add(visit)
    with right:
        if pages.listed("hours", lambda wanted: hours.listed(visit.db, visit.viewer, wanted),
                        lambda rows: _list(visit, rows), search=_("Who, or a date"), orders=hours.ORDERS):
            take_out.menu((HOURS,))
        else:
            st.caption(_("No hours were noted yet. With them the caseload can be worked out."))


def _add(visit: Visit) -> None:
    names = dict(hours.workers(visit.db, visit.viewer))
    who = st.selectbox(_("Who"), list(names), None, format_func=lambda guid: names[guid],
                       placeholder=_("Choose..."), key=fresh("who", _FORM))
    a_week = st.number_input(_("Hours a week for families"), 0.5, hours.LONGEST_WEEK, 24.0, 0.5,
                             "%g", key=fresh("a week", _FORM))
    full = st.number_input(_("Hours of a full week there"), hours.SHORTEST_WEEK, hours.LONGEST_WEEK, hours.FULL_WEEK,
                           0.5, "%g", key=fresh("full", _FORM))
    start = day_field(visit, _("From"), "hours from", _FORM)
    end = day_field(visit, _("Until (empty while it goes on)"), "hours until", _FORM, empty=True)
    referrers = support.referrers(visit.db, visit.viewer)
    referrer = str(st.selectbox(_("For the families of"), ["", *referrers], key=fresh("for", _FORM),
                                format_func=lambda one: one or _("all who referred")))
    sure = sure_of(_FORM)
    if st.button(_("Note these hours"), type="primary", disabled=not who):
        attempt(lambda: hours.add(visit.db, visit.viewer, str(who), a_week, start, end or None, full_week=full,
                                  referrer=referrer, sure=sure), _("Noted"), _FORM)


def _list(visit: Visit, rows: list[Hours]) -> None:
    table((_("Who"), _("Hours a week"), _("From"), _("Until"), _("For the families of")), (
        (one.who, _("{hours} of {full}").format(hours=as_needed(one.hours), full=as_needed(one.full_week)),
         days.short(one.from_on), days.short(one.until_on) if one.until_on else _("now"),
         one.referrer or _("all who referred")) for one in rows), "rd-stack")
    called = {one.guid: f"{one.who} · {days.short(one.from_on)}" for one in rows}
    with st.expander(_("Take hours away that were noted by mistake")):
        guid = st.selectbox(_("Which"), list(called), None, format_func=lambda one: called[one],
                            placeholder=_("Choose..."), key=fresh("away", _FORM))
        if st.button(_("Take these hours away"), disabled=not guid):
            attempt(lambda: hours.take_away(visit.db, visit.viewer, str(guid)), _("Taken away"), _FORM)
