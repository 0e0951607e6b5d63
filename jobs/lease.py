"""A job in a worker's hands: taken for a short while, renewed, and given back whole.

Whoever holds a job holds a token. Every write for a job first checks that the token still counts, so a child that was
given up for dead can never write beside the one that took its place.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from jobs import faults, telling
from pilot import clock
from pilot.clock import now
from pilot.errors import RodeDraadError
from pilot.store.files import new_guid, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

MAX_ATTEMPTS = 3
LEASE_S = 30.0


class LeaseLost(Exception):
    """Somebody else has this job now, or it was stopped; whoever sees this ends without writing."""


class Hold(Enum):
    """What a worker learns when it renews."""

    OURS = "ours"
    CANCEL = "cancel"
    LOST = "lost"


@dataclass(frozen=True)
class Claimed:
    """A job just taken; `token` proves it."""

    guid: str
    kind: str
    token: str
    attempts: int


def _until(lease_s: float) -> str:
    return clock.iso(clock.moment() + timedelta(seconds=lease_s))


def claim(db: Database, kinds: list[str], lease_s: float = LEASE_S) -> Claimed | None:
    """Take the oldest job that is queued or whose holder gave no sign of life in time.

    A job that was tried MAX_ATTEMPTS times fails instead; one that somebody asked to stop is stopped.
    """
    if not _any(db):
        return None
    with write(db):
        at = now()
        stale = "state = 'running' AND lease_until < ?"
        db.conn.execute(
            "UPDATE job SET state = 'cancelled', finished_at = ?"
            f" WHERE cancel_asked_at IS NOT NULL AND (state = 'queued' OR {stale})", (at, at))
        for (guid,) in db.conn.execute(
                f"SELECT guid FROM job WHERE {stale} AND attempts >= ?", (at, MAX_ATTEMPTS)).fetchall():
            db.conn.execute("UPDATE job SET state = 'failed', finished_at = ?, error = ? WHERE guid = ?",
                            (at, _gave_up(db, guid), guid))
        marks = ", ".join("?" * len(kinds))
        row = db.conn.execute(
            f"UPDATE job SET state = 'running', worker = ?, lease_until = ?, attempts = attempts + 1, started_at = ?,"
            f" paced_from = NULL, paced_at = NULL, error = NULL WHERE job_id = (SELECT job_id FROM job"
            f" WHERE kind IN ({marks}) AND (state = 'queued' OR {stale}) ORDER BY job_id LIMIT 1)"
            " RETURNING guid, kind, worker, attempts",
            (new_guid(), _until(lease_s), at, *kinds, at)).fetchone()
    return Claimed(*row) if row else None


def _gave_up(db: Database, guid: str) -> str:
    """The sentence for a job that was tried often enough, as it is kept."""
    noted = db.conn.execute("SELECT json_extract(output, '$.fault') FROM job WHERE guid = ?", (guid,)).fetchone()[0]
    return telling.kept(faults.gave_up(json.loads(noted) if noted else None, MAX_ATTEMPTS))


def note_fault(db: Database, guid: str, token: str, fault: dict[str, str]) -> None:
    """Keep what ended this attempt, unless somebody else holds the job now."""
    with write(db):
        db.conn.execute(
            "UPDATE job SET output = json_patch(output, ?) WHERE guid = ? AND worker = ? AND state = 'running'",
            (json.dumps({"fault": fault}), guid, token))


def _any(db: Database) -> bool:
    """A look without the write lock, so that an idle worker never stands in anybody's way."""
    return bool(db.conn.execute(
        "SELECT 1 FROM job WHERE state = 'queued' OR (state = 'running' AND lease_until < ?) LIMIT 1", (now(),)
    ).fetchone())


def queued(db: Database, kinds: list[str]) -> bool:
    """Whether a job of these kinds waits to be taken for the first time or again."""
    marks = ", ".join("?" * len(kinds))
    return bool(db.conn.execute(
        f"SELECT 1 FROM job WHERE state = 'queued' AND kind IN ({marks}) LIMIT 1", kinds).fetchone())


def unfinished(db: Database) -> bool:
    """Whether any job is still to be done or being done."""
    return bool(db.conn.execute("SELECT 1 FROM job WHERE state IN ('queued','running') LIMIT 1").fetchone())


def renew(db: Database, claimed: Claimed, lease_s: float = LEASE_S) -> Hold:
    """Show life; says whether the job is still ours and whether somebody asked to stop it."""
    with write(db):
        row = db.conn.execute(
            "UPDATE job SET lease_until = ? WHERE guid = ? AND worker = ? AND state = 'running'"
            " RETURNING cancel_asked_at", (_until(lease_s), claimed.guid, claimed.token)).fetchone()
    if row is None:
        return Hold.LOST
    return Hold.CANCEL if row[0] else Hold.OURS


def asked_to_stop(db: Database, claimed: Claimed) -> bool:
    """Whether somebody asked to cancel a job that is ours."""
    return bool(db.conn.execute(
        "SELECT 1 FROM job WHERE guid = ? AND worker = ? AND state = 'running' AND cancel_asked_at IS NOT NULL",
        (claimed.guid, claimed.token)).fetchone())


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
    """Say how far the job is; inside `holding`. The first report of an attempt is where its pace counts from."""
    db.conn.execute(
        "UPDATE job SET done_units = ?, total_units = ?, unit = ?, paced_from = coalesce(paced_from, ?),"
        " paced_at = coalesce(paced_at, ?) WHERE guid = ?", (done, total, unit, done, now(), guid))


def note(db: Database, guid: str, found: dict[str, Any]) -> None:
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
        "UPDATE job SET state = 'done', finished_at = ?, lease_until = NULL, output = json_remove(output, '$.fault'),"
        " done_units = coalesce(total_units, done_units) WHERE guid = ?", (now(), guid))


def fail(db: Database, guid: str, token: str, error: RodeDraadError) -> None:
    """End the job with a sentence, unless somebody else holds it now."""
    with write(db):
        db.conn.execute(
            "UPDATE job SET state = 'failed', finished_at = ?, lease_until = NULL, error = ?"
            " WHERE guid = ? AND worker = ? AND state = 'running'", (now(), telling.kept(error), guid, token))


def stopped(db: Database, claimed: Claimed) -> None:
    """Mark a job cancelled after its child has ended."""
    with write(db):
        db.conn.execute(
            "UPDATE job SET state = 'cancelled', finished_at = ?, lease_until = NULL"
            " WHERE guid = ? AND worker = ? AND state = 'running'", (now(), claimed.guid, claimed.token))


def give_back(db: Database, claimed: Claimed, *, counts: bool) -> None:
    """Put a job back in the queue after its child ended without an outcome.

    Args:
        counts: True after a crash: the attempt counts and the last one fails the job; False when the worker itself
            was asked to end.
    """
    with write(db):
        if counts and claimed.attempts >= MAX_ATTEMPTS:
            db.conn.execute(
                "UPDATE job SET state = 'failed', finished_at = ?, lease_until = NULL, error = ?"
                " WHERE guid = ? AND worker = ? AND state = 'running'",
                (now(), _gave_up(db, claimed.guid), claimed.guid, claimed.token))
            return
        db.conn.execute(
            "UPDATE job SET state = 'queued', lease_until = NULL, worker = NULL, attempts = attempts - ?"
            " WHERE guid = ? AND worker = ? AND state = 'running'",
            (0 if counts else 1, claimed.guid, claimed.token))
