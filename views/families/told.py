"""Of one family: the stories, conversations and recordings, and a coach's drafts about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from pilot.access import Right
from pilot.vocabulary import courses, domains
from pilot.words import _
from stories import due
from stories.listing import stories
from views.documents.rows import rows
from views.documents.table import table
from views.parts.blocks import actions
from views.stories import draft_list

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def show(visit: Visit, family: Family) -> None:
    """What was told, last told first; who writes stories goes on from here."""
    st.subheader(_("Told"))
    if visit.viewer.may(Right.WRITE_STORY):
        actions([(f"/story?family={family.guid}", _("New story"))])
        draft_list.links([one for one in due.my_drafts(visit.db, visit.viewer) if one["family"] == family.pseudonym])
    found = [row for row in rows(visit) if row.family_guid == family.guid]
    if not found:
        st.caption(_("Nothing has been told yet."))
        return
    about = {str(one["guid"]): _about(one) for one in stories(visit.db, visit.viewer)}
    table(found, ("told_on", "voice", *(["state"] if visit.viewer.may(Right.CODE) else [])), about)


def _about(story: dict[str, object]) -> str:
    """Course by shape and word, and the life domains."""
    course, about = str(story["course"]), cast("list[str]", story["domains"])
    return " · ".join([f"{courses.SHAPES[course]} {courses.name(course)}", *map(domains.name, about)])
