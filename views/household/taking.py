"""Taking a line or an earlier generation out of the drawing of a family's generations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.file import kin
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def form(visit: Visit, family: Family, lines: dict[str, str], earlier: dict[str, str]) -> None:
    """Choose one; `lines` and `earlier` by guid in words."""
    with st.expander(_("Take a line or somebody away")), st.form(fresh(key := f"untie-{family.guid}"), border=False):
        which = st.selectbox(_("Which one"), [*lines, *earlier], format_func=lambda guid: (lines | earlier)[guid])
        if st.form_submit_button(_("Take away")) and which:
            attempt(lambda: kin.untie(visit.db, visit.viewer, family.guid, which) if which in lines else
                    kin.take_away(visit.db, visit.viewer, which), _("Taken away"), key)
