"""Of Today: texts that may hold names, for who prepares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from texts import preparing
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def to_prepare(visit: Visit) -> None:
    """Texts that may hold names, for who prepares them; nothing when there are none."""
    waiting = preparing.to_prepare(visit.db, visit.viewer)
    if waiting:
        st.subheader(_("Texts to prepare"))
        list_of([(f"/prepare?document={one.guid}", one.title, f"{one.family} · {days.short(one.told_on)}")
                 for one in waiting], "", more="/prepare")
