"""Of Details: the fields, filled in with what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.errors import NotAllowed
from pilot.families import people
from pilot.vocabulary import voices
from pilot.words import _
from texts import correcting
from texts.correcting import Details
from texts.intake.who_is_who import Speaker
from views.details import choices
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from views.details.choices import Choices


def show(visit: Visit, guid: str, known: Details, key: str) -> Details:
    """Show them; returns what is filled in. Who speaks follows the family that is chosen."""
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
    can = choices.of(visit, family, {*known.persons, *(one.person for one in known.speakers.values())})
    here = f"{family} {key}"
    speakers = _speakers(visit, guid, known, can, here)
    persons = st.multiselect(
        _("Who tells, besides the speakers"), list(can.by_guid), [one for one in known.persons if one in can.by_guid],
        format_func=can.name, placeholder=_("nobody"), key=f"persons {here}")
    return Details(family, voice, title, told_on, start or None, end or None, tuple(persons), speakers)


def _speakers(visit: Visit, guid: str, known: Details, can: Choices, key: str) -> dict[str, Speaker]:
    """For each label who it is, with some of what is said under it."""
    st.subheader(_("Who speaks"))
    st.caption(_("Two who are the same person become one speaker, and can be parted here again. The words and the"
                 " codings stay as they are."))
    try:
        examples = correcting.examples(visit.db, visit.viewer, guid)
    except NotAllowed as error:
        st.caption(plain(error.sentence()))
        examples = {}
    found = {}
    for label, speaker in known.speakers.items():
        found[label] = _speaker(choices.moved(speaker, can), can, key)
        if label in examples:
            st.caption(f"“{plain(examples[label])}”")
    return found


def _speaker(now: Speaker, can: Choices, key: str) -> Speaker:
    options = choices.who_it_can_be(can, now)
    label = now.label or _("(no speaker named)")
    voice, person = st.selectbox(
        _("Who is {label}?").format(label=plain(label)), list(options), list(options).index((now.voice, now.person)),
        format_func=lambda one: options.get(one, ""), key=f"speaker {now.label} {key}")
    return Speaker(now.label, voice, person)
