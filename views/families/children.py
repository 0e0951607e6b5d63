"""Of one family: when each child turns 16, from which day on it consents itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import guardians, people
from pilot.words import _
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def form(visit: Visit, family: Family) -> None:
    """Fill in or take away the day on which a child turns 16; less than a birth date is kept."""
    children = [one for one in people.persons(visit.db, visit.viewer, family.guid) if one.kind == "child"]
    st.caption(_("Until that day a parent or guardian consents. Leave the day empty when it is not known."))
    if not children:
        st.text(_("There are no children in this family."))
        return
    with st.form(fresh(key := f"children-{family.guid}"), border=False):
        who = st.selectbox(_("Which child"), children, format_func=lambda p: p.pseudonym)
        day = day_field(visit, _("Turns 16 on"), f"turns-{family.guid}", key, empty=True)
        sure = sure_of(key)
        if st.form_submit_button(_("Keep this day")) and who:
            attempt(lambda: guardians.set_turns_16(visit.db, visit.viewer, who.guid, day, sure=sure), _("Day kept"),
                    key)
