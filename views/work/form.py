"""Asking for transcripts: recordings that have none, the model and language, fetching a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from jobs import worker
from pilot.errors import RodeDraadError
from pilot.vocabulary import days
from pilot.vocabulary.timecode import timecode
from pilot.words import _
from transcribe import job, models
from views.parts.blocks import invite, list_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from transcribe.models import Model

LANGUAGES = {"nl": "Nederlands", "en": "English"}


def recordings(visit: Visit) -> None:
    """Every recording without a transcript, with a button; one that the address names comes first."""
    st.subheader(_("Recordings without a text"))
    waiting = job.untranscribed(visit.db, visit.viewer)
    if not waiting:
        invite(_("No recording is waiting"), _("New recordings appear here as soon as they are added."),
               "/add", _("Add a recording"))
        return
    found = models.available(visit.home)
    if not found:
        st.info(_("There is no model on this machine yet. Fetch one below; after that nothing leaves this machine."))
    left, right = st.columns(2)
    language = left.selectbox(_("Spoken language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__)
    fitting = [model for model in found if model.multilingual or language == "en"]
    if found and not fitting:
        st.info(_("The models on this machine know English only. Fetch one for Dutch below."))
    model = right.selectbox(_("Model"), fitting, format_func=lambda model: model.name) if fitting else None
    for row in sorted(waiting, key=lambda row: row["guid"] != st.query_params.get("recording")):
        _row(visit, row, model, language)


def _row(visit: Visit, row: dict[str, Any], model: Model | None, language: str) -> None:
    with st.container(border=True):
        parts = [row["family"], row["who"], days.short(row["recorded_on"]), timecode(row["duration_ms"])]
        st.text(" · ".join(part for part in parts if part))
        if row["blocked"]:
            st.caption(row["blocked"])
            list_of([(f"/families?family={row['family_guid']}#consent", _("To the consents"), "")], "")
        off = model is None or bool(row["blocked"])
        if st.button(_("Transcribe"), key=f"ask-{row['guid']}", disabled=off) and model:
            _ask(visit, lambda: job.request_transcription(visit.db, visit.viewer, row["guid"], model, language))


def fetching(visit: Visit) -> None:
    """The models there are, and a button that fetches one."""
    with st.expander(_("Models on this machine")):
        found = {model.name: model for model in models.available(visit.home)}
        for model in found.values():
            st.text(f"{model.name} · {_('Dutch and English') if model.multilingual else _('English only')}")
        missing = [name for name in models.REPOSITORIES if name not in found]
        name = st.selectbox(_("Fetch another model"), missing, format_func=lambda n: f"{n}, {models.SIZES_MB[n]} MB")
        st.caption(_("A larger model writes better and takes longer. The file comes from huggingface.co, once; nothing"
                     " of the pilot goes out."))
        if st.button(_("Fetch this model"), disabled=not name) and name:
            _ask(visit, lambda: job.request_model(visit.db, visit.viewer, name))


def _ask(visit: Visit, ask: Any) -> None:
    """Ask, wake the worker and look again; a refusal is one sentence."""
    try:
        ask()
    except RodeDraadError as error:
        st.error(error.sentence())
        return
    worker.ensure_running(visit.home)
    st.rerun()
