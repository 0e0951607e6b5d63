"""Keep and erase: what was withdrawn, to bring back, and what consent puts out of reach: documents and recordings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.families.standing import said
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import documents, hidden, recordings
from texts.exports import HIDDEN
from views.parts import pages, place, take_out
from views.parts.attempt import attempt
from views.parts.blocks import each, list_of
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.hidden import Gone, Shut


def page() -> None:
    """Show both lists; what was withdrawn with a button that brings it back."""
    with here() as visit:
        place.head("keep", visit.viewer)
        _withdrawn(visit)
        _out_of_reach(visit)
        take_out.menu((HIDDEN,))


def _withdrawn(visit: Visit) -> None:
    st.subheader(_("Withdrawn"))
    st.caption(_("Withdrawn by a decision: nobody reads, counts, quotes or hears these. All that was coded in them is"
                 " kept, and comes back with them."))
    if not pages.listed(
            "withdrawn", lambda wanted: hidden.withdrawn(visit.db, visit.viewer, wanted), each(partial(_gone, visit)),
            orders=hidden.GONE_ORDERS, search=_("Title, family or reason"), alone=False):
        st.text(_("Nothing has been withdrawn."))


def _gone(visit: Visit, row: Gone) -> None:
    with st.container(border=True):
        by = _("withdrawn on {date} by {who}").format(date=days.short(row.withdrawn_on), who=row.by or _("somebody"))
        told = (_called(row), by, row.reason or _("No reason was given."))
        st.html(Markup("<strong>{}</strong><br>{}<br>{}").format(*told))
        bring_back = recordings.bring_back if row.kind == "recording" else documents.bring_back
        if st.button(_("Bring back"), key=f"back {row.guid}"):
            attempt(partial(bring_back, visit.db, visit.viewer, row.guid), partial(_back, visit, row))


def _back(visit: Visit, what: Gone) -> str:
    told = _("Brought back, and still out of reach for want of consent: {title}") if hidden.is_out_of_reach(
        visit.db, visit.viewer, what.kind, what.guid) else _("Brought back: {title}")
    return told.format(title=_called(what))


def _out_of_reach(visit: Visit) -> None:
    st.subheader(_("Out of reach"))
    st.caption(_("Somebody's consent to analysing, or of sound to recording, is missing, was withdrawn or has ended. As"
                 " soon as it is given again these are read, counted and heard again."))
    if not pages.listed(
            "reach", lambda wanted: hidden.out_of_reach(visit.db, visit.viewer, wanted),
            lambda rows: list_of([_row(row) for row in rows]), orders=hidden.SHUT_ORDERS,
            search=_("Title or family"), alone=False, said=lambda n: ngettext(
                "{n} conversation, story or recording", "{n} conversations, stories and recordings", n).format(n=n)):
        st.text(_("Nothing is out of reach."))


def _row(row: Shut) -> tuple[str, str, str]:
    why = " · ".join(f"{name}: {said(stand)}" for name, stand in row.why)
    return f"/families?family={row.family_guid}#consent", _called(row), why


def _called(what: Gone | Shut) -> str:
    sound = _("Recording") if what.kind == "recording" else ""
    return " · ".join(filter(None, (what.family, sound, what.title, days.short(what.told_on))))
