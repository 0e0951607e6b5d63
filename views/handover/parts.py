"""The parts of a handover note to write, and the stories to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from stories.handover import writing
from stories.handover.note import PARTS, part_name
from stories.listing import stories
from views.parts import first
from views.parts.attempt import again, attempt
from views.parts.found import still
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.handover.note import Note


def begins(one: Note) -> str:
    """From when the successor may read, in words."""
    if one.open:
        return _("{who} coaches this family and reads what it agreed to.").format(who=one.successor)
    if one.starts_on:
        return _("{who} can read what the family agrees to from {date}.").format(
            who=one.successor, date=days.long(one.starts_on))
    return _("{who} does not coach this family yet. An administrator puts that down; until then nobody reads it."
             ).format(who=one.successor)


def show(visit: Visit, one: Note) -> None:
    """A field for each part, and under them the stories."""
    for kind in PARTS:
        _part(visit, one, kind)
    _stories(visit, one)
    if first.asks(_("Take this note back"), _(
            "Nobody else reads it any more. It does not come back: you would write another one."), f"back {one.guid}"):
        attempt(lambda: writing.take_back(visit.db, visit.viewer, one.guid), _("Taken back: nobody reads this note"))


def _part(visit: Visit, one: Note, kind: str) -> None:
    was = one.parts.get(kind)
    seen = was.rev if was else 0
    key = f"{one.guid} {kind} {seen}"
    text = st.text_area(part_name(kind), was.text if was else "", max_chars=writing.LONGEST, key=f"text {key}",
                        help=_("Write no real names: mother, son, the neighbour."))
    if names := still(st.session_state.get(f"names {key}", ()), text):
        st.warning(_("These words can show who somebody is: {words}. Nothing has been changed yet.").format(
            words=plain(", ".join(names))))
    anyway = bool(names) and st.checkbox(_("Keep them as they are"), key=f"anyway {key}")
    if st.button(_("Save"), key=f"save {key}"):
        attempt(lambda: _put(visit, one, kind, text, key, seen=seen, anyway=anyway), _("Saved"))


def _put(visit: Visit, one: Note, kind: str, text: str, key: str, *, seen: int, anyway: bool) -> None:
    found = writing.put(visit.pilot, visit.db, visit.viewer, one.guid, kind, text, seen=seen, anyway=anyway)
    st.session_state[f"names {key}"] = found
    if found:
        again(_("Not kept yet: look at the names"))


def _stories(visit: Visit, one: Note) -> None:
    """Which of one's own stories about the family may be read."""
    mine = {row.guid: row for row in stories(visit.db, visit.viewer) if row.family_guid == one.family_guid
            and row.coach == one.leaving}
    if not mine:
        st.caption(_("You told no story about this family yet."))
        return
    chosen = st.multiselect(
        _("Your stories that may be read"), list(mine), [row.document for row in one.stories if row.chosen],
        format_func=lambda guid: f"{mine[guid].title} ({days.short(mine[guid].told_on)})",
        key=f"stories {one.guid}")
    if st.button(_("Save the choice"), key=f"choose {one.guid}"):
        attempt(lambda: writing.choose(visit.db, visit.viewer, one.guid, chosen), _("Saved"))


