"""When what waits has its turn and is ready, as far as this can be known; pure but for the pace it looks up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pilot import clock
from pilot.words import _
from transcribe.handlers import TRANSCRIBE
from transcribe.pace import HOUR_MS, seconds_per_hour

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from jobs.queue import Job


def lengths(db: Database, jobs: Sequence[Job]) -> list[float | None]:
    """Seconds that each job still takes; None where nothing is known of it."""
    sound = dict(db.conn.execute(
        "SELECT j.guid, r.duration_ms FROM job j JOIN recording r ON r.guid = json_extract(j.input, '$.recording')"
        " WHERE j.state IN ('queued','running')").fetchall())
    return [_length(db, one, sound.get(one.guid)) for one in jobs]


def _length(db: Database, one: Job, duration_ms: int | None) -> float | None:
    if one.seconds_left is not None:
        return one.seconds_left
    pace = seconds_per_hour(db, one.input["model"]) if one.kind == TRANSCRIBE else None
    if pace is None or duration_ms is None:
        return None
    return max(0, duration_ms - one.done) * pace / HOUR_MS


def told(db: Database, jobs: Sequence[Job]) -> dict[str, str]:
    """By guid, for each job that waits: “begins about 14:20, ready about 14:45”, in the pilot's time zone.

    Args:
        jobs: those alive, in the order in which they will be done. After one of which nothing is known nothing is said.
    """
    at: datetime | None = clock.moment()
    found = {}
    for one, length in zip(jobs, lengths(db, jobs), strict=True):
        if one.paused:
            continue
        ready = at + timedelta(seconds=length) if at and length is not None else None
        if one.state == "queued" and at and ready:
            found[one.guid] = _("begins about {begins}, ready about {ready}").format(
                begins=_hour(db, at), ready=_hour(db, ready))
        at = ready
    return found


def _hour(db: Database, at: datetime) -> str:
    return clock.local(db, clock.iso(at)).strftime("%H:%M")
