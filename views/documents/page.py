"""Conversations: one list of every text and recording this viewer may know of, with how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.exports import QUOTES, SEGMENTS
from coding.list_files import DOCUMENTS
from coding.marks import listing
from pilot.access import Right
from pilot.paging import Wanted
from pilot.words import _, ngettext
from views.documents import filters, withdrawing
from views.documents.rows import rows
from views.documents.table import table
from views.parts import chosen, pages, place, take_out
from views.parts.blocks import actions, invite
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit
    from views.documents.row import Row

COLUMNS = ("family", "told_on", "voice", "size", "state")


def page() -> None:
    """Show the list with filters; each text opens at the desk, each recording where it is written out."""
    with here() as visit:
        place.head("documents", visit.viewer)
        if not rows(visit, Wanted(size=1)).total:
            _empty(visit)
            withdrawing.not_shown(visit)
            return
        _ways(visit)
        states = visit.viewer.may(Right.CODE) or visit.viewer.may(Right.PREPARE)
        asked = filters.choose(visit, states=states)
        withdrawing.not_shown(visit)
        shown: list[Row] = []

        def show(found: list[Row]) -> None:
            shown.extend(found)
            table(found, COLUMNS if states else COLUMNS[:-1])

        some = pages.listed(filters.LIST, lambda wanted: rows(visit, wanted, asked), show, orders=listing.ORDERS,
                            search=_("Title or family"), said=_counted)
        if not some:
            st.write(_("Nothing fits all that you chose. Take a choice away."))
        more = (SEGMENTS, QUOTES) if visit.viewer.may(Right.CODE) else ()
        now = chosen.wanted(filters.LIST)
        take_out.menu((DOCUMENTS, *more), {**asked.query(now.search), "order": now.order})
        withdrawing.form(visit, [row for row in shown if row.kind != "recording"])


def _counted(n: int) -> str:
    return ngettext("{n} text or recording", "{n} texts and recordings", n).format(n=n)


def _ways(visit: Visit) -> None:
    """Bringing something in, and writing recordings out."""
    ways = [("/add", _("Add"), Right.ADD_MATERIAL), ("/record", _("Record"), Right.ADD_MATERIAL),
            ("/work", _("Transcribe"), Right.TRANSCRIBE)]
    if theirs := [(href, text) for href, text, right in ways if visit.viewer.may(right)]:
        actions(theirs)


def _empty(visit: Visit) -> None:
    text = _("Here you will find every conversation and story, with what has been coded in it.")
    if visit.viewer.may(Right.ADD_MATERIAL):
        invite(_("No conversations yet"), text, "/add", _("Add the first ones"))
    else:
        invite(_("No conversations yet"), _("Here you will find what you have told yourself, story by story."),
               *(("/story", _("Write a story")) if visit.viewer.may(Right.WRITE_STORY) else ()))
