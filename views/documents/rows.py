"""Texts and recordings as rows of one list, each with how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coding.marks.progress import with_progress
from jobs import queue, shown
from pilot.access import Right
from pilot.words import N_, _, ngettext
from texts.documents import documents
from texts.recordings import without_text

if TYPE_CHECKING:
    from jobs.queue import Job
    from pilot.visit import Visit

KINDS = {"interview": N_("conversation"), "story": N_("story"), "recording": N_("recording without a text")}
STATES = {"waiting": N_("to be written out"), "writing": N_("being written out"), "names": N_("to be prepared"),
          "new": N_("to be coded"), "begun": N_("begun"), "done": N_("done")}


@dataclass(frozen=True)
class Row:
    """A text or recording in the list.

    Attributes:
        guid: of the document or recording.
        kind: 'interview', 'story', or 'recording' while there is no text.
        state: a key of STATES.
        title: '' for a recording without a text.
        note: what there is to know of it besides its state, or ''.
        told_on: ISO date on which it was told or recorded.
        size: how long it is, in words.
        remark: what more there is to say of its state, or ''.
        href: where it leads; '' for what the viewer may not read.
    """

    guid: str
    kind: str
    state: str
    family: str
    family_guid: str
    title: str
    note: str
    told_on: str
    voice: str
    size: str
    remark: str
    href: str


def rows(visit: Visit) -> list[Row]:
    """What this viewer may know of, last told first; recordings for those who write them out."""
    texts = with_progress(visit.db, visit.viewer, documents(visit.db, visit.viewer))
    found = [_text(one) for one in texts]
    if visit.viewer.may(Right.TRANSCRIBE):
        busy = {one.input.get("recording"): one for one in queue.jobs(visit.db, visit.viewer, limit=200) if one.alive}
        found += [_recording(one, busy.get(one["guid"])) for one in without_text(visit.db, visit.viewer)]
    return sorted(found, key=lambda row: row.told_on, reverse=True)


def _text(one: dict[str, Any]) -> Row:
    n = int(one["codings"])
    state = "names" if not one["readable"] else "done" if one["mine"] == "done" else "begun" if n else "new"
    remark = _("still holds real names") if state == "names" else (
        ngettext("{n} coding", "{n} codings", n).format(n=n) if n else "")
    size = ngettext("{n} word", "{n} words", one["words"]).format(n=one["words"])
    href = f"/desk?document={one['guid']}" if one["readable"] else ""
    note = _("no consent recorded") if one["unasked"] else ""
    return Row(one["guid"], one["kind"], state, one["family"], one["family_guid"], one["title"], note, one["told_on"],
               one["voice"], size, remark, href)


def _recording(one: dict[str, Any], job: Job | None) -> Row:
    size = _("{n} min").format(n=max(1, round(one["duration_ms"] / 60_000)))
    return Row(one["guid"], "recording", "writing" if job else "waiting", one["family"], one["family_guid"], "", "",
               one["recorded_on"], one["voice"], size, shown.state(job) if job else "",
               f"/work?recording={one['guid']}")
