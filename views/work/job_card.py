"""One job on a page: what it is, how far, stopping it, what it made and where to listen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from jobs import queue, shown
from pilot.vocabulary import days
from pilot.vocabulary.timecode import timecode
from pilot.words import _, ngettext
from transcribe import job, listen

if TYPE_CHECKING:
    from jobs.queue import Job
    from pilot.visit import Visit


def show(visit: Visit, one: Job) -> None:
    """A card for one job, alive or ended."""
    with st.container(border=True):
        about = job.about(visit.db, one)
        when = [days.short(about["recorded_on"])] if about["recorded_on"] else []
        st.html("<strong>" + escape(" · ".join([about["what"], *when])) + "</strong>")
        if one.alive:
            _alive(visit, one)
        else:
            st.write(shown.state(one))
            _made(visit, one)


def _alive(visit: Visit, one: Job) -> None:
    st.progress(shown.share(one), text=shown.state(one))
    if not one.stopping and st.button(_("Stop"), key=f"stop-{one.guid}"):
        queue.cancel(visit.db, visit.viewer, one.guid)
        st.rerun(scope="fragment")


def _made(visit: Visit, one: Job) -> None:
    document = listen.readable_document(visit.db, visit.viewer, one)
    if document:
        title = escape(_("Open the text"))
        st.html(f'<a class="rd-action" href="/desk?document={document}" target="_self">{title}</a>')
    elif one.output.get("document"):
        st.caption(_("The text still holds real names; you can read it once it has been de-identified."))
    places = listen.places(visit.db, visit.viewer, one)
    if places:
        title = ngettext("Listen here: {n} place that may be wrong", "Listen here: {n} places that may be wrong",
                         len(places)).format(n=len(places))
        with st.expander(title):
            st.html('<ul class="rd-list">' + "".join(_place(place, document) for place in places) + "</ul>")


def _place(place: dict[str, Any], document: str | None) -> str:
    text = escape(timecode(place["start_ms"]))
    if document and place["at"] is not None:
        text = f'<a href="/desk?document={document}&amp;at={place["at"]}" target="_self">{text}</a>'
    return f"<li>{text} <span>{escape(place['why'])}</span></li>"
