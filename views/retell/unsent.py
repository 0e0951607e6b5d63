"""Words written in the field and not kept yet: this browser holds them until they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORGET = "forget "
_kept = module("rode_draad_unsent", "static/unsent.js")


def field(visit: Visit, guid: str, key: str, stored: str) -> str:
    """The field of the story, with the words put back that an ended sitting or a closed window left in this browser."""
    st.session_state.setdefault(key, stored)
    message = st.container()
    kept = _kept(key="unsent", data={
        "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}", "guid": guid, "stored": stored,
        "shown": st.session_state[key], "forget": bool(st.session_state.pop(_FORGET + guid, False)),
    }, on_kept_change=lambda: None).kept
    if kept and isinstance(kept.get("text"), str):
        st.session_state[key] = kept["text"]
        st.session_state[f"back {key}"] = True
    if st.session_state.get(f"back {key}"):
        with message:
            st.info(_("What you wrote here before and had not kept is back in the field."))
            st.button(_("Begin again from the story as it is"), on_click=lambda: st.session_state.update(
                {key: stored, f"back {key}": False, _FORGET + guid: True}))
    with st.container(key="unsent-field"):
        return st.text_area(_("Your story"), height=420, key=key,
                            help=_("Write no real names: mother, son, the neighbour."))


def forget(guid: str) -> None:
    """What was written about this story is stored: the browser forgets it once the page is drawn again."""
    st.session_state[_FORGET + guid] = True
