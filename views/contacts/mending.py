"""One contact: what was noted of it changed, or taken away and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from stories.contacts import kinds, listing, noting
from stories.contacts.noting import Noted
from views.parts import titles
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import back_to
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.contacts.listing import Contact

_FORM = "contact"


def show(visit: Visit, guid: str) -> None:
    """The fields as they were noted. Raises: NotFound for what is not this viewer's."""
    with titles.titled(_("Contacts")):
        was = listing.contact(visit.db, visit.viewer, guid)
    back_to(f"/contacts?family={was.family_guid}", _("Contacts"))
    st.title(plain(f"{kinds.name(was.kind)} · {was.family} · {days.short(was.on)}"))
    st.caption(plain(_("Noted for {coach}.").format(coach=was.coach)))
    if was.removed:
        st.info(_("This contact was taken away; it counts nowhere."))
        if st.button(_("Put it back")):
            attempt(lambda: noting.take_away(visit.db, visit.viewer, guid, back=True), _("It is back"))
        return
    with st.container(width=640):
        _fields(visit, was)
    if st.button(_("Take this contact away")):
        attempt(lambda: noting.take_away(visit.db, visit.viewer, guid), _("Taken away; you can put it back here."))


def _waited(was: Contact) -> int | None:
    """How many minutes the family waited for its answer, filled in as minutes, hours or days."""
    told, unit = (None, "hours") if was.waited_min is None else kinds.in_units(was.waited_min)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        many = st.number_input(_("The family waited for an answer; empty where it asked nothing"), 0, None, told,
                               key=f"waited {was.guid}", width=360)
        each = st.selectbox(_("Minutes, hours or days"), list(kinds.UNITS), list(kinds.UNITS).index(unit), width=160,
                            key=f"unit {was.guid}", format_func=lambda one: _(kinds.UNIT_NAMES[one]))
    return None if many is None else many * kinds.UNITS[each]


def _fields(visit: Visit, was: Contact) -> None:
    on = day_field(visit, _("Day"), f"on {was.guid}", past=True, day=was.on)
    kind = st.selectbox(_("What was it?"), list(kinds.KINDS), list(kinds.KINDS).index(was.kind), key=f"kind {was.guid}",
                        format_func=kinds.name)
    minutes = st.number_input(_("Minutes"), 1, kinds.LONGEST_MIN, was.minutes, key=f"minutes {was.guid}")
    who = st.multiselect(_("With whom?"), list(kinds.WITH), was.who, key=f"who {was.guid}",
                         format_func=lambda one: _(kinds.WITH[one]), placeholder=_("Choose..."))
    waited = _waited(was)
    note = st.text_input(_("A few words, without names"), was.note, max_chars=kinds.LONGEST_NOTE, autocomplete="off",
                         key=f"note {was.guid}")
    new = Noted(was.family_guid, on, kind, minutes, tuple(who), waited, note, was.story)
    sure = sure_of(_FORM)
    if st.button(_("Save"), type="primary"):
        attempt(lambda: noting.mend(visit.pilot, visit.db, visit.viewer, was.guid, new, sure=sure), _("Saved"), _FORM)
