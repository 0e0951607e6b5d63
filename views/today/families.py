"""Of Today: families nobody wrote about or supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import today
from pilot.dates import quarter_start
from pilot.families import support
from pilot.vocabulary import days
from pilot.words import _
from stories import due
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def without_story(visit: Visit) -> None:
    """Families nobody wrote about this quarter: a coach goes on to write, others to what there is."""
    since = quarter_start(today(visit.db))
    families = due.families_without_story(visit.db, visit.viewer, since)
    way = "/story" if visit.viewer.may(Right.WRITE_STORY) else "/timeline"
    st.subheader(_("Families without a story this quarter"))
    list_of([_silent(f, way) for f in families],
            _("Every family has a story since {date}.").format(date=days.short(since)))


def _silent(family: dict[str, object], way: str) -> tuple[str, str, str]:
    """Where to go on, the family, and a remark; where nothing may be told, the way leads to the consent."""
    guid, name = family["guid"], str(family["pseudonym"])
    if not family["tellable"]:
        return f"/families?family={guid}#consent", name, _("consent to analysing is missing")
    last = str(family["last_told"] or "")
    return f"{way}?family={guid}", name, (
        _("last story {date}").format(date=days.short(last)) if last else _("no story yet"))


def without_coach(visit: Visit) -> None:
    """Families that are supported while no coach is linked to them: nobody can write about those."""
    found = support.without_coach(visit.db, visit.viewer)
    if found:
        st.subheader(_("Families without a coach"))
        list_of([(f"/families?family={f['guid']}", str(f["pseudonym"]),
                  _("supported since {start}").format(start=days.short(str(f["starts_on"])))) for f in found], "")
