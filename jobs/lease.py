"""A job in a worker's hands: taken, held, and given back whole.

Whoever holds a job holds a token. Every write for a job first checks that the token still counts, so a child that was
given up for dead can never write beside the one that took its place. There is one worker a home, by a lock of the
kernel (`worker.only_one`): what a worker finds running when it begins was left behind by one that died.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from jobs import faults, telling
from pilot.clock import now, seconds_between
from pilot.errors import RodeDraadError
from pilot.store.files import new_guid, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from jobs.shapes import Noted

# Attempts in which nothing was done: by a fault of its own, and where it was killed from outside.
MAX_ATTEMPTS, MAX_KILLED = 3, 8
# The pace is that of the last so many seconds, up to twice as many.
RECENT_S = 300
_FREE = "state = 'queued' AND paused_at IS NULL"


class LeaseLost(Exception):
    """Somebody else has this job now, or it was stopped; whoever sees this ends without writing."""


class Hold(Enum):
    """What a worker learns of the job it does."""

    OURS = "ours"
    CANCEL = "cancel"
    PAUSE = "pause"
    LOST = "lost"


@dataclass(frozen=True)
class Claimed:
    """A job just taken; `token` proves it. `attempts`: how many, this one included, since something was last done."""

    guid: str
    kind: str
    token: str
    attempts: int


def claim(db: Database, kinds: list[str]) -> Claimed | None:
    """Take the first job of these kinds that waits, in the order of the queue; None when there is none."""
    if not queued(db, kinds):
        return None
    marks = ", ".join("?" * len(kinds))
    with write(db):
        row = db.conn.execute(
            "UPDATE job SET state = 'running', worker = ?, attempts = attempts + 1, started_at = ?,"
            " paced_from = NULL, paced_at = NULL, error = NULL WHERE job_id = (SELECT job_id FROM job"
            f" WHERE kind IN ({marks}) AND {_FREE} ORDER BY rank, job_id LIMIT 1)"
            " RETURNING guid, kind, worker, attempts", (new_guid(), now(), *kinds)).fetchone()
    return Claimed(*row) if row else None


def left_behind(db: Database) -> None:
    """Put back what a worker that is dead was doing; called by who has just become the worker.

    What somebody asked to stop is stopped; what was tried MAX_KILLED times and did nothing fails.
    """
    if not db.conn.execute("SELECT 1 FROM job WHERE state = 'running' LIMIT 1").fetchone():
        return
    with write(db):
        rows = db.conn.execute(
            "SELECT guid, kind, worker, attempts, cancel_asked_at FROM job WHERE state = 'running'").fetchall()
        for *row, cancel in rows:
            if cancel:
                _stopped(db, Claimed(*row))
            else:
                _give_back(db, Claimed(*row), counts=True, most=MAX_KILLED)


def _gave_up(db: Database, guid: str, times: int) -> str:
    """The sentence for a job that was tried so often, as it is kept."""
    noted = db.conn.execute("SELECT json_extract(output, '$.fault') FROM job WHERE guid = ?", (guid,)).fetchone()[0]
    return telling.kept(faults.gave_up(json.loads(noted) if noted else None, times))


def note_fault(db: Database, guid: str, token: str, fault: dict[str, str]) -> None:
    """Keep what ended this attempt, unless somebody else holds the job now."""
    with write(db):
        db.conn.execute(
            "UPDATE job SET output = json_patch(output, ?) WHERE guid = ? AND worker = ? AND state = 'running'",
            (json.dumps({"fault": fault}), guid, token))


def queued(db: Database, kinds: list[str]) -> bool:
    """Whether a job of these kinds waits to be taken; without the write lock: an idle worker is in nobody's way."""
    marks = ", ".join("?" * len(kinds))
    return bool(db.conn.execute(f"SELECT 1 FROM job WHERE {_FREE} AND kind IN ({marks}) LIMIT 1", kinds).fetchone())


def unfinished(db: Database) -> bool:
    """Whether any job is to be done or being done."""
    return bool(db.conn.execute(f"SELECT 1 FROM job WHERE ({_FREE}) OR state = 'running' LIMIT 1").fetchone())


def hold(db: Database, claimed: Claimed) -> Hold:
    """Whether the job is still ours, and whether somebody asked to stop it or to let it wait."""
    row = db.conn.execute(
        "SELECT cancel_asked_at, paused_at FROM job WHERE guid = ? AND worker = ? AND state = 'running'",
        (claimed.guid, claimed.token)).fetchone()
    if row is None:
        return Hold.LOST
    return Hold.CANCEL if row[0] else Hold.PAUSE if row[1] else Hold.OURS


@contextmanager
def holding(db: Database, guid: str, token: str) -> Iterator[None]:
    """One transaction that only happens while the token still counts and nobody asked to stop.

    Raises: LeaseLost, and nothing was written.
    """
    with write(db):
        if not db.conn.execute(
            "SELECT 1 FROM job WHERE guid = ? AND worker = ? AND state = 'running' AND cancel_asked_at IS NULL",
            (guid, token)).fetchone():
            raise LeaseLost
        yield


def progress(db: Database, guid: str, done: int, total: int | None, unit: str) -> None:
    """Say how far the job is; inside `holding`. The first report of an attempt is where its pace counts from.

    Where something was done, attempts are counted anew: only what never gets further is given up.
    """
    db.conn.execute(
        "UPDATE job SET attempts = CASE WHEN ?1 > done_units THEN 0 ELSE attempts END, done_units = ?1,"
        " total_units = ?2, unit = ?3 WHERE guid = ?4", (done, total, unit, guid))
    _pace(db, guid, done)


def _pace(db: Database, guid: str, done: int) -> None:
    """What is left is judged by the last minutes: what slowed the machine before says nothing of what is to come.

    `output` keeps where the attempt began (`from`, `since`) and the report from which the next minutes will count.
    """
    at = now()
    began, kept = db.conn.execute(
        "SELECT paced_at, json_extract(output, '$.pace') FROM job WHERE guid = ?", (guid,)).fetchone()
    mark = json.loads(kept) if began and kept else None
    if mark is None:
        _paced(db, guid, done, at)
        note(db, guid, {"pace": {"from": done, "since": at, "done": done, "at": at}})
    elif seconds_between(mark["at"], at) >= RECENT_S:
        _paced(db, guid, mark["done"], mark["at"])
        note(db, guid, {"pace": {"done": done, "at": at}})


def _paced(db: Database, guid: str, done: int, at: str) -> None:
    db.conn.execute("UPDATE job SET paced_from = ?, paced_at = ? WHERE guid = ?", (done, at, guid))


def trying(db: Database, guid: str, what: list[int] | None) -> None:
    """Note what the job is at; it is found there after a crash, and after no other end. Inside `holding`."""
    note(db, guid, {"trying": what})


def counted(db: Database, guid: str) -> None:
    """A crash was counted for what the job was at: its own attempts count anew, from the one at hand."""
    db.conn.execute("UPDATE job SET attempts = 1 WHERE guid = ?", (guid,))


def note(db: Database, guid: str, found: Noted) -> None:
    """Merge keys into the job's output; inside `holding`."""
    db.conn.execute("UPDATE job SET output = json_patch(output, ?) WHERE guid = ?", (json.dumps(found), guid))


def take_over(db: Database, guid: str) -> str | None:
    """Go on where an earlier job stopped that failed or was cancelled; inside `holding`.

    The newest one that was asked for alike and did something hands on how far it was and what it noted.
    Returns: its guid, or None.
    """
    earlier = db.conn.execute(
        "SELECT e.guid FROM job e JOIN job j ON j.kind = e.kind AND j.input_key = e.input_key"
        " AND j.input = e.input WHERE j.guid = ? AND e.state IN ('failed','cancelled') AND e.done_units > 0"
        " AND e.job_id < j.job_id ORDER BY e.job_id DESC LIMIT 1", (guid,)).fetchone()
    if earlier is None:
        return None
    db.conn.execute(
        "UPDATE job SET done_units = e.done_units, output = e.output FROM job e WHERE e.guid = ? AND job.guid = ?",
        (earlier[0], guid))
    # It is this job's now: one that comes after it must not begin past work that is not there.
    db.conn.execute("UPDATE job SET done_units = 0 WHERE guid = ?", earlier)
    return str(earlier[0])


def finish(db: Database, guid: str) -> None:
    """Mark the job done; inside `holding`, in the transaction of what it made."""
    db.conn.execute(
        "UPDATE job SET state = 'done', finished_at = ?, output = json_remove(output, '$.fault'),"
        " done_units = coalesce(total_units, done_units) WHERE guid = ?", (now(), guid))


def fail(db: Database, guid: str, token: str, error: RodeDraadError) -> None:
    """End the job with a sentence, unless somebody else holds it now."""
    with write(db):
        db.conn.execute(
            "UPDATE job SET state = 'failed', finished_at = ?, error = ?"
            " WHERE guid = ? AND worker = ? AND state = 'running'", (now(), telling.kept(error), guid, token))


def end(db: Database, guid: str, why: RodeDraadError) -> bool:
    """End a job that waits or runs, with a sentence; whether it did. Who holds it finds it lost. Inside a write."""
    ended = db.conn.execute(
        "UPDATE job SET state = 'failed', worker = NULL, finished_at = ?, error = ?"
        " WHERE guid = ? AND state IN ('queued', 'running')", (now(), telling.kept(why), guid))
    return bool(ended.rowcount)


def undone(db: Database, guids: list[str]) -> None:
    """Say that nothing is left of what these jobs did: one asked for alike begins anew. Inside a write."""
    db.conn.executemany("UPDATE job SET done_units = 0, output = '{}' WHERE guid = ?", [(one,) for one in guids])


def pause(db: Database, guid: str, token: str, why: RodeDraadError) -> None:
    """Let the job wait until somebody lets it go on, and say why; the attempt does not count."""
    with write(db):
        db.conn.execute(
            "UPDATE job SET state = 'queued', worker = NULL, attempts = max(0, attempts - 1), paused_at = ?,"
            " paused_why = ?, output = json_remove(output, '$.trying')"
            " WHERE guid = ? AND worker = ? AND state = 'running'", (now(), telling.kept(why), guid, token))


def stopped(db: Database, claimed: Claimed) -> None:
    """Mark a job cancelled after its child has ended."""
    with write(db):
        _stopped(db, claimed)


def _stopped(db: Database, claimed: Claimed) -> None:
    db.conn.execute("UPDATE job SET state = 'cancelled', finished_at = ? WHERE guid = ? AND worker = ?"
                    " AND state = 'running'", (now(), claimed.guid, claimed.token))


def give_back(db: Database, claimed: Claimed, *, counts: bool, killed: bool = False) -> None:
    """Put a job back in the queue after its child ended without an outcome.

    Args:
        counts: True after a crash: the attempt counts, and the last one in which nothing was done fails the job; False
            when the worker itself was asked to end, or the job to wait.
        killed: somebody or something outside ended it, which may happen more often before the job fails.
    """
    with write(db):
        _give_back(db, claimed, counts=counts, most=MAX_KILLED if killed else MAX_ATTEMPTS)


def _give_back(db: Database, claimed: Claimed, *, counts: bool, most: int) -> None:
    ours = "guid = ? AND worker = ? AND state = 'running'"
    if counts and db.conn.execute(
            f"UPDATE job SET state = 'failed', finished_at = ?, error = ? WHERE {ours} AND attempts >= ?",
            (now(), _gave_up(db, claimed.guid, claimed.attempts), claimed.guid, claimed.token, most)).rowcount:
        return
    db.conn.execute(
        "UPDATE job SET state = 'queued', worker = NULL, attempts = max(0, attempts - ?1),"
        " output = iif(?1, json_remove(output, '$.trying'), output)"
        " WHERE guid = ?2 AND worker = ?3 AND state = 'running'", (0 if counts else 1, claimed.guid, claimed.token))
