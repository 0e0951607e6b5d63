"""The form in which a contact is noted: our own, for it works without a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.words import _
from stories.contacts import kinds
from views.parts.module import module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.families.people import Family
    from pilot.visit import Visit

_quick = module("rode_draad_contacts", "contacts/quick.js")


def show(visit: Visit, families: Sequence[Family], chosen: Family | None) -> None:
    """The form of a coach, with the family of the address in it."""
    st.subheader(_("Note a contact"))
    _form(visit, families, chosen)


def for_coach(visit: Visit, families: Sequence[Family], chosen: Family | None) -> None:
    """The same for who is no coach, behind a click."""
    with st.expander(_("Note a contact for a coach")):
        st.caption(_("It is noted for the coach whom the family had on that day."))
        _form(visit, families, chosen)


def _form(visit: Visit, families: Sequence[Family], chosen: Family | None) -> None:
    """See stories/contacts/quick.js for what it needs to know."""
    _quick(key="quick", on_stored_change=lambda: None, data={
        "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}", "today": today(visit.db),
        "family": chosen.guid if chosen else "", "story": st.query_params.get("story", ""),
        "families": [{"guid": one.guid, "name": one.pseudonym} for one in families],
        "kinds": [(key, _(name)) for key, name in kinds.KINDS.items()], "minutes": kinds.MINUTES,
        "longest": kinds.LONGEST_MIN, "who": [(key, _(name)) for key, name in kinds.WITH.items()],
        "units": [(minutes, _(kinds.UNIT_NAMES[unit])) for unit, minutes in kinds.UNITS.items()],
        "longestNote": kinds.LONGEST_NOTE})
