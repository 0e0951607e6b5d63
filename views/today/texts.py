"""Of Today: texts to code, recordings without a text, stories to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from coding.marks import work_lists
from coding.marks.progress import FINISHED, with_progress
from pilot.vocabulary import days
from pilot.vocabulary.timecode import timecode
from pilot.words import _, ngettext
from stories import due
from texts.documents import documents
from texts.recordings import without_text
from views.parts.blocks import card, invite, list_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def to_code(visit: Visit) -> None:
    """Conversations and stories this viewer has not finished, those she began first."""
    found = with_progress(visit.db, visit.viewer, documents(visit.db, visit.viewer))
    if not found:
        invite(_("No conversations yet"), _("New conversations and stories appear here, for you to code."), "/add",
               _("Add the first ones"))
        return
    waiting = sorted((d for d in found if d["readable"] and d["mine"] not in FINISHED), key=lambda d: not d["codings"])
    st.subheader(ngettext("{n} conversation or story to code", "{n} conversations and stories to code", len(waiting))
                 .format(n=len(waiting)) if waiting else _("Nothing left to code"))
    list_of([(f"/desk?document={d['guid']}", str(d["title"]), _remark(d)) for d in waiting],
            _("Everything has been coded. New conversations appear here."), more="/documents?state=new,begun")
    if earlier := sum(1 for d in found if d["readable"] and d["mine"] == "before"):
        said = ngettext("{n} done under an earlier codebook", "{n} done under an earlier codebook", earlier)
        remark = _("what is new in the codebook was not looked for in it")
        list_of([("/documents?state=before", said.format(n=earlier), remark)], "")


def to_decide(visit: Visit) -> None:
    """What waits for this coder among her codings: places in changed texts, and directions not stated."""
    waiting = work_lists.undecided(visit.db, visit.viewer)
    if waiting:
        st.subheader(_("Codings that need a place in a changed text"))
        list_of([(f"/desk?document={one.document}", one.title, f"{one.family} · " + ngettext(
            "{n} coding", "{n} codings", one.codings).format(n=one.codings)) for one in waiting], "")
    unsigned = work_lists.unsigned(visit.db, visit.viewer, limit=0)[1]
    if unsigned:
        st.subheader(_("Codings without a direction"))
        list_of([("/directions", ngettext("{n} coding to complete", "{n} codings to complete", unsigned).format(
            n=unsigned), _("was it there and did it help, or was it missing?"))], "")


def _remark(document: dict[str, object]) -> str:
    n = int(str(document["codings"]))
    begun = [ngettext("{n} coding", "{n} codings", n).format(n=n)] if n else []
    return " · ".join([str(document["family"]), days.short(str(document["told_on"])), *begun])


def to_transcribe(visit: Visit) -> None:
    """Recordings that nobody can read or code yet; nothing when there are none."""
    if waiting := without_text(visit.db, visit.viewer):
        st.subheader(_("Recordings without a text"))
        list_of([(f"/work?recording={r['guid']}", f"{r['family']} · {days.short(str(r['recorded_on']))}", _waits(r))
                 for r in waiting], "", more="/documents?state=waiting,writing")


def _waits(recording: dict[str, Any]) -> str:
    return " · ".join(filter(None, (timecode(recording["duration_ms"]), recording["by"], _("to transcribe"))))


def to_write(visit: Visit) -> None:
    """The way to a new story, and the drafts that were not kept yet."""
    card(_("A visit just behind you?"), _("Write the story while it is fresh; it is kept while you type."), "/story",
         _("Write a story"))
    drafts = due.my_drafts(visit.db, visit.viewer)
    if drafts:
        st.subheader(ngettext("{n} draft", "{n} drafts", len(drafts)).format(n=len(drafts)))
        list_of([(f"/story?draft={d['guid']}", str(d["title"] or _("Untitled")), str(d["family"])) for d in drafts], "")
