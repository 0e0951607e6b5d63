"""Asking for transcripts: recordings that have none, the language that is spoken, the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import words
from pilot.access import Right
from pilot.paging import Wanted
from pilot.vocabulary import days
from pilot.vocabulary.timecode import lasts
from pilot.words import _
from texts import recordings as recordings_store
from transcribe import job, languages, models
from transcribe.speakers.said_by import FIND_OUT
from views.parts import pages
from views.parts.blocks import each, invite, list_of
from views.work import models_here, who_speaks
from views.work.asking import ask

if TYPE_CHECKING:
    from pilot.visit import Visit
    from transcribe.job import Waiting
    from transcribe.models import Model


def recordings(visit: Visit) -> None:
    """Every recording without a transcript, with a button; one that the address names comes first."""
    st.subheader(_("Recordings without a text"))
    if not job.untranscribed(visit.db, visit.viewer, Wanted(size=1)):
        invite(_("No recording is waiting"), _("New recordings appear here as soon as they are added."),
               "/add", _("Add a recording"))
        return
    left, right = st.columns(2)
    names = languages.names(words.current())
    language = left.selectbox(_("Spoken language"), list(names), format_func=names.__getitem__)
    found = models.available(visit.home)
    fitting = [model for model in found if model.knows(language)]
    if not fitting:
        st.info(_("No model on this machine knows this language. Fetch one below; after that nothing leaves this"
                  " machine."))
    model = right.selectbox(_("Model"), fitting, models_here.first(visit.db, fitting),
                            format_func=lambda model: model.name) if fitting else None
    if model:
        st.caption(models_here.about(visit, model))
    asked = st.query_params.get("recording")

    def show(row: Waiting) -> None:
        _row(visit, row, model, language)

    each(show)(job.untranscribed(visit.db, visit.viewer, only=asked) if asked else [])
    pages.listed(
        "silent", lambda wanted: job.untranscribed(visit.db, visit.viewer, wanted),
        lambda rows: each(show)([row for row in rows if row.guid != asked]), orders=recordings_store.ORDERS,
        search=_("Family, or who added it"))


def _row(visit: Visit, row: Waiting, model: Model | None, language: str) -> None:
    with st.container(border=True):
        parts = [row.family, row.who, days.short(row.recorded_on), lasts(row.duration_ms), row.by]
        st.text(" · ".join(part for part in parts if part))
        if row.blocked:
            st.text(row.blocked)
            list_of([(f"/families?family={row.family_guid}#consent", _("To the consents"), "")])
        if visit.viewer.may(Right.ADD_MATERIAL):
            list_of([(f"/details?recording={row.guid}", _("Change family, date or who is heard"), "")])
        off = model is None or bool(row.blocked)
        speakers = who_speaks.asked(visit, row) if model and not row.blocked else FIND_OUT
        if st.button(_("Transcribe"), key=f"ask-{row.guid}", disabled=off) and model:
            ask(visit, lambda: job.request_transcription(visit.db, visit.viewer, row.guid, model, language, speakers))
