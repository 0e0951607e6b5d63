"""Rounds of measuring: which there are, a new one, and one to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import of_rows
from pilot.words import _
from stories.outcomes import waves
from views.outcomes import doors
from views.parts import pages, place
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import invite, table
from views.parts.cells import headed
from views.parts.here import here
from views.waves import fields

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.waves import Known


def page() -> None:
    """The list left, the forms right; on a phone one under the other."""
    with here() as visit:
        place.head("waves", visit.viewer)
        doors.show(visit, "waves")
        known = waves.known(visit.db, visit.viewer)
        left, right = st.columns([3, 2], gap="large")
        with left:
            if not pages.listed("waves", lambda wanted: of_rows(known, _called, wanted), _table,
                                search=_("Name, or when")):
                invite(_("No round of measuring yet"), _("Say when families are measured: at the start, after so many"
                                                         " months, in a spring, at the end."))
        with right:
            with st.expander(_("Add a round of measuring"), expanded=not known), st.container(key=fresh("new wave")):
                new, sure = fields.form(visit, "new wave", None, len(known) + 1), sure_of("new wave")
                if st.button(_("Add"), type="primary", key="add wave"):
                    attempt(lambda: waves.add(visit.db, visit.viewer, new, sure=sure), _("Added."), "new wave")
            if known:
                with st.expander(_("Change a round of measuring")):
                    _change(visit, known)


def _called(one: Known) -> str:
    return f"{one.label} {fields.when(one)}"


def _table(found: list[Known]) -> None:
    table((_("Round"), _("When"), _("Families scored")), (
        (one.label, headed(_("When"), fields.when(one)), headed(_("Families scored"), str(one.families)))
        for one in found), "rd-stack")


def _change(visit: Visit, known: list[Known]) -> None:
    by = {one.guid: one for one in known}
    guid = str(st.selectbox(_("Round"), list(by), key="wave", format_func=lambda one: by[one].label))
    form = f"wave {guid}"
    new, sure = fields.form(visit, form, by[guid], list(by).index(guid) + 1), sure_of(form)
    if st.button(_("Save"), type="primary", key=f"save {guid}"):
        attempt(lambda: waves.change(visit.db, visit.viewer, guid, new, sure=sure), _("Saved"), form)
    if not by[guid].families and st.button(_("Take this round away"), key=f"remove {guid}"):
        attempt(lambda: waves.remove(visit.db, visit.viewer, guid), _("Taken away."), form)
