"""Of one family: the stories, conversations and recordings, and a coach's drafts about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.marks import listing
from pilot.access import Right
from pilot.vocabulary import courses, domains
from pilot.words import _
from stories import due
from stories.listing import stories
from views.documents import withdrawing
from views.documents.rows import rows
from views.documents.table import table
from views.parts import pages
from views.parts.blocks import actions
from views.stories import draft_list

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.listing import Story
    from views.documents.row import Row


def show(visit: Visit, family: Family) -> None:
    """What was told, last told first; who writes stories goes on from here."""
    st.subheader(_("Told"), anchor="told")
    if visit.viewer.may(Right.WRITE_STORY):
        actions([(f"/story?family={family.guid}", _("New story"))])
        draft_list.links([one for one in due.my_drafts(visit.db, visit.viewer) if one.family == family.pseudonym])
    asked = listing.Asked(families=[family.pseudonym])
    there = pages.listed("told", lambda wanted: rows(visit, wanted, asked), lambda found: _table(visit, found),
                         orders={key: listing.ORDERS[key] for key in ("told", "old", "title")}, search=_("Title"),
                         alone=False)
    if not withdrawing.not_shown(visit, family.guid) and not there:
        st.caption(_("Nothing has been told yet."))


def _table(visit: Visit, found: list[Row]) -> None:
    about = {one.guid: _about(one) for one in stories(visit.db, visit.viewer, [row.guid for row in found])}
    table(found, ("told_on", "voice", *(["state"] if visit.viewer.may(Right.CODE) else [])), about)


def _about(story: Story) -> str:
    """Course by shape and word, and the life domains."""
    return " · ".join([f"{courses.SHAPES[story.course]} {courses.name(story.course)}",
                       *map(domains.name, story.domains)])
