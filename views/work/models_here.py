"""The models on this machine: what the chosen one is, which larger ones can be fetched, how long an hour takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from transcribe import job, measuring, models, pace, quality
from views.parts.plain import plain
from views.work import who_speaks
from views.work.asking import ask

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.visit import Visit
    from transcribe.models import Model
    from transcribe.quality import Quality


def first(db: Database, fitting: list[Model]) -> int:
    """Which of the models is chosen before somebody chooses."""
    return fitting.index(job.preferred(db, fitting))


def about(visit: Visit, model: Model) -> str:
    """What to expect of a model: how well it did here, or does, and how long it takes."""
    found = quality.by_model(visit.db, visit.viewer).get(model.name)
    takes = _sentence(pace.told(visit.db, model.name))
    if found is not None:
        return f"{_sentence(quality.told(found))} {takes}".strip()
    if model.name != models.DEFAULT:
        return takes
    told = _("The model base comes with the program. Of clearly read Dutch it gets one word in six to eight wrong, of a"
             " real conversation more: listen again where it matters. A larger model writes better and takes longer.")
    return f"{told} {takes}".strip()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def fetching(visit: Visit) -> None:
    """The models there are, and larger ones: size, how long an hour takes, how well each did, what can be done."""
    with st.expander(_("Models on this machine, and larger ones")):
        found = {model.name: model for model in models.available(visit.home)}
        did = quality.by_model(visit.db, visit.viewer)
        for model in found.values():
            _here(visit, model, did.get(model.name))
        for name in (name for name in models.LARGER if name not in found):
            _offer(visit, name)
        who_speaks.offer(visit)
        st.caption(_("A larger model writes better and takes longer. The file comes from huggingface.co, once; nothing"
                     " of the pilot goes out."))


def _here(visit: Visit, model: Model, did: Quality | None) -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    knows = _("Dutch, English and other languages") if model.multilingual else _("English only")
    parts = [model.name, knows, f"{model.megabytes} MB", pace.told(visit.db, model.name),
             quality.told(did) if did else ""]
    left.text(" · ".join(part for part in parts if part))
    if pace.measured(visit.db, model.name) is None and right.button(
            _("Measure {name}").format(name=plain(model.name)), key=f"measure-{model.name}"):
        ask(visit, lambda: measuring.request_measure(visit.db, visit.viewer, visit.home, model.name))


def _offer(visit: Visit, name: str) -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    parts = [name, f"{models.SIZES_MB[name]} MB", pace.told(visit.db, name)]
    left.text(" · ".join(part for part in parts if part))
    if right.button(_("Fetch {name}").format(name=plain(name)), key=f"fetch-{name}"):
        ask(visit, lambda: job.request_model(visit.db, visit.viewer, name))
