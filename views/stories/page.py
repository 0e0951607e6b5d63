"""Stories: a coach's drafts and stories, or every story of the pilot for evaluators; by family, with its timeline."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

import streamlit as st

from coding.marks.progress import FINISHED, with_coders, with_progress
from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import courses, days, domains
from pilot.words import _, ngettext
from stories import due
from stories.listing import stories
from views.parts import place
from views.parts.blocks import card, list_html
from views.parts.here import here
from views.stories.draft_list import draft_list, save_leftovers

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def page() -> None:
    """Show drafts first, then the stories by family."""
    with here() as visit:
        place.head("stories", visit.viewer)
        if visit.viewer.may(Right.WRITE_STORY) and visit.viewer.coach_id is not None:
            card(_("What did you see?"), _("Write it down while it is fresh; it is saved while you type."), "/story",
                 _("New story"))
            save_leftovers(visit)
            draft_list(visit, due.my_drafts(visit.db, visit.viewer))
        _by_family(visit)


def _by_family(visit: Visit) -> None:
    """Every family this viewer knows, with its stories, last told first."""
    rows = with_progress(visit.db, visit.viewer, stories(visit.db, visit.viewer))
    rows = with_coders(visit.db, visit.viewer, rows)
    sections = "".join(_section(visit, family, [row for row in rows if row["family_guid"] == family.guid])
                       for family in people.families(visit.db, visit.viewer, Right.SEE_TIMELINE))
    st.html(f'<div class="rd-sections">{sections}</div>')


def _section(visit: Visit, family: Family, rows: list[dict[str, object]]) -> str:
    head = f'<h2><a href="/families?family={family.guid}" target="_self">{escape(family.pseudonym)}</a></h2>'
    links = [(f"/desk?document={row['guid']}", str(row["title"]), _remark(visit, row)) for row in rows]
    told = list_html(links) if links else f'<p class="rd-soft">{escape(_("No story yet."))}</p>'
    return f'<section>{head}{told}</section>'


def _remark(visit: Visit, row: dict[str, object]) -> str:
    """Course by shape and word, life domains, when it was told, and how far the coding is for who codes."""
    course, chosen = str(row["course"]), cast("list[str]", row["domains"])
    parts = [f"{courses.SHAPES[course]} {courses.name(course)}"]
    if chosen:
        parts.append(", ".join(map(domains.name, chosen)))
    parts.append(days.short(str(row["told_on"])))
    if row["unasked"]:
        parts.append(_("no consent recorded"))
    if visit.viewer.may(Right.CODE):
        coders = int(str(row["coders"]))
        if not row["readable"]:
            parts.append(_("real names still have to be taken out"))
        elif row["mine"] in FINISHED:
            parts.append(_("done by you") if row["mine"] == "done" else _("done by you under an earlier codebook"))
        else:
            parts.append(ngettext("coded by {n} coder", "coded by {n} coders", coders).format(n=coders) if coders
                         else _("not coded yet"))
    return " · ".join(parts)
