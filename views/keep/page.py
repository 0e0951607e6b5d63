"""Keep and erase: documents that were withdrawn, to bring back, and documents that consent puts out of reach."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import documents, hidden
from views.parts import place
from views.parts.attempt import attempt
from views.parts.here import here
from views.parts.standing import said

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show both lists; each withdrawn document with a button that brings it back."""
    with here() as visit:
        place.head("keep", visit.viewer)
        _withdrawn(visit)
        _out_of_reach(visit)


def _withdrawn(visit: Visit) -> None:
    st.subheader(_("Withdrawn"))
    st.caption(_("Withdrawn by a decision: nobody reads, counts, quotes or hears these. All that was coded in them is"
                 " kept, and comes back with them."))
    rows = hidden.withdrawn(visit.db, visit.viewer)
    if not rows:
        st.text(_("Nothing has been withdrawn."))
    for row in rows:
        with st.container(border=True):
            by = _("withdrawn on {date} by {who}").format(
                date=days.short(row["withdrawn_on"]), who=row["by"] or _("somebody"))
            why = row["reason"] or _("No reason was given.")
            st.html(f"<strong>{escape(_called(row))}</strong><br>{escape(by)}<br>{escape(why)}")
            if st.button(_("Bring back"), key=f"back {row['guid']}"):
                attempt(partial(documents.bring_back, visit.db, visit.viewer, row["guid"]),
                        _("Brought back: {title}").format(title=row["title"]))


def _out_of_reach(visit: Visit) -> None:
    st.subheader(_("Out of reach"))
    st.caption(_("Somebody's consent to analysing is missing, was withdrawn or has ended. As soon as it is given again"
                 " these are read and counted again."))
    rows = hidden.out_of_reach(visit.db, visit.viewer)
    if not rows:
        st.text(_("Nothing is out of reach."))
        return
    st.text(ngettext("{n} conversation or story", "{n} conversations and stories", len(rows)).format(n=len(rows)))
    st.html('<ul class="rd-list">' + "".join(_row(row) for row in rows) + "</ul>")


def _row(row: dict[str, Any]) -> str:
    why = " · ".join(f"{name}: {said(stand)}" for name, stand in row["why"])
    return (f'<li><a href="/families?family={row["family_guid"]}#consent" target="_self">{escape(_called(row))}</a>'
            f" <span>{escape(why)}</span></li>")


def _called(row: dict[str, Any]) -> str:
    return " · ".join((row["family"], row["title"], days.short(row["told_on"])))
