"""What was coded last in one go, with the way back; how far it is, while it is being done behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.find import queued, together
from jobs import shown, worker
from pilot.words import _, ngettext
from views.parts import coded
from views.parts.again import draw_part_again
from views.parts.attempt import attempt
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit

_EVERY_S = 2


def show(visit: Visit) -> None:
    """What was coded last in one go, while it is being done or can be taken back."""
    asked = queued.last(visit.db, visit.viewer)
    if asked and asked.job.alive:
        st.fragment(_progress, run_every=_EVERY_S)()
        return
    batch = together.last(visit.db, visit.viewer)
    if asked and asked.is_fresh and (batch is None or batch.guid == asked.batch):
        st.text(coded.said(asked.done) if asked.job.state == "done" else shown.state(asked.job))
    if batch is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(ngettext("Coded last in one go: {n} passage with {code}.",
                         "Coded last in one go: {n} passages with {code}.", batch.codings).format(
                             n=batch.codings, code=batch.code), width="content")
        if st.button(_("Take this back")):
            attempt(lambda: together.take_back(visit.db, visit.viewer, batch.guid), _("Taken back"))


def _progress() -> None:
    """How far it is, and stopping it; the whole page again once it has ended."""
    with here() as visit:
        asked = queued.last(visit.db, visit.viewer)
        if asked is None or not asked.job.alive:
            st.rerun()
            return
        worker.ensure_running(visit.home)
        st.progress(shown.share(asked.job), text=plain(_("{code}: {how}").format(
            code=asked.code, how=shown.state(asked.job))))
        if not asked.job.stopping and st.button(_("Stop"), key="stop coding"):
            queued.stop(visit.db, visit.viewer, asked.job.guid)
            draw_part_again()
