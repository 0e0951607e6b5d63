"""Stories: a coach's drafts and stories, or every story of the pilot for evaluators; by family, with its timeline."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.marks.progress import Progress, progress
from pilot.access import Right, three_states
from pilot.families import people
from pilot.words import _
from stories import due
from stories.exports import STORIES
from stories.listing import ORDERS, by_family
from texts import hidden
from themes.came_of import came_of
from views.documents import withdrawing
from views.parts import pages, take_out, titles
from views.parts.blocks import card, link, list_html
from views.parts.here import here
from views.stories import remarks
from views.stories.draft_list import draft_list, save_leftovers

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.listing import Place


def page() -> None:
    """Show drafts first, then the stories by family; of one alone where the address names it (?family=GUID)."""
    with here() as visit:
        asked = st.query_params.get("family", "")
        called = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer, Right.SEE_TIMELINE)}
        titles.head_of("stories", visit.viewer, _("Stories"), asked if asked in called else "", called.get(asked, ""))
        if not asked and visit.viewer.may(Right.WRITE_STORY) and visit.viewer.coach_id is not None:
            card(_("What did you see?"), _("Write it down while it is fresh; it is saved while you type."), "/story",
                 _("New story"))
            save_leftovers(visit)
            draft_list(visit, due.my_drafts(visit.db, visit.viewer))
        _by_family(visit, asked)


def _by_family(visit: Visit, asked: str) -> None:
    """Every family this viewer knows, or the one that is asked for, with its stories, last told first."""
    withdrawing.not_shown(visit, asked or None, "story")
    pages.listed("stories", lambda wanted: by_family(visit.db, visit.viewer, wanted, asked),
                 lambda found: _sections(visit, found), orders=ORDERS, search=_("Family or title"))
    take_out.of_list((STORIES,), "stories", {"family": asked})


def _sections(visit: Visit, found: list[Place]) -> None:
    """Stories that follow each other and are of one family, under its name."""
    guids = [one.story.guid for one in found if one.story]
    far = progress(visit.db, visit.viewer, guids)
    of = came_of(visit.db, visit.viewer, guids) if visit.viewer.may(Right.WRITE_STORY) else {}
    sections = Markup()
    for (name, guid), places in groupby(found, key=lambda one: (one.family, one.family_guid)):
        links = [(f"/desk?document={story.guid}", story.title, remarks.of_story(
            visit, story, far.get(story.guid, Progress()), of.get(story.guid)))
            for story in (one.story for one in places) if story]
        told = list_html(links) if links else Markup('<p class="rd-soft">{}</p>').format(_none(visit, guid))
        sections += Markup("<section><h2>{}</h2>{}</section>").format(link(f"/families?family={guid}", name), told)
    st.html(Markup('<div class="rd-sections">{}</div>').format(sections))


def _none(visit: Visit, family: str) -> str:
    return " ".join(three_states.stories(hidden.counted(visit.db, visit.viewer, family, "story"))) or _("No story yet.")
