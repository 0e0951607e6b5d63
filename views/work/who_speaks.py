"""Who speaks, asked beside a recording that is to be written out: how many, or to find out; and the models for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from transcribe import apart, job
from transcribe.pace import HOUR_MS
from transcribe.speakers import fetching, installed
from transcribe.speakers.said_by import FIND_OUT, MOST, NOT_TOLD
from views.work.asking import ask

if TYPE_CHECKING:
    from pilot.visit import Visit
    from transcribe.job import Waiting


def asked(visit: Visit, row: Waiting) -> int:
    """How many people speak in this recording; those who are heard and who asks them, until somebody chooses.

    FIND_OUT, without a field, where the models are not here: nobody is told apart then.
    """
    if installed.folder_of(visit.home) is None:
        return FIND_OUT
    options = [*range(1, MOST + 1), FIND_OUT, NOT_TOLD]
    chosen = st.selectbox(_("How many speak"), options, min(row.heard + 1, MOST) - 1, format_func=_name,
                          key=f"speakers-{row.guid}")
    return int(chosen)


def _name(number: int) -> str:
    if number in (FIND_OUT, NOT_TOLD):
        return _("Find out") if number == FIND_OUT else _("Do not tell speakers apart")
    return ngettext("{n} person", "{n} people", number).format(n=number)


def offer(visit: Visit) -> None:
    """Whether speakers are told apart on this machine; if not, a button to fetch what that takes."""
    if installed.folder_of(visit.home) is not None:
        minutes = max(1, round(apart.expected_s(visit.db, HOUR_MS) / 60))
        st.text(_("Speakers are told apart by their voice. What a voice sounds like is kept nowhere."))
        st.text(ngettext("For an hour of recording that takes about {n} minute more here.",
                         "For an hour of recording that takes about {n} minutes more here.", minutes).format(n=minutes))
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.text(_("Telling speakers apart by their voice: {size} MB, from github.com").format(size=fetching.SIZE_MB))
    if right.button(_("Fetch"), key="fetch-speakers"):
        ask(visit, lambda: job.request_model(visit.db, visit.viewer, installed.NAME))
