"""Today: what is waiting for this viewer, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import consent
from pilot.access import Right, Role
from pilot.dates import quarter_start
from pilot.store import today
from pilot.words import _, ngettext
from stories import due
from texts.documents import documents
from views.blocks import card, list_of, show_date
from views.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show what is waiting: documents to code, stories due, consents that end."""
    with here() as visit:
        st.title(_("Today"))
        if visit.viewer.may(Right.CODE):
            _to_code(visit)
        if visit.viewer.may(Right.WRITE_STORY):
            _to_write(visit)
        if visit.viewer.may(Right.SEE_TIMELINE):
            _due(visit)
        if visit.viewer.may(Right.SEE_FAMILIES):
            _ending(visit)
        if visit.viewer.role is Role.STEERING:
            card(_("What the stories say"), _("One line per theme: how many families spoke of it."), "/themes",
                 _("Look at the themes"))


def _to_code(visit: Visit) -> None:
    waiting = [d for d in documents(visit.db, visit.viewer) if d["readable"] and d["mine"] != "done"]
    st.subheader(ngettext("{n} document to code", "{n} documents to code", len(waiting)).format(n=len(waiting)))
    begun = [d for d in waiting if d["codings"]] + [d for d in waiting if not d["codings"]]
    list_of(
        [(f"/desk?document={d['guid']}", str(d["title"]), f"{d['family']} · {show_date(str(d['told_on']))}"
          + (" · " + ngettext("{n} coding", "{n} codings", int(str(d["codings"]))).format(n=d["codings"])
             if d["codings"] else "")) for d in begun],
        _("Everything has been coded. New conversations appear here."), more="/documents",
    )


def _to_write(visit: Visit) -> None:
    card(_("A visit just behind you?"), _("Write the story while it is fresh; it is kept while you type."), "/story",
         _("Write a story"))
    drafts = due.my_drafts(visit.db, visit.viewer)
    if drafts:
        st.subheader(ngettext("{n} draft", "{n} drafts", len(drafts)).format(n=len(drafts)))
        list_of([(f"/story?draft={d['guid']}", str(d["title"] or _("Untitled")), str(d["family"])) for d in drafts], "")


def _due(visit: Visit) -> None:
    since = quarter_start(today())
    families = due.families_without_story(visit.db, visit.viewer, since)
    st.subheader(_("Families without a story this quarter"))
    list_of(
        [(f"/timeline?family={f['guid']}", str(f["pseudonym"]),
          _("last story {date}").format(date=show_date(str(f["last_told"]))) if f["last_told"] else _("no story yet"))
         for f in families],
        _("Every family has a story since {date}.").format(date=show_date(since)),
    )


def _ending(visit: Visit) -> None:
    rows = consent.ending(visit.db, visit.viewer)
    st.subheader(_("Consents that end or have ended"))
    list_of(
        [(f"/families?family={r['family_guid']}", f"{r['person']} · {_(consent.USE_NAMES[str(r['use'])])}",
          _("until {date}").format(date=show_date(str(r["ends_on"])))) for r in rows],
        _("No consent ends in the next two months."),
    )
