"""The models on this machine: what the chosen one is, which larger ones can be fetched, how long an hour takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from transcribe import job, models, pace
from views.parts.plain import plain
from views.work import who_speaks
from views.work.asking import ask

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.visit import Visit
    from transcribe.models import Model


def first(db: Database, fitting: list[Model]) -> int:
    """Which of the models is chosen before somebody chooses."""
    return fitting.index(job.preferred(db, fitting))


def about(db: Database, model: Model) -> str:
    """What to expect of a model: how good it is, and how long it takes here."""
    takes = _takes(db, model.name)
    if model.name != models.DEFAULT:
        return takes
    told = _("The model base comes with the program. Of clearly read Dutch it gets one word in six to eight wrong, of a"
             " real conversation more: listen again where it matters. A larger model writes better and takes longer.")
    return f"{told} {takes}".strip()


def _takes(db: Database, name: str) -> str:
    seconds = pace.seconds_per_hour(db, name)
    words = "" if seconds is None else pace.in_words(seconds)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def fetching(visit: Visit) -> None:
    """The models there are, and larger ones with their size and how long an hour takes, each with a button."""
    with st.expander(_("Models on this machine, and larger ones")):
        found = {model.name: model for model in models.available(visit.home)}
        for model in found.values():
            knows = _("Dutch, English and other languages") if model.multilingual else _("English only")
            st.text(f"{model.name} · {knows}")
        for name in (name for name in models.LARGER if name not in found):
            _offer(visit, name)
        who_speaks.offer(visit)
        st.caption(_("A larger model writes better and takes longer. The file comes from huggingface.co, once; nothing"
                     " of the pilot goes out."))


def _offer(visit: Visit, name: str) -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    seconds = pace.seconds_per_hour(visit.db, name)
    parts = [name, f"{models.SIZES_MB[name]} MB", pace.in_words(seconds) if seconds is not None else ""]
    left.text(" · ".join(part for part in parts if part))
    if right.button(_("Fetch {name}").format(name=plain(name)), key=f"fetch-{name}"):
        ask(visit, lambda: job.request_model(visit.db, visit.viewer, name))
