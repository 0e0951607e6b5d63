"""Families: who belongs to each, who supports it, and what its people consented to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people, support
from pilot.words import _
from views.families import consents, members, periods
from views.parts import place
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import invite
from views.parts.day_field import day_field
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def page() -> None:
    """Choose a family (also with ?family=GUID); see and, by role, change what is known of it."""
    with here() as visit:
        place.head("families", visit.viewer)
        found = people.families(visit.db, visit.viewer)
        manages = visit.viewer.may(Right.MANAGE_FAMILIES)
        if manages:
            _new(visit, expanded=not found)
        if not found:
            if not manages:
                invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
            return
        family = _chosen(found)
        periods.show(visit, family)
        members.show(visit, family)
        consents.show(visit, family)


def _chosen(found: list[Family]) -> Family:
    by_guid = {family.guid: family for family in found}
    asked = st.query_params.get("family", "")
    first = list(by_guid).index(asked) if asked in by_guid else 0
    guid = st.selectbox(_("Family"), list(by_guid), index=first, format_func=lambda g: by_guid[g].pseudonym)
    if guid != asked:
        st.query_params["family"] = guid
    return by_guid[guid]


def _new(visit: Visit, *, expanded: bool) -> None:
    with st.expander(_("Add a family"), expanded=expanded), st.form(fresh("new family"), border=False):
        name = st.text_input(_("Pseudonym"), help=_("Never the real name: the name of a tree, for example."))
        site = st.text_input(_("Site"), help=_("The town or district, such as {names}.").format(
            names=", ".join(support.sites(visit.db, visit.viewer)) or "Emmen"))
        day = day_field(visit, _("Support started on"), "support started", past=True)
        sure = sure_of("new family")
        if st.form_submit_button(_("Add family"), type="primary"):
            attempt(lambda: _added(visit, name, day, site, sure), _("Family added"), "new family")


def _added(visit: Visit, name: str, starts_on: str, site: str, sure: tuple[str, ...]) -> None:
    """Add the family and go to it."""
    st.query_params["family"] = people.add_family(
        visit.db, visit.viewer, name, starts_on=starts_on, site=support.site_named(site),
        pilot=visit.pilot, sure=sure)
