"""Words of the register in what somebody types about an event: told first, and kept when she says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import BadInput
from pilot.words import N_, _
from views.parts.attempt import fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES = N_("These words can show who somebody is: {words}. Nothing has been kept yet.")


def ask(form: str) -> bool:
    """In a form that found some: which, and whether to keep them; False where it found none."""
    found = st.session_state.get(_key(form), ())
    if not found:
        return False
    st.warning(_(_NAMES).format(words=plain(", ".join(found))))
    return st.checkbox(_("Keep them all the same"), key=f"anyway {_key(form)}")


def keep(form: str, do: Callable[[], tuple[str, ...]]) -> None:
    """Do what the form asks; where words were found the page is drawn anew with the question, and what was filled in
    stays."""
    found = do()
    before, st.session_state[_key(form)] = st.session_state.get(_key(form)), found
    if found and found != before:
        st.rerun()
    if found:
        raise BadInput(_NAMES, words=", ".join(found))


def told(form: str) -> str:
    """What is said when it was done."""
    st.session_state.pop(_key(form), None)
    return _("Kept.")


def _key(form: str) -> str:
    return f"names {fresh(form)}"
