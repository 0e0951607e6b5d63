"""Contacts: one noted in a few touches, the time they took, and all of them."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.words import _
from views.contacts import figures, listing, mending, quick
from views.parts import titles
from views.parts.blocks import invite
from views.parts.here import here


def page() -> None:
    """Show the contact that ?contact=GUID names, else the form and the list, of the family of ?family= or of all."""
    with here() as visit:
        if one := st.query_params.get("contact", ""):
            mending.show(visit, one)
            return
        families = people.families(visit.db, visit.viewer, Right.KEEP_FILE)
        asked = next((family for family in families if family.guid == st.query_params.get("family")), None)
        titles.head_of("contacts", visit.viewer, _("Contacts"), asked.guid if asked else "",
                      asked.pseudonym if asked else "")
        if not families:
            invite(_("No families yet"), _("Here you note when you saw or called a family."))
            return
        if not visit.viewer.may(Right.WRITE_STORY):
            figures.show(visit, asked)
            quick.for_coach(visit, families, asked)
            listing.show(visit, asked)
            return
        left, right = st.columns([2, 3], gap="large")
        with left:
            quick.show(visit, families, asked)
        with right:
            listing.show(visit, asked)
        if visit.viewer.may(Right.SEE_THEMES):
            figures.show(visit, asked)
