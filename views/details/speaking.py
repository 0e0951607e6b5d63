"""Of Details: who speaks, asked for each label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import NotAllowed
from pilot.words import _
from texts import correcting
from texts.intake.who_is_who import Speaker
from views.details import choices
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.correcting import Details
    from views.details.choices import Choices


def show(visit: Visit, guid: str, known: Details, can: Choices, key: str) -> dict[str, Speaker]:
    """For each label who it is, with some of what is said under it."""
    st.subheader(_("Who speaks"))
    st.caption(_("Two who are the same person become one speaker, and can be parted here again. The words and the"
                 " codings stay as they are."))
    try:
        examples = correcting.examples(visit.db, visit.viewer, guid)
    except NotAllowed as error:
        st.caption(plain(error.sentence()))
        examples = {}
    now = {label: choices.moved(speaker, can) for label, speaker in known.speakers.items()}
    if other := [label for label, one in now.items() if one.person != known.speakers[label].person]:
        said = _("With the family, who this is has changed: {labels}. Check it.").format(labels=", ".join(other))
        st.info(plain(said))
    found = {}
    for label, speaker in now.items():
        found[label] = _speaker(speaker, can, key)
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
