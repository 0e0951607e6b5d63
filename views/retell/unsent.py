"""What was changed in the fields of a story and is not kept yet: this browser holds it until it is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pilot import dates
from pilot.errors import BadInput
from pilot.store.files import new_guid
from pilot.vocabulary import courses
from pilot.words import _
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.retelling import Told

LONGEST_TITLE = 200
TYPED = ("title", "text")  # sent when they are left, so the browser keeps them as they are typed
_DAYS = ("told_on", "event_from", "event_until")
_FIELDS = (*TYPED, *_DAYS, "course")
_KEY, _BACK, _FORGET, _BEGUN = "unsent", "back ", "forget ", "begun"
_kept = module("rode_draad_unsent", "static/unsent.js")


def begin(guid: str, was: Told) -> Told:
    """What the fields begin with: what is stored, with what an ended sitting or a closed window left here."""
    back = st.session_state.get(_BACK + guid)
    if not back:
        return was
    st.info(_("What you changed here before and had not kept is back in the fields."))
    st.button(_("Begin again from the story as it is"), on_click=forget, args=(guid,))
    return replace(was, **back)


def watch(visit: Visit, guid: str, was: Told, now: Told, is_new: bool) -> None:
    """Below the fields: have the browser hold what differs from what is stored, and hand back what it held.

    Args:
        is_new: the fields begin with this run; then what the browser holds goes before what they show.
    """
    if is_new:
        st.session_state[_BEGUN] = new_guid()
    _kept(key=_KEY, data={
        "kind": "retold", "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}", "guid": guid,
        "stored": _values(was), "shown": _values(now), "typed": TYPED,
        "begun": st.session_state[_BEGUN],
        "forget": bool(st.session_state.pop(_FORGET + guid, False)),
    }, on_kept_change=lambda: _take_back(guid))


def forget(guid: str) -> None:
    """What was changed in this story is stored, or thrown away: the browser forgets it once the page is drawn again."""
    st.session_state[_FORGET + guid] = True
    st.session_state.pop(_BACK + guid, None)


def _values(told: Told) -> dict[str, str]:
    return {field: getattr(told, field) or "" for field in _FIELDS}


def _take_back(guid: str) -> None:
    kept = st.session_state[_KEY]["kept"]
    st.session_state[_BACK + guid] = {field: value or ("" if field in TYPED else None) for field, value in
                                      (kept.items() if isinstance(kept, dict) else ()) if _fits(field, value)}


def _fits(field: str, value: object) -> bool:
    """Whether there is a field that can show it: what a browser holds may have been made by anybody."""
    if field not in _DAYS or not value:
        fits = {"title": len(str(value)) <= LONGEST_TITLE, "course": value in courses.COURSES}
        return isinstance(value, str) and fits.get(field, field in ("text", *_DAYS[1:]))
    with suppress(BadInput):
        return dates.check_date(str(value)) == value
    return False
