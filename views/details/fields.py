"""Of Details: the fields, filled in with what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import voices
from pilot.words import _
from texts.correcting import Details
from views.details import choices, speaking
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str, known: Details, key: str) -> Details:
    """Show them; returns what is filled in. Who speaks follows the family that is chosen."""
    about, beside = st.columns(2, gap="large")
    with about:
        title, family, voice, days = _about(visit, known, key)
    with beside:
        can = choices.of(visit, family, {*known.persons, *(one.person for one in known.speakers.values())})
        here = f"{family} {key}"
        speakers = speaking.show(visit, guid, known, can, here)
        persons = st.multiselect(
            _("Who tells, besides the speakers"), list(can.by_guid),
            [one for one in known.persons if one in can.by_guid],
            format_func=can.name, placeholder=_("nobody"), key=f"persons {here}")
    told_on, start, end = days
    return Details(family, voice, title, told_on, start or None, end or None, tuple(persons), speakers)


def _about(visit: Visit, known: Details, key: str) -> tuple[str, str, str, tuple[str, str, str]]:
    """Title, family, voice, and told on, from and until as ISO dates, '' for none."""
    title = st.text_input(_("Title"), known.title, max_chars=120, help=_("No names of people."), key=f"title {key}")
    first, second = st.columns(2)
    families = {one.guid: one.pseudonym
                for one in people.families(visit.db, visit.viewer, right=Right.ADD_MATERIAL)}
    family = first.selectbox(_("Family"), list(families), list(families).index(known.family),
                             format_func=lambda one: families.get(one, one), key=f"family {key}")
    voice = second.selectbox(_("Who tells"), voices.VOICES, voices.VOICES.index(known.voice),
                             format_func=voices.title, key=f"voice {key}")
    columns = st.columns(3)
    with columns[0]:
        told_on = day_field(visit, _("Told on"), f"told {key}", past=True, day=known.told_on)
    with columns[1]:
        start = day_field(visit, _("What is told began on"), f"from {key}", empty=True, day=known.event_from)
    with columns[2]:
        end = day_field(visit, _("and ended on"), f"until {key}", empty=True, day=known.event_until)
    return title, family, voice, (told_on, start, end)
