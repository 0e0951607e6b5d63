"""Keep and erase: what was withdrawn, to bring back, and what consent puts out of reach: documents and recordings."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import documents, hidden, recordings
from views.parts import place
from views.parts.attempt import attempt
from views.parts.here import here
from views.parts.standing import said

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show both lists; what was withdrawn with a button that brings it back."""
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
                bring_back = recordings.bring_back if row["kind"] == "recording" else documents.bring_back
                attempt(partial(bring_back, visit.db, visit.viewer, row["guid"]), partial(_back, visit, row))


def _back(visit: Visit, row: dict[str, Any]) -> str:
    """What became of it: it may be out of reach still."""
    shut = row["guid"] in {one["guid"] for one in hidden.out_of_reach(visit.db, visit.viewer)}
    told = _("Brought back, and still out of reach for want of consent: {title}") if shut else _(
        "Brought back: {title}")
    return told.format(title=_called(row))


def _out_of_reach(visit: Visit) -> None:
    st.subheader(_("Out of reach"))
    st.caption(_("Somebody's consent to analysing, or of sound to recording, is missing, was withdrawn or has ended. As"
                 " soon as it is given again these are read, counted and heard again."))
    rows = hidden.out_of_reach(visit.db, visit.viewer)
    if not rows:
        st.text(_("Nothing is out of reach."))
        return
    st.text(ngettext("{n} conversation, story or recording", "{n} conversations, stories and recordings", len(rows)
                     ).format(n=len(rows)))
    st.html('<ul class="rd-list">' + "".join(_row(row) for row in rows) + "</ul>")


def _row(row: dict[str, Any]) -> str:
    why = " · ".join(f"{name}: {said(stand)}" for name, stand in row["why"])
    return (f'<li><a href="/families?family={row["family_guid"]}#consent" target="_self">{escape(_called(row))}</a>'
            f" <span>{escape(why)}</span></li>")


def _called(row: dict[str, Any]) -> str:
    sound = [_("Recording")] if row["kind"] == "recording" else []
    return " · ".join(filter(None, (row["family"], *sound, row["title"], days.short(row["told_on"]))))
