"""Erasing for good: what would go with something, and asking for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import directory
from pilot.paging import EVERYTHING, Wanted
from pilot.safety.record_sets import Subject
from pilot.words import _
from views.erase import before, preview
from views.parts import place
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show what would go with what ?kind=&guid= names; without it what can be chosen, and what was erased."""
    with here() as visit:
        place.head("erase", visit.viewer)
        subject = Subject(st.query_params.get("kind", ""), st.query_params.get("guid", ""))
        if subject.guid:
            preview.show(visit, subject)
        else:
            _choose(visit)
        going = before.show(visit)
    if going:
        before.follow(going, here)


def _choose(visit: Visit) -> None:
    st.markdown(_("Erasing is for good: nobody brings it back, and a backup that is restored loses it again. Choose a"
                  " family or a person and look at all that would go. A text, a recording or an account you choose from"
                  " what is past its period."))
    families = directory.listed(visit.db, visit.viewer, Wanted(size=EVERYTHING))
    choices = [(Subject("family", one.guid), _("Family {family}").format(family=one.pseudonym)) for one in families]
    choices += [(Subject("person", one.guid), f"{one.pseudonym} · {one.role}")
                for one in directory.everybody(visit.db, visit.viewer)]
    called = dict(choices)
    chosen = st.selectbox(_("What is to be erased"), list(called), None, format_func=called.__getitem__,
                          placeholder=_("Choose a family or a person"), width=420)
    if chosen:
        preview.show(visit, chosen)
