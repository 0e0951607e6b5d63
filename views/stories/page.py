"""Stories: a coach's drafts and stories, or every story of the pilot for evaluators; by family, with its timeline."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

import streamlit as st

from coding.marks.progress import with_progress
from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import courses, days, domains
from pilot.words import _, ngettext
from stories import due
from stories.listing import stories
from views.parts import place
from views.parts.blocks import card, list_of
from views.parts.here import here
from views.stories.draft_list import draft_list, save_leftovers

if TYPE_CHECKING:
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
    """Every family this viewer knows, with its stories and its timeline."""
    found = with_progress(visit.db, visit.viewer, stories(visit.db, visit.viewer))
    rows = sorted(found, key=lambda row: str(row["family"]).casefold())
    told = {family: list(found) for family, found in groupby(rows, key=lambda row: str(row["family"]))}
    for family in people.families(visit.db, visit.viewer, Right.SEE_TIMELINE):
        found = sorted(told.get(family.pseudonym, []), key=lambda row: str(row["told_on"]), reverse=True)
        st.subheader(family.pseudonym)
        count = ngettext("{n} story", "{n} stories", len(found)).format(n=len(found))
        list_of([(f"/timeline?family={family.guid}", _("Timeline of {family}").format(family=family.pseudonym), count)],
                "")
        list_of([(f"/desk?document={row['guid']}", str(row["title"]), _remark(visit, row)) for row in found],
                _("No story yet."))


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
        elif row["mine"] == "done":
            parts.append(_("done by you"))
        else:
            parts.append(ngettext("coded by {n} coder", "coded by {n} coders", coders).format(n=coders) if coders
                         else _("not coded yet"))
    return " · ".join(parts)
