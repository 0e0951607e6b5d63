"""Putting an organisation round a family, and saying when one ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import partners
from pilot.words import _
from stories.file import organisations
from stories.file.organisations import LONGEST, New
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.file.organisations import Round


def new(visit: Visit, family: Family) -> None:
    """A new organisation."""
    st.subheader(_("Add an organisation"))
    with st.form(fresh(key := f"organisation-{family.guid}"), border=False):
        kind = st.selectbox(_("What it is for the family"), partners.KINDS, None, format_func=partners.name,
                            placeholder=_("Choose..."))
        name = st.text_input(_("Pseudonym (if needed)"), max_chars=LONGEST,
                             help=_("Such as school A; leave it empty where the function says enough."))
        contact = st.text_input(_("Contact, by function"), max_chars=LONGEST, help=_("Such as mentor; never a name."))
        leads = st.checkbox(_("Leads the work of all organisations"))
        start = day_field(visit, _("Since"), f"{key}-from", key)
        end = day_field(visit, _("Until (if it ended)"), f"{key}-until", key, empty=True)
        sure = sure_of(key)
        if st.form_submit_button(_("Add organisation"), type="primary"):
            attempt(lambda: organisations.add(
                visit.pilot, visit.db, visit.viewer, family.guid,
                New(kind or "", start, end or None, name, contact, leads), sure=sure), _("Organisation added"), key)


def ended(visit: Visit, found: Round) -> None:
    """One that goes on ends, or one that was put in by mistake goes."""
    names = {one.guid: one.called for one in found.all}
    going_on = [one.guid for one in found.all if one.until_on is None]
    if going_on:
        with st.expander(_("An organisation ended")), st.form(fresh(key := "organisation-ended"), border=False):
            which = st.selectbox(_("Which one"), going_on, format_func=names.__getitem__)
            day = day_field(visit, _("Last day"), f"{key}-on", key)
            sure = sure_of(key)
            if st.form_submit_button(_("Keep this")) and which:
                attempt(lambda: organisations.end(visit.db, visit.viewer, which, day, sure=sure), _("Kept"), key)
    if names:
        with st.expander(_("Take an organisation away")), st.form(fresh(key := "organisation-away"), border=False):
            which = st.selectbox(_("Which one"), list(names), format_func=names.__getitem__)
            if st.form_submit_button(_("Take away")) and which:
                attempt(lambda: organisations.take_away(visit.db, visit.viewer, which), _("Taken away"), key)
