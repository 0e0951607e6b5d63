"""Conversations: one list of every text and recording this viewer may know of, with how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.exports import QUOTES, SEGMENTS
from pilot.access import Right
from pilot.words import _, ngettext
from views.documents import filters, withdrawing
from views.documents.rows import rows
from views.documents.table import table
from views.parts import place, take_out
from views.parts.blocks import actions, invite
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit


COLUMNS = ("family", "told_on", "voice", "size", "state")


def page() -> None:
    """Show the list with filters; each text opens at the desk, each recording where it is written out."""
    with here() as visit:
        place.head("documents", visit.viewer)
        found = rows(visit)
        if not found:
            _empty(visit)
            withdrawing.not_shown(visit)
            return
        _ways(visit)
        states = visit.viewer.may(Right.CODE) or visit.viewer.may(Right.PREPARE)
        shown = filters.choose(found, states=states)
        said = ngettext("{n} text or recording", "{n} texts and recordings", len(shown))
        st.caption(said.format(n=len(shown)))
        withdrawing.not_shown(visit)
        if not shown:
            st.write(_("Nothing fits all that you chose. Take a choice away."))
        else:
            table(shown, COLUMNS if states else COLUMNS[:-1])
        if visit.viewer.may(Right.CODE):
            take_out.menu((SEGMENTS, QUOTES))
        withdrawing.form(visit, [row for row in found if row.kind != "recording"])


def _ways(visit: Visit) -> None:
    """Bringing something in, and writing recordings out."""
    ways = [("/add", _("Add"), Right.ADD_MATERIAL), ("/work", _("Transcribe"), Right.TRANSCRIBE)]
    if theirs := [(href, text) for href, text, right in ways if visit.viewer.may(right)]:
        actions(theirs)


def _empty(visit: Visit) -> None:
    text = _("Here you will find every conversation and story, with what has been coded in it.")
    if visit.viewer.may(Right.ADD_MATERIAL):
        invite(_("No conversations yet"), text, "/add", _("Add the first ones"))
    else:
        invite(_("No conversations yet"), _("Here you will find what you have told yourself, story by story."),
               *(("/story", _("Write a story")) if visit.viewer.may(Right.WRITE_STORY) else ()))
