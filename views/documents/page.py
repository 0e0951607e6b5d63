"""Conversations: every document this viewer may know of, and recordings that have no text yet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from coding.marks.progress import with_progress
from pilot.access import Right
from pilot.vocabulary import days, voices
from pilot.words import _, ngettext
from texts.documents import documents
from texts.recordings import without_text
from views.documents import withdrawing
from views.documents.table import STATES, state_of, table
from views.parts import place
from views.parts.blocks import invite, list_of
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit

def page() -> None:
    """List documents with filters; each opens at the desk."""
    with here() as visit:
        place.head("documents", visit.viewer)
        found = with_progress(visit.db, visit.viewer, documents(visit.db, visit.viewer))
        waiting = without_text(visit.db, visit.viewer) if visit.viewer.may(Right.TRANSCRIBE) else []
        codes = visit.viewer.may(Right.CODE)
        if not found and not waiting:
            _empty(visit)
            withdrawing.not_shown(visit)
            return
        _ways(visit)
        n = len(shown := _filtered(found, codes))
        st.caption(ngettext("{n} conversation or story", "{n} conversations and stories", n).format(n=n))
        withdrawing.not_shown(visit)
        if shown:
            table(shown, codes)
        if waiting:
            st.subheader(_("Recordings without a text"))
            list_of([(f"/work?recording={r['guid']}", f"{r['family']} · {days.short(str(r['recorded_on']))}",
                      f"{voices.name(str(r['voice']))} · {_minutes(int(str(r['duration_ms'])))}") for r in waiting], "")
        withdrawing.form(visit, found)


def _empty(visit: Visit) -> None:
    text = _("Here you will find every conversation and story, with what has been coded in it.")
    if visit.viewer.may(Right.ADD_MATERIAL):
        invite(_("No conversations yet"), text, "/add", _("Add the first ones"))
    else:
        invite(_("No conversations yet"), _("Here you will find what you have told yourself, story by story."),
               *(("/story", _("Write a story")) if visit.viewer.may(Right.WRITE_STORY) else ()))


def _ways(visit: Visit) -> None:
    """Bringing something in, and writing recordings out."""
    ways = [("/add", _("Add"), Right.ADD_MATERIAL), ("/work", _("Transcribe"), Right.TRANSCRIBE)]
    links = [f'<a class="rd-action" href="{href}" target="_self">{escape(text)}</a>'
             for href, text, right in ways if visit.viewer.may(right)]
    if links:
        st.html(f'<p class="rd-actions">{"".join(links)}</p>')


def _minutes(ms: int) -> str:
    return _("{n} min").format(n=max(1, round(ms / 60_000)))


def _filtered(found: list[dict[str, object]], codes: bool) -> list[dict[str, object]]:
    columns = st.columns(3)
    families = sorted({str(d["family"]) for d in found})
    family = columns[0].multiselect(_("Family"), families, placeholder=_("all"))
    voice = columns[1].multiselect(
        _("Who tells"), voices.VOICES, format_func=voices.name, placeholder=_("all"))
    state: list[str] = columns[2].multiselect(
        _("My coding"), list(STATES), format_func=lambda s: _(STATES[s]), placeholder=_("all")) if codes else []
    return [d for d in found if (not family or d["family"] in family) and (not voice or d["voice"] in voice)
            and (not state or state_of(d) in state)]
