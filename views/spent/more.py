"""What can be said of an expense besides: when the family asked, a few words, and a story that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from coding.marks import listing
from pilot.paging import EVERYTHING, Wanted
from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes.spending import kinds
from views.parts.attempt import fresh
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.spending.listing import Spent


class More(NamedTuple):
    """asked_on: ISO or None. note: words. story: guid of a document, '' for none."""

    asked_on: str | None
    note: str
    story: str


def fields(visit: Visit, key: str, called: str, was: Spent | None) -> More:
    """The fields, folded away; `called`: pseudonym of the family."""
    begin = was.story if was else st.query_params.get("story", "")
    with st.expander(_("When it was asked, and a few words"),
                     expanded=bool(begin or (was and (was.asked_on or was.note)))):
        asked = day_field(visit, _("The family asked on"), f"asked on {key}", key, past=True, empty=True,
                          day=was.asked_on if was else None)
        note = st.text_input(_("A few words, without names"), was.note if was else "", max_chars=kinds.LONGEST_NOTE,
                             autocomplete="off", key=fresh(f"note {key}", key))
        told = _stories(visit, called)
        story = st.selectbox(_("A story that tells of it (if any)"), list(told),
                             list(told).index(begin) if begin in told else None, placeholder=_("none"),
                             format_func=lambda guid: told[guid], key=fresh(f"story {called} {key}", key))
    return More(asked or None, note, story or "")


def _stories(visit: Visit, called: str) -> dict[str, str]:
    """By guid the title and day of each story of the family that this viewer may know of, last told first."""
    found = listing.listed(visit.db, visit.viewer, Wanted(order="told", size=EVERYTHING),
                           listing.Asked(families=[called]))
    return {one.guid: f"{one.title} · {days.short(one.told_on)}" for one in found if one.kind == "story"}
