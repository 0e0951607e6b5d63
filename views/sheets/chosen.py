"""The sheet that was chosen, in the memory of this sitting only, and what was found in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import current
from stories.outcomes.from_sheets import faults, taking

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.from_sheets.model import Looked

PICKED, _LOOKED, _FAULTS = "sheet picked", "sheet looked", "sheet faults made"


def looked(visit: Visit, kind: str, name: str, data: bytes) -> Looked:
    """What is in the sheet; looked at once, for every tick draws the page again. Storing looks anew."""
    of = (kind, current(), hashlib.sha256(data).hexdigest())
    if st.session_state.get(_LOOKED, ("",))[0] != of:
        st.session_state[_LOOKED] = (of, taking.look(visit.pilot, visit.db, visit.viewer, kind, data, name,
                                                         home=visit.home))
    found: Looked = st.session_state[_LOOKED][1]
    return found


def faults_of(looked: Looked, name: str) -> dict[str, str]:
    """The file with what is wrong, made once for a sheet."""
    if st.session_state.get(_FAULTS, (None,))[0] is not looked:
        st.session_state[_FAULTS] = (looked, faults.packed(looked.faults, name))
    found: dict[str, str] = st.session_state[_FAULTS][1]
    return found


def forget() -> None:
    """Let go of the sheet that was chosen."""
    for one in (PICKED, _LOOKED, _FAULTS):
        st.session_state.pop(one, None)
