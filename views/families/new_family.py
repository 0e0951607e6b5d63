"""Adding a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import people, support
from pilot.words import _
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit


def form(visit: Visit, *, expanded: bool) -> None:
    """The form of an administrator; a family that was added is opened."""
    with st.expander(_("Add a family"), expanded=expanded), st.form(fresh("new family"), border=False):
        name = st.text_input(_("Pseudonym"), help=_("Never the real name: the name of a tree, for example."))
        site = st.text_input(_("Site"), help=_("The town or district, such as {names}.").format(
            names=plain(", ".join(support.sites(visit.db, visit.viewer)) or "Emmen")))
        day = day_field(visit, _("Support started on"), "support started", "new family", past=True)
        sure = sure_of("new family")
        if st.form_submit_button(_("Add family"), type="primary"):
            attempt(lambda: _added(visit, name, day, site, sure), _("Family added"), "new family")


def _added(visit: Visit, name: str, starts_on: str, site: str, sure: tuple[str, ...]) -> None:
    """Add the family and go to it."""
    st.query_params["family"] = people.add_family(
        visit.db, visit.viewer, name, starts_on=starts_on, site=support.site_named(site),
        pilot=visit.pilot, sure=sure)
