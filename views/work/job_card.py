"""One job on a page: what it is, how far, stopping it, what it made and where to listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from jobs import shown
from pilot.access import Right
from pilot.vocabulary import days
from pilot.vocabulary.timecode import lasts, timecode
from pilot.words import _, ngettext
from transcribe import job, listen
from views.parts.blocks import actions, list_of
from views.work import alive

if TYPE_CHECKING:
    from jobs.queue import Job
    from pilot.visit import Visit
    from transcribe.listen import Place

SHOWN = 50  # places to listen to: there are more only where nearly everything went wrong


def show(visit: Visit, one: Job, turn: str = "", *, is_next: bool = True) -> None:
    """A card for one job, alive or ended.

    Args:
        turn: when it has its turn, for one that waits. is_next: nothing that waits comes before it.
    """
    with st.container(border=True):
        about = job.about(visit.db, one)
        when = [days.short(about.recorded_on), lasts(about.duration_ms)] if about.recorded_on else []
        st.html(Markup("<strong>{}</strong>").format(" · ".join([about.what, *when])))
        if one.alive:
            alive.show(visit, one, turn, is_next=is_next)
        else:
            st.text(shown.state(one))
            _made(visit, one)


def _made(visit: Visit, one: Job) -> None:
    document = listen.readable_document(visit.db, visit.viewer, one)
    if document:
        links = [(f"/desk?document={document}", _("Open the text"))]
        if visit.viewer.may(Right.PREPARE):
            links.append((f"/speakers?document={document}", _("Say who speaks")))
        actions(links)
    elif one.output.get("document"):
        st.caption(_("The text still holds real names; you can read it once it has been de-identified."))
    places = listen.places(visit.db, visit.viewer, one)
    if places:
        title = ngettext("Listen here: {n} place that may be wrong", "Listen here: {n} places that may be wrong",
                         len(places)).format(n=len(places))
        with st.expander(title, key=f"listen {one.guid}"):
            list_of([_place(place, document) for place in places[:SHOWN]])


def _place(place: Place, document: str | None) -> tuple[str, str, str]:
    known = document and place.at is not None
    return f"/desk?document={document}&at={place.at}" if known else "", timecode(place.start_ms), place.why
