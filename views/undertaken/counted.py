"""In how many families what was undertaken, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.contacts import kinds, undertaken
from views.parts.blocks import table

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """A row for each kind: families of all that count, and how many in each state; nothing where nothing is noted."""
    families, rows = undertaken.counts(visit.db, visit.viewer)
    if not rows:
        return
    table((_("What"), _("Families"), _("How it stands")), (
        (_(kinds.UNDERTAKINGS[one.kind]), _("{n} of {all}").format(n=one.families, all=families),
         " · ".join(f"{n} {_(kinds.STATES[state])}" for state, n in one.by_state.items() if n)) for one in rows))
    st.caption(_("Counted is what was undertaken, in families with support whose consent to analysing holds."))
