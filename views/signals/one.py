"""One signal: what is known of it, and for who leads them the fields to send it on, answer it and bundle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.vocabulary import days
from pilot.words import _
from stories.signals import levels, listing, writing
from views.parts import titles
from views.parts.attempt import attempt
from views.parts.blocks import back_to, list_of
from views.parts.plain import plain
from views.signals import leading
from views.signals.noting import family_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.signals.listing import Signal


def show(visit: Visit, guid: str) -> None:
    """All of it that this viewer may know. Raises: NotFound."""
    with titles.titled(_("Signals")):
        found = listing.signal(visit.db, visit.viewer, guid)
    back_to("/signals", _("Signals"))
    st.title(plain(_("Signal of {day}").format(day=days.long(found.noticed_on))))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(Markup('<p class="rd-words">{}</p>').format(found.words))
        _known(found)
        _families(visit, found)
    if visit.viewer.may(Right.LEAD_SIGNALS):
        with right:
            leading.show(visit, found)


def _known(found: Signal) -> None:
    lines = [(_("Who could take it away"), _(levels.LEVELS[found.level])), (_("State"), _(levels.STATES[found.state])),
             (_("Families"), _("too few to tell") if found.families is None else str(found.families)),
             (_("Sent to"), f"{found.sent_to} · {days.short(found.sent_on)}" if found.sent_on else _("nobody yet")),
             (_("Answer"), f"{found.answer} · {days.short(found.answered_on)}" if found.answered_on else _("none yet"))]
    st.html(Markup('<dl class="rd-facts">{}</dl>').format(Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(*line) for line in lines)))
    if found.bundled:
        st.caption(_("Went up in it:"))
        list_of([("", words, "") for _guid, words in found.bundled])


def _families(visit: Visit, found: Signal) -> None:
    if not visit.viewer.may(Right.KEEP_FILE):
        return
    st.subheader(_("In which families"))
    list_of([(f"/desk?document={one.story}" if one.story else f"/families?family={one.family_guid}",
              one.family, _("in a story") if one.story else "") for one in found.about],
            _("In none that you may know of."))
    family = family_field(visit, f"link {found.guid}")
    if st.button(_("In this family, too"), disabled=not family):
        attempt(lambda: writing.link(visit.db, visit.viewer, found.guid, family), _("Saved"))
