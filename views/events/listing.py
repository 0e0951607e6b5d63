"""The events, of one family or of all; and the form for a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.events import seeing
from stories.events.exports import EVENTS
from views.events import adding
from views.parts import chosen, pages, take_out, titles
from views.parts.blocks import invite, list_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.events.seeing import Row


def show(visit: Visit, asked: str) -> None:
    """The list, the choice to see only where voices differ, and the form."""
    called = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer, Right.KEEP_FILE)}
    titles.head_of("events", visit.viewer, _("One event, several voices"), asked if asked in called else "",
                  called.get(asked, ""))
    st.caption(_("What a family, its coach and others tell of the same event stands side by side. Where they see it"
                 " differently, that is written down; nobody is put right."))
    if not called:
        invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        differing = st.toggle(_("Only where they see it differently"), key="events differing",
                              on_change=chosen.to_first, args=("events",))
        if not pages.listed("events", partial(seeing.listed, visit.db, visit.viewer, family_guid=asked,
                                              differing=differing),
                            lambda rows: list_of([_row(one) for one in rows]), search=_("Event or family"),
                            orders=seeing.ORDERS):
            st.text(_("No events yet."))
        take_out.of_list((EVENTS,), "events", {"family": asked})
    with right:
        adding.show(visit, called, asked)


def when(one: Row) -> str:
    """The day or the days of an event."""
    return " – ".join(map(days.short, filter(None, (one.starts_on, one.ends_on))))


def _row(one: Row) -> tuple[str, str, str]:
    parts = [one.family, when(one), ngettext("{n} voice", "{n} voices", one.voices).format(
        n=one.voices)]
    return f"/events?event={one.guid}", one.name, " · ".join(parts + [_("they see it differently")] * bool(one.differs))
