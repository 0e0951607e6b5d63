"""Of Details: what is known of a recording that has no text yet, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import days, voices
from pilot.words import _
from texts import correcting_recordings
from texts.correcting_recordings import Facts
from texts.documents import sha256_of
from views.details import choices
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import list_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """The fields of the recording, filled in with what is known, and the button that stores them."""
    known = correcting_recordings.facts(visit.db, visit.viewer, guid)
    st.subheader(_("Recording of {date}").format(date=days.short(known.recorded_on)))
    list_of([(f"/work?recording={guid}", _("Write it out"), "")])
    key = f"{guid} {sha256_of(repr(known))[:8]}"
    new = _fields(visit, known, key)
    sure = sure_of(key)
    if st.button(_("Save the changes"), type="primary"):
        attempt(lambda: correcting_recordings.change(visit.db, visit.viewer, guid, new, sure=sure), _("Changed"),
                key)


def _fields(visit: Visit, known: Facts, key: str) -> Facts:
    first, second, third = st.columns(3)
    families = {one.guid: one.pseudonym
                for one in people.families(visit.db, visit.viewer, right=Right.ADD_MATERIAL)}
    family = first.selectbox(_("Family"), list(families), list(families).index(known.family),
                             format_func=lambda one: families.get(one, one), key=f"family {key}")
    voice = second.selectbox(_("Who tells"), voices.VOICES, voices.VOICES.index(known.voice),
                             format_func=voices.title, key=f"voice {key}")
    with third:
        recorded_on = day_field(visit, _("Recorded on"), f"told {key}", past=True, day=known.recorded_on)
    can = choices.of(visit, family, set(known.persons))
    persons = st.multiselect(
        _("Who is heard"), list(can.by_guid), [one for one in known.persons if one in can.by_guid],
        format_func=can.name, placeholder=_("nobody"), key=f"persons {family} {key}")
    return Facts(family, voice, recorded_on, tuple(persons))
