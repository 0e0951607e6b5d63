"""Texts and recordings as rows of one list, each with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks import listing
from coding.marks.progress import progress
from jobs import queue, shown
from pilot.access import Right
from pilot.paging import ALL
from pilot.words import _, ngettext
from views.documents.row import Row

if TYPE_CHECKING:
    from coding.marks.listing import Asked, Listed
    from coding.marks.progress import Progress
    from jobs.queue import Job
    from pilot.access import Viewer
    from pilot.paging import Paged, Wanted
    from pilot.visit import Visit


def rows(visit: Visit, wanted: Wanted = ALL, asked: Asked | None = None) -> Paged[Row]:
    """A page of what this viewer may know of; recordings for those who write them out."""
    db, viewer = visit.db, visit.viewer
    found = listing.listed(db, viewer, wanted, asked or listing.Asked())
    far = progress(db, viewer, [one.guid for one in found])
    busy = {one.input.get("recording"): one for one in queue.jobs(db, viewer, limit=200) if one.alive}
    return found.of(_recording(one, busy.get(one.guid)) if one.kind == "recording" else
                    _text(one, far[one.guid], viewer) for one in found)


def _text(one: Listed, far: Progress, viewer: Viewer) -> Row:
    href, remark = f"/desk?document={one.guid}{'&codes=new' if one.state == 'before' else ''}", ""
    if one.known is None or not one.known.readable:
        href, remark = "", _("still holds real names")
    elif one.state == "names":
        href = f"/prepare?document={one.guid}"
    elif viewer.may(Right.CODE) and far.codings:
        remark = ngettext("{n} coding", "{n} codings", far.codings).format(n=far.codings)
    size = ngettext("{n} word", "{n} words", one.size).format(n=one.size)
    note = _("no consent recorded") if one.known and one.known.unasked else ""
    changes = viewer.may(Right.ADD_MATERIAL) and one.kind != "story"
    return Row(one.guid, one.kind, one.state, one.family, one.family_guid, one.title, note, one.told_on, one.voice,
               size, remark, href, f"/details?document={one.guid}" if changes else "",
               viewer.may(Right.CODE) and bool(href),
               f"/edit?document={one.guid}" if viewer.may(Right.PREPARE) and href and one.kind != "story" else "",
               f"/names?document={one.guid}" if viewer.may(Right.PREPARE) and one.state == "names" and href else "")


def _recording(one: Listed, job: Job | None) -> Row:
    size = _("{n} min").format(n=max(1, round(one.size / 60_000)))
    return Row(one.guid, "recording", one.state, one.family, one.family_guid, "", "", one.told_on, one.voice, size,
               shown.state(job) if job else "", f"/work?recording={one.guid}")
