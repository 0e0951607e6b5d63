"""All that is held on one person, as a file to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import directory
from pilot.families.people import KIND_NAMES
from pilot.safety.person_formats import PERSON_FILE
from pilot.words import _
from views.parts import place, take_out
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.families.people import Person


def page() -> None:
    """Let somebody be chosen (?person=GUID chooses beforehand), and offer the file."""
    with here() as visit:
        place.head("held", visit.viewer)
        st.markdown(_("Somebody may ask what you keep of her. This file holds it, each part with the place in the"
                      " program that keeps it: who she is, her real name, support, consents and forms, the"
                      " conversations and stories she is heard in, contacts, scores, and what else was noted of her"
                      " family."))
        st.caption(_("Her own words stand in it when you may read texts; else it says how many there are. What was"
                     " withdrawn, what is out of reach and what is scored blind is told as a number."))
        everybody = {one.guid: one for one in directory.everybody(visit.db, visit.viewer)}
        asked = st.query_params.get("person", "")
        chosen = st.selectbox(
            _("Who asks"), list(everybody), list(everybody).index(asked) if asked in everybody else None,
            format_func=lambda guid: _called(everybody[guid]), placeholder=_("Choose a person"), width=420)
        if chosen:
            take_out.menu((PERSON_FILE,), {"person": chosen})


def _called(one: Person) -> str:
    return f"{one.pseudonym} · {one.role or _(KIND_NAMES[one.kind])}"
