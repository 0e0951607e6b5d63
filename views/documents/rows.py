"""Texts and recordings as rows of one list, each with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coding.marks.progress import FINISHED, with_progress
from jobs import queue, shown
from pilot.access import Right
from pilot.words import _, ngettext
from texts import preparing
from texts.documents import documents
from texts.recordings import without_text
from views.documents.row import Row

if TYPE_CHECKING:
    from collections.abc import Collection

    from jobs.queue import Job
    from pilot.access import Viewer
    from pilot.visit import Visit


def rows(visit: Visit) -> list[Row]:
    """What this viewer may know of, last told first; recordings for those who write them out."""
    db, viewer = visit.db, visit.viewer
    waiting = {one.guid for one in preparing.to_prepare(db, viewer)} if viewer.may(Right.PREPARE) else set()
    found = [_text(one, waiting, viewer) for one in with_progress(db, viewer, documents(db, viewer))]
    if viewer.may(Right.TRANSCRIBE):
        busy = {one.input.get("recording"): one for one in queue.jobs(db, viewer, limit=200) if one.alive}
        found += [_recording(one, busy.get(one["guid"])) for one in without_text(db, viewer)]
    return sorted(found, key=lambda row: row.told_on, reverse=True)


def _text(one: dict[str, Any], waiting: Collection[str], viewer: Viewer) -> Row:
    guid, n = str(one["guid"]), int(one["codings"])
    state, href, remark = "free", f"/desk?document={guid}", ""
    if not one["readable"]:
        state, href, remark = "names", "", _("still holds real names")
    elif guid in waiting:
        state, href = "names", f"/prepare?document={guid}"
    elif viewer.may(Right.CODE):
        state = str(one["mine"]) if one["mine"] in FINISHED else "begun" if n else "new"
        remark = ngettext("{n} coding", "{n} codings", n).format(n=n) if n else ""
    size = ngettext("{n} word", "{n} words", one["words"]).format(n=one["words"])
    note = _("no consent recorded") if one["unasked"] else ""
    changes = viewer.may(Right.ADD_MATERIAL) and one["kind"] != "story"
    return Row(guid, one["kind"], state, one["family"], one["family_guid"], one["title"], note, one["told_on"],
               one["voice"], size, remark, href, f"/details?document={guid}" if changes else "")


def _recording(one: dict[str, Any], job: Job | None) -> Row:
    size = _("{n} min").format(n=max(1, round(one["duration_ms"] / 60_000)))
    return Row(one["guid"], "recording", "writing" if job else "waiting", one["family"], one["family_guid"], "", "",
               one["recorded_on"], one["voice"], size, shown.state(job) if job else "",
               f"/work?recording={one['guid']}")
