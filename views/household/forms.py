"""Saying how a family lives from a day on, and taking away what was put in by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days, households
from pilot.words import _
from stories.file import household
from stories.file.household import MOST, Children
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def show(visit: Visit, family: Family) -> None:
    """The two forms, each behind its own head."""
    with st.expander(_("The household from a day on")), st.form(fresh(key := f"household-{family.guid}"), border=False):
        kind = st.selectbox(_("Kind of household"), households.KINDS, None, format_func=households.name,
                            placeholder=_("Choose..."))
        start = day_field(visit, _("Since"), f"{key}-from", key)
        end = day_field(visit, _("Until (if it ended)"), f"{key}-until", key, empty=True)
        children = Children(*(
            _number(label, fresh(f"{key}-{label}", key)) for label in
            (_("Children at home"), _("Children in co-parenting"), _("Children placed elsewhere"))))
        sure = sure_of(key)
        if st.form_submit_button(_("Keep this household")):
            attempt(lambda: household.add(visit.db, visit.viewer, family.guid, kind or "", start, end or None, children,
                                          sure=sure), _("Household kept"), key)
    found = {one.guid: one for one in household.over_time(visit.db, visit.viewer, family.guid)}
    if found:
        with st.expander(_("Take a household away")), st.form(fresh(key := f"unhouse-{family.guid}"), border=False):
            which = st.selectbox(_("Which one"), list(found), format_func=lambda guid: " · ".join(
                (households.name(found[guid].kind), days.short(found[guid].from_on))))
            if st.form_submit_button(_("Take away")) and which:
                attempt(lambda: household.take_away(visit.db, visit.viewer, which), _("Taken away"), key)


def _number(label: str, key: str) -> int | None:
    """A number of children; nothing where nobody said."""
    given = st.number_input(plain(label), 0, MOST, None, key=key)
    return None if given is None else int(given)
