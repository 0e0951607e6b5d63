"""Money spent for a family: noted in a few touches, what is left of its budgets, and all of it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.families import people
from pilot.words import _
from views.parts import titles
from views.parts.blocks import invite, link
from views.parts.here import here
from views.spent import form, listing, mending, room


def page() -> None:
    """Show the expense that ?expense=GUID names, else the form and the list, of the family of ?family= or of all."""
    with here() as visit:
        if one := st.query_params.get("expense", ""):
            mending.show(visit, one)
            return
        families = people.families(visit.db, visit.viewer, Right.KEEP_FILE)
        asked = next((family for family in families if family.guid == st.query_params.get("family")), None)
        titles.head_of("spent", visit.viewer, _("Money spent"), asked.guid if asked else "",
                      asked.pseudonym if asked else "")
        if not families:
            invite(_("No families yet"), _("Here you note what was paid for a family."))
            return
        if visit.viewer.may(Right.SEE_THEMES) and not asked:
            st.html(Markup("<p>{}</p>").format(link("/money", _("All money in figures"))))
        left, right = st.columns([2, 3], gap="large")
        with left:
            if asked:
                room.show(visit, asked.guid)
            form.add(visit, families, asked)
        with right:
            listing.show(visit, asked)
