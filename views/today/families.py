"""Of Today: families nobody wrote about or supports, and consents that end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import today
from pilot.dates import quarter_start
from pilot.families import consent, support
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
    list_of([(f"{way}?family={f['guid']}", str(f["pseudonym"]),
              _("last story {date}").format(date=days.short(str(f["last_told"]))) if f["last_told"]
              else _("no story yet")) for f in families],
            _("Every family has a story since {date}.").format(date=days.short(since)))


def without_coach(visit: Visit) -> None:
    """Families that are supported while no coach is linked to them: nobody can write about those."""
    found = support.without_coach(visit.db, visit.viewer)
    if found:
        st.subheader(_("Families without a coach"))
        list_of([(f"/families?family={f['guid']}", str(f["pseudonym"]),
                  _("supported since {start}").format(start=days.short(str(f["starts_on"])))) for f in found], "")


def ending(visit: Visit) -> None:
    """Consents that end within two months, or have ended and were not renewed."""
    day = today(visit.db)
    rows = consent.ending(visit.db, visit.viewer)
    st.subheader(_("Consents that end or have ended"))
    list_of([(f"/families?family={r['family_guid']}", f"{r['person']} · {_(consent.USE_NAMES[str(r['use'])])}",
              (_("ended on {date}") if str(r["ends_on"]) < day else _("until {date}"))
              .format(date=days.short(str(r["ends_on"])))) for r in rows],
            _("No consent ends in the next two months."))
