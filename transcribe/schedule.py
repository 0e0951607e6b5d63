"""When what waits has its turn and is ready, as far as this can be known; pure but for the pace it looks up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from pilot import clock
from pilot.words import _
from transcribe.apart import expected_s
from transcribe.handlers import TRANSCRIBE
from transcribe.pace import HOUR_MS, seconds_per_hour, slowest
from transcribe.speakers.said_by import NOT_TOLD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from jobs.queue import Job


MINUTE_S = 60


class Takes(NamedTuple):
    """Seconds that a job still takes: as it goes when all is quiet, and on a busy machine."""

    quick: float
    slow: float


def lengths(db: Database, jobs: Sequence[Job], *, tells_apart: bool = False) -> list[Takes | None]:
    """How long each job still takes; None where nothing is known of it. `tells_apart`: as in `told`."""
    sound = dict(db.conn.execute(
        "SELECT j.guid, r.duration_ms FROM job j JOIN recording r ON r.guid = json_extract(j.input, '$.recording')"
        " WHERE j.state IN ('queued','running')").fetchall())
    return [_length(db, one, sound.get(one.guid), tells_apart=tells_apart) for one in jobs]


def _length(db: Database, one: Job, duration_ms: int | None, *, tells_apart: bool) -> Takes | None:
    if one.seconds_left is not None:
        return Takes(one.seconds_left, one.seconds_left)
    pace = seconds_per_hour(db, one.input["model"]) if one.kind == TRANSCRIBE else None
    if pace is None or duration_ms is None:
        return None
    hours = max(0, duration_ms - one.done) / HOUR_MS
    then = expected_s(db, duration_ms) if tells_apart and one.input.get("speakers") != NOT_TOLD else 0.0
    return Takes(hours * pace + then, hours * (slowest(db, one.input["model"]) or pace) + then)


def told(db: Database, jobs: Sequence[Job], *, tells_apart: bool = False) -> dict[str, str]:
    """By guid, for each job that waits: “begins about 14:20, ready about 14:45”, in the pilot's time zone.

    Where the machine was much slower of late than it can be: “ready between 14:45 and 15:20”.

    Args:
        jobs: those alive, in the order in which they will be done. After one of which nothing is known nothing is said.
        tells_apart: the models by which voices are told apart are here.
    """
    soon: datetime | None = clock.moment()
    late = soon
    found = {}
    for one, takes in zip(jobs, lengths(db, jobs, tells_apart=tells_apart), strict=True):
        if one.paused:
            continue
        ready = soon + timedelta(seconds=takes.quick) if soon and takes else None
        latest = late + timedelta(seconds=takes.slow) if late and takes else None
        if one.state == "queued" and soon and ready and latest:
            begins, first, last = (_hour(db, at) for at in (soon, ready, latest))
            found[one.guid] = (
                _("begins about {begins}, ready about {ready}").format(begins=begins, ready=first)
                if (latest - ready).total_seconds() < MINUTE_S else
                _("begins about {begins}, ready between {ready} and {latest}").format(
                    begins=begins, ready=first, latest=last))
        soon, late = ready, latest
    return found


def _hour(db: Database, at: datetime) -> str:
    return clock.local(db, clock.iso(at)).strftime("%H:%M")
