"""Of a draft: what learning meetings changed, for who writes with a theme what was done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.words import _
from stories.learning import agreements
from stories.learning.agreements import DONE, PARTLY
from views.meeting import agreed
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """What was agreed and done, whole or in part, folded; nothing where there is none."""
    if not visit.viewer.may(Right.CHOOSE_STORIES):
        return
    done = [one for one in agreements.agreements(visit.db, visit.viewer) if one.outcome in (DONE, PARTLY)]
    if done:
        with st.expander(_("What learning meetings changed")):
            st.caption(_("It is not in the release by itself. Write it with the theme it belongs to, under what was"
                         " done with it, in words that tell of no family: who decides reads it there, and as news."))
            list_of([agreed.row(one) for one in done])
