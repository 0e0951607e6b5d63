"""The sheet that was chosen, in the memory of this sitting only, and what was found in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import current
from stories.outcomes.from_sheets import taking

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.from_sheets.model import Looked

PICKED, _LOOKED = "sheet picked", "sheet looked"


def looked(visit: Visit, kind: str, name: str, data: bytes) -> Looked:
    """What is in the sheet; looked at once, for every tick draws the page again. Storing looks anew."""
    of = (kind, current(), hashlib.sha256(data).hexdigest())
    if st.session_state.get(_LOOKED, ("",))[0] != of:
        st.session_state[_LOOKED] = (of, taking.look(visit.pilot, visit.db, visit.viewer, kind, data, name,
                                                         home=visit.home))
    found: Looked = st.session_state[_LOOKED][1]
    return found


def forget() -> None:
    """Let go of the sheet that was chosen."""
    for one in (PICKED, _LOOKED):
        st.session_state.pop(one, None)
