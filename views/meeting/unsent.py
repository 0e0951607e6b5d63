"""Of learning meetings: what was typed and is not saved yet; this browser holds it until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from pilot.store.files import new_guid
from stories.choose.leading import LONGEST_QUESTION
from stories.learning.meetings import LONGEST_LEARNT
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.learning.meetings import Meeting

_SEEN, _FORGET, _BEGUN, _KEY, _BACK = "seen ", "forget minutes ", "begun minutes", "unsent-minutes", "back minutes "
_kept = module("rode_draad_minutes", "static/unsent.js")


class Seen(NamedTuple):
    """What the fields are made of: the revision they go on from, their words, and what another wrote since."""

    revision: int
    present: str
    learnt: str
    theirs: str = ""


def seen(found: Meeting) -> Seen:
    """Of a meeting: as it was when its fields were filled last, with what this browser held."""
    kept: Seen = st.session_state.setdefault(_SEEN + found.guid, Seen(found.revision, found.present, found.learnt))
    return kept


def keep(guid: str, now: Seen) -> None:
    """The fields go on from this from now on."""
    st.session_state[_SEEN + guid] = now


def forget(guid: str) -> None:
    """What was typed is saved: the browser forgets it once the page is drawn again."""
    st.session_state.pop(_SEEN + guid, None)
    st.session_state.pop(_BACK + guid, None)
    st.session_state[_FORGET + guid] = True


def is_back(guid: str) -> bool:
    """Whether the fields hold what was left here unsaved before."""
    return bool(st.session_state.get(_BACK + guid))


def watch(visit: Visit, found: Meeting, revision: int, now: tuple[str, str], *, is_new: bool) -> None:
    """Below the fields: have the browser hold what differs from what is stored, and hand back what it held.

    Args:
        now: who is there and what we learn, as the fields have it. is_new: the fields begin with this run.
    """
    if is_new:
        st.session_state[_BEGUN] = new_guid()
    _kept(key=_KEY, data={
        "kind": "minutes", "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}", "guid": found.guid,
        "base": str(revision), "stored": {"present": found.present, "learnt": found.learnt},
        "shown": dict(zip(("present", "learnt"), now, strict=True)), "typed": ("present", "learnt"),
        "begun": st.session_state[_BEGUN], "forget": bool(st.session_state.pop(_FORGET + found.guid, False)),
    }, on_kept_change=lambda: _take_back(found))


def _take_back(found: Meeting) -> None:
    """What a browser holds may have been made by anybody: only texts that fit, of a revision there was."""
    kept = st.session_state[_KEY]["kept"]
    held = {key: str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}
    base = held.get("base", "")
    present, learnt = held.get("present", found.present), held.get("learnt", found.learnt)
    if base.isdecimal() and 0 < int(base) <= found.revision and len(present) <= LONGEST_QUESTION and len(
            learnt) <= LONGEST_LEARNT:
        keep(found.guid, Seen(int(base), present, learnt))
        st.session_state[_BACK + found.guid] = True
