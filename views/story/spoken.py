"""Saying a story instead of typing it: our recorder, which finds its place in the form, and the way to a longer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.entry import drafts
from views.parts.blocks import link
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit

_note = module("rode_draad_voice_note", "spoken/note.js")


def show(visit: Visit, draft: str) -> None:
    """The recorder for the draft with this guid."""
    _note(key=f"note-{draft}", data={"owner": drafts.owner(visit.viewer)})
    st.html(link("/record", _("Record a whole conversation")))
