"""Families: a list of them, and the file of each."""

from __future__ import annotations

import streamlit as st

from coding.list_files import FAMILIES
from pilot.access import Right
from pilot.families import directory
from pilot.families.exports import CONSENTS
from pilot.paging import Wanted
from pilot.words import _
from stories.exports import MILESTONES
from stories.outcomes.exports import SCORES
from stories.outcomes.spending.exports import EXPENSES
from views.families import family_file, listing, names, new_family
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain


def page() -> None:
    """Show the file of the family that ?family=GUID names, else the list."""
    with here() as visit:
        asked = st.query_params.get("family", "")
        if chosen := directory.family(visit.db, visit.viewer, asked) if asked else None:
            family_file.show(visit, chosen)
            return
        place.head("families", visit.viewer)
        if asked:
            st.warning(plain(_("This family is not there, or it is not one of yours.")))
        manages = visit.viewer.may(Right.MANAGE_FAMILIES)
        if manages:
            new_family.form(visit, expanded=not directory.listed(visit.db, visit.viewer, Wanted(size=1)))
        if not listing.show(visit) and not manages:
            invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
            return
        if manages:
            names.forms(visit)
        facts = (MILESTONES, SCORES, EXPENSES) if visit.viewer.may(Right.SEE_THEMES) else ()
        take_out.of_list((FAMILIES, CONSENTS, *facts), "families")
