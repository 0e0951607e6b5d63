"""The queue as people see it: asking for work, seeing how far it is, stopping it.

A job lies in the pilot file, so it survives the page, the app and the machine. What a worker does with it is in
`lease`. Input and output hold guids and numbers, never content.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from jobs import pace, telling
from pilot import events
from pilot.access import Right
from pilot.clock import now, seconds_between
from pilot.door import inner, use_case
from pilot.errors import Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from jobs.shapes import Asked, Noted
    from pilot.access import Viewer

ALIVE = ("queued", "running")


@dataclass(frozen=True)
class Job:
    """One job as shown.

    Attributes:
        state: 'queued', 'running', 'done', 'failed' or 'cancelled'.
        done, total: progress in `unit` ('ms' of audio, 'bytes'); total None while it is not known.
        seconds_left: at the measured pace; None until there is enough to say.
        error: one sentence in the reader's language, or ''.
        stopping: somebody asked to cancel it and the worker has not yet done so.
        paused: it waits until somebody lets it go on; the worker may still be ending it.
        paused_why: one sentence in the reader's language where nobody asked for that, or ''.
    """

    guid: str
    kind: str
    input: Asked
    state: str
    attempts: int
    done: int
    total: int | None
    unit: str
    output: Noted
    error: str
    asked_by: str
    created_at: str
    finished_at: str | None
    seconds_left: float | None
    stopping: bool
    paused: bool
    paused_why: str

    @property
    def alive(self) -> bool:
        """Still to be done or being done."""
        return self.state in ALIVE


_COLUMNS = (
    "j.guid, j.kind, j.input, j.state, j.attempts, j.done_units, j.total_units, j.unit, j.output, j.error,"
    " maker(u.guid, u.label), j.created_at, j.finished_at, j.paced_from, j.paced_at, j.cancel_asked_at,"
    " j.paused_at, j.paused_why"
)
# Those alive as they will be done, then what has ended, the newest first.
_ORDER = (
    "CASE j.state WHEN 'running' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END, CASE j.state WHEN 'queued' THEN j.rank END,"
    " CASE j.state WHEN 'queued' THEN j.job_id ELSE -j.job_id END"
)


@inner("part of a use case that asks for work")
def enqueue(db: Database, viewer: Viewer, kind: str, input: Asked, input_key: str) -> str:
    """Ask for work; call it inside `write(db)`, after the use case has checked rights.

    Args:
        kind: which handler does it.
        input: guids, names of models, settings; never content or a person's name.
        input_key: what it is done to; while a job of this kind and key is alive, asking again gives that one.

    Returns: the job's guid.
    """
    row = db.conn.execute(
        "SELECT guid FROM job WHERE kind = ? AND input_key = ? AND state IN ('queued','running')", (kind, input_key)
    ).fetchone()
    if row:
        return str(row[0])
    guid = new_guid()
    db.conn.execute(
        "INSERT INTO job(guid, kind, input_key, input, state, created_by, created_at, rank)"
        " SELECT ?,?,?,?,'queued',?,?, coalesce(max(rank), 0) FROM job WHERE state = 'queued'",
        (guid, kind, input_key, json.dumps(input), viewer.user_id, now()),
    )
    events.record(db, viewer, "asked for", "job", guid)
    return guid


def alive(db: Database, kind: str, input_key: str) -> Asked | None:
    """The input of the job of this kind and key that is still to be done, or None."""
    row = db.conn.execute(
        "SELECT input FROM job WHERE kind = ? AND input_key = ? AND state IN ('queued','running')", (kind, input_key)
    ).fetchone()
    return cast("Asked", json.loads(row[0])) if row else None


@inner("a rule that reads compose")
def visible_where(viewer: Viewer) -> tuple[str, list[object]]:
    """SQL condition and parameters for the jobs a viewer may see: all for those who may transcribe, else one's own."""
    return ("1", []) if viewer.may(Right.TRANSCRIBE) else ("j.created_by = ?", [viewer.user_id])


@use_case(anybody=True, reads="one's own tasks, or all")
def jobs(
    db: Database, viewer: Viewer, limit: int = 50, *, kinds: Collection[str] = (), own: bool = False, guid: str = "",
) -> list[Job]:
    """Jobs this viewer may see: those alive first, then the newest.

    Args:
        kinds: only of these, where they are given; own: only what she asked for; guid: only this one.
    """
    where, params = visible_where(viewer)
    for condition, value in (("j.kind IN (SELECT value FROM json_each(?))", json.dumps(list(kinds)) if kinds else ""),
                             ("j.created_by = ?", viewer.user_id if own else ""), ("j.guid = ?", guid)):
        if value:
            where, params = f"{where} AND {condition}", [*params, value]
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM job j LEFT JOIN user u ON u.user_id = j.created_by WHERE {where}"
        f" ORDER BY {_ORDER} LIMIT ?", (*params, limit))
    at = now()
    return [_job(row, at) for row in rows]


@use_case(anybody=True, reads="one's own tasks, or all")
def job(db: Database, viewer: Viewer, guid: str) -> Job:
    """One job. Raises: NotFound alike for none and for one that is not for this viewer."""
    where, params = visible_where(viewer)
    row = db.conn.execute(
        f"SELECT {_COLUMNS} FROM job j LEFT JOIN user u ON u.user_id = j.created_by WHERE j.guid = ? AND {where}",
        (guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This task is not there, or it is not yours."))
    return _job(row, now())


def _job(row: tuple[Any, ...], at: str) -> Job:
    (guid, kind, input_, state, attempts, done, total, unit, output, error,
     label, created, finished, paced_from, paced_at, cancel_asked, paused_at, paused_why) = row
    running, noted = state == "running", json.loads(output)
    left = None
    if running and paced_at is not None:
        left = pace.seconds_left(
            done, total, paced_from, seconds_between(paced_at, at), noted.get("then_s") or 0.0)
    return Job(
        guid, kind, json.loads(input_), state, attempts, done, total, unit, noted,
        telling.sentence(error), label, created, finished, left,
        stopping=state in ALIVE and cancel_asked is not None,
        paused=state in ALIVE and paused_at is not None, paused_why=telling.sentence(paused_why),
    )


@use_case(anybody=True, event="cancelled job")
def cancel(db: Database, viewer: Viewer, guid: str) -> None:
    """Stop a job: at once when nobody runs it, else the worker ends it within seconds. What was done is kept.

    Raises: NotFound; Conflict when it has ended already.
    """
    found = job(db, viewer, guid)
    if not found.alive:
        raise Conflict(N_("This has ended already."))
    with write(db):
        changed = db.conn.execute(
            "UPDATE job SET cancel_asked_at = coalesce(cancel_asked_at, ?1),"
            " finished_at = CASE state WHEN 'queued' THEN ?1 END,"
            " state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END"
            " WHERE guid = ?2 AND state IN ('queued','running')", (now(), guid)).rowcount
        if not changed:
            raise Conflict(N_("This has ended already."))
        events.record(db, viewer, "cancelled", "job", guid)


@use_case(anybody=True, event="paused job")
def pause(db: Database, viewer: Viewer, guid: str) -> None:
    """Let a job wait until somebody lets it go on; one that runs ends within seconds, and what it did is kept.

    Raises: NotFound; Conflict when it has ended.
    """
    _held(db, viewer, guid, "paused", "paused_at = coalesce(paused_at, ?)", now())


@use_case(anybody=True, event="resumed job")
def resume(db: Database, viewer: Viewer, guid: str) -> None:
    """Let a job go on that waits for it. Raises: NotFound; Conflict when it has ended."""
    _held(db, viewer, guid, "resumed", "paused_at = ?, paused_why = NULL", None)


def _held(db: Database, viewer: Viewer, guid: str, verb: str, change: str, value: str | None) -> None:
    found = job(db, viewer, guid)
    with write(db):
        if not found.alive or not db.conn.execute(
                f"UPDATE job SET {change} WHERE guid = ? AND state IN ('queued','running')", (value, guid)).rowcount:
            raise Conflict(N_("This has ended already."))
        events.record(db, viewer, verb, "job", guid)


@use_case(Right.TRANSCRIBE, event="moved job")
def move(db: Database, viewer: Viewer, guid: str, by: int | None) -> None:
    """Change when a job that waits has its turn.

    Args:
        by: so many places, earlier where it is below 0; None: before all others.

    Raises: NotFound; Conflict when it does not wait (any more).
    """
    job(db, viewer, guid)
    with write(db):
        order = [row[0] for row in db.conn.execute(
            "SELECT guid FROM job WHERE state = 'queued' ORDER BY rank, job_id")]
        if guid not in order:
            raise Conflict(N_("This does not wait any more: it has begun, or ended."))
        at = order.index(guid)
        order.insert(0 if by is None else max(0, at + by), order.pop(at))
        db.conn.executemany("UPDATE job SET rank = ? WHERE guid = ?", list(enumerate(order)))
        events.record(db, viewer, "moved", "job", guid)
