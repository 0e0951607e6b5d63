"""A job in words and as JSON, for pages and scripts alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from jobs.pace import left_in_words
from pilot.vocabulary.timecode import lasts, timecode
from pilot.words import _

if TYPE_CHECKING:
    from jobs.queue import Job

MEGABYTE = 1_000_000
SHARE = "share"  # unit of what is counted in parts of the whole


def share(job: Job) -> float:
    """How much is done, 0 to 1; 0 while it is not known."""
    return min(1.0, job.done / job.total) if job.total else 0.0


def state(job: Job) -> str:
    """Where a job stands, in one line of the current language."""
    if job.state == "failed":
        return job.error
    if job.state == "done":
        return _("Done")
    if job.state == "cancelled":
        return _("Stopped. What was done is kept: ask again and it goes on from there.")
    if job.stopping:
        return _("Stopping...")
    if job.paused:
        return job.paused_why or (_("Pausing...") if job.state == "running" else _("Paused. What was done is kept."))
    if job.state == "queued":
        return _("Waiting for its turn")
    return ", ".join(part for part in (progress(job), left_in_words(job.seconds_left)) if part)


def progress(job: Job) -> str:
    """How far a running job is: "12:30 of 48:10 heard" or "30 of 75 MB"."""
    if not job.total:
        return _("Starting...")
    if job.unit == "ms":
        return _("{done} of {total} heard").format(done=timecode(job.done), total=lasts(job.total))
    if job.unit == SHARE:
        return _("{n}% done").format(n=100 * job.done // job.total)
    if job.unit == "bytes":
        return _("{done} of {total} MB").format(done=job.done // MEGABYTE, total=job.total // MEGABYTE)
    return _("{done} of {total}").format(done=job.done, total=job.total)


class Told(TypedDict):
    """A job for JSON: guids, numbers and sentences; times UTC ISO, `text` as `state` says it."""

    guid: str
    kind: str
    state: str
    text: str
    done: int
    total: int | None
    unit: str
    seconds_left: float | None
    alive: bool
    recording: str | None
    document: str | None
    created_at: str
    finished_at: str | None


def as_dict(job: Job) -> Told:
    """A job as scripts read it."""
    return Told(
        guid=job.guid, kind=job.kind, state=job.state, text=state(job), done=job.done, total=job.total, unit=job.unit,
        seconds_left=job.seconds_left, alive=job.alive, recording=job.input.get("recording"),
        document=job.output.get("document"), created_at=job.created_at, finished_at=job.finished_at)
