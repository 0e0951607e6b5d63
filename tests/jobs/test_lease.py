"""Leases: one holder at a time, whatever dies."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jobs import lease, queue
from pilot import clock
from pilot.errors import Conflict
from pilot.store.files import write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jobs.lease import Claimed
    from tests.builder import SmallPilot


@pytest.fixture
def guid(db: Database, small: SmallPilot) -> str:
    """A waiting job."""
    with write(db):
        return queue.enqueue(db, small.viewers["evaluator"], "k", {}, "a")


def take(db: Database) -> Claimed:
    """The job that is waiting."""
    claimed = lease.claim(db, ["k"])
    assert claimed is not None
    return claimed


def die(db: Database) -> None:
    """The worker dies, and another one begins."""
    lease.left_behind(db)


def row(db: Database, guid: str) -> tuple[str, int, str | None]:
    """State, attempts and error of a job."""
    found = db.conn.execute("SELECT state, attempts, error FROM job WHERE guid = ?", (guid,)).fetchone()
    return found[0], found[1], found[2]


def test_a_job_is_taken_once(db: Database, small: SmallPilot, guid: str) -> None:
    """Two workers never hold the same job; other kinds are left alone."""
    with closing(small.open()) as other:
        assert lease.claim(other, ["another kind"]) is None
        assert lease.claim(db, ["k"]) is not None
        assert lease.claim(other, ["k"]) is None


def test_the_oldest_goes_first(db: Database, small: SmallPilot, guid: str) -> None:
    """Jobs are done in the order in which they were asked for."""
    with write(db):
        second = queue.enqueue(db, small.viewers["evaluator"], "k", {}, "b")
    assert [take(db).guid, take(db).guid] == [guid, second]


def test_who_lost_the_lease_writes_nothing(db: Database, guid: str) -> None:
    """A holder taken for dead and replaced cannot store, report or finish any more."""
    first = take(db)
    die(db)
    second = take(db)
    assert (second.guid, second.attempts) == (guid, 2)
    with pytest.raises(lease.LeaseLost), lease.holding(db, guid, first.token):
        lease.finish(db, guid)
    assert lease.hold(db, first) is lease.Hold.LOST
    lease.give_back(db, first, counts=True)
    lease.stopped(db, first)
    assert row(db, guid)[0] == "running"
    assert lease.hold(db, second) is lease.Hold.OURS


def test_nobody_writes_for_a_job_that_is_to_stop(db: Database, small: SmallPilot, guid: str) -> None:
    """Once somebody asked to stop it, a job cannot turn into done."""
    claimed = take(db)
    queue.cancel(db, small.viewers["evaluator"], guid)
    with pytest.raises(lease.LeaseLost), lease.holding(db, guid, claimed.token):
        lease.finish(db, guid)
    assert lease.hold(db, claimed) is lease.Hold.CANCEL


def test_silent_deaths_and_it_fails(db: Database, guid: str) -> None:
    """A job whose worker died eight times without anything done fails with a sentence and is not taken again."""
    for attempt in range(1, lease.MAX_KILLED + 1):
        assert take(db).attempts == attempt
        die(db)
    assert lease.claim(db, ["k"]) is None
    state, attempts, error = row(db, guid)
    assert (state, attempts) == ("failed", lease.MAX_KILLED)
    assert error is not None
    assert str(lease.MAX_KILLED) in error


def test_crashes_count_and_being_asked_to_end_does_not(db: Database, guid: str) -> None:
    """Shutting the machine down any number of times never fails a job; three crashes do."""
    for _ in range(5):
        lease.give_back(db, take(db), counts=False)
    assert row(db, guid)[:2] == ("queued", 0)
    for _ in range(3):
        lease.give_back(db, take(db), counts=True)
    assert row(db, guid)[:2] == ("failed", 3)


def test_a_dead_job_that_was_to_stop_is_stopped(db: Database, small: SmallPilot, guid: str) -> None:
    """Worker dead, cancel asked: cancelled, not taken up again."""
    claimed = take(db)
    queue.cancel(db, small.viewers["evaluator"], guid)
    die(db)
    assert lease.claim(db, ["k"]) is None
    assert row(db, guid)[0] == "cancelled"
    lease.give_back(db, claimed, counts=True)
    assert row(db, guid)[0] == "cancelled"


def test_notes_are_merged(db: Database, guid: str) -> None:
    """A later note replaces its own keys only; None takes a key away."""
    claimed = take(db)
    with lease.holding(db, guid, claimed.token):
        lease.note(db, guid, {"damage": [(0, 5)], "document": "x"})
        lease.note(db, guid, {"damage": None, "why": []})
    assert db.conn.execute("SELECT output FROM job").fetchone()[0] == '{"document":"x","why":[]}'


def test_only_attempts_in_which_nothing_was_done_count(db: Database, guid: str) -> None:
    """However often it is broken off, a job that gets further each time goes on; stuck, it fails."""
    for done in range(1, 6):
        claimed = take(db)
        with lease.holding(db, guid, claimed.token):
            lease.progress(db, guid, done, 10, "ms")
        die(db)
    for _ in range(lease.MAX_KILLED):
        claimed = take(db)
        with lease.holding(db, guid, claimed.token):
            lease.progress(db, guid, 5, 10, "ms")
        die(db)
    assert row(db, guid)[0] == "failed"


def test_what_waits_is_taken_in_the_order_of_the_queue(db: Database, small: SmallPilot, guid: str) -> None:
    """Moved to the front, one place down, and a newly asked one still comes last."""
    viewer = small.viewers["evaluator"]
    with write(db):
        second, third = (queue.enqueue(db, viewer, "k", {}, key) for key in "bc")
    queue.move(db, viewer, third, None)
    queue.move(db, viewer, guid, 1)
    with write(db):
        last = queue.enqueue(db, viewer, "k", {}, "d")
    order = [third, second, guid, last]
    assert [job.guid for job in queue.jobs(db, viewer)] == order
    assert [take(db).guid for _ in order] == order
    with pytest.raises(Conflict, match="does not wait"):
        queue.move(db, viewer, third, 1)


def test_what_is_paused_waits_for_a_person(db: Database, small: SmallPilot, guid: str) -> None:
    """Queued or running, a paused job is not taken; let go on, it is, with no attempt counted."""
    viewer = small.viewers["evaluator"]
    queue.pause(db, viewer, guid)
    assert lease.claim(db, ["k"]) is None
    assert not lease.unfinished(db)
    queue.resume(db, viewer, guid)
    claimed = take(db)
    queue.pause(db, viewer, guid)
    assert lease.hold(db, claimed) is lease.Hold.PAUSE
    assert queue.job(db, viewer, guid).paused
    lease.give_back(db, claimed, counts=False)
    assert lease.claim(db, ["k"]) is None
    queue.resume(db, viewer, guid)
    assert take(db).attempts == 1
    queue.cancel(db, viewer, guid)
    die(db)
    with pytest.raises(Conflict, match="ended already"):
        queue.pause(db, viewer, guid)


def test_a_slow_hour_is_forgotten(
    db: Database, small: SmallPilot, guid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten units a minute, then one a minute for an hour, then ten again: after ten minutes all is as before."""
    began_at = at = clock.moment()
    monkeypatch.setattr(clock, "moment", lambda: at)
    claimed, done = take(db), 0

    def minutes(count: int, each: int) -> float | None:
        nonlocal at, done
        for _minute in range(count):
            at, done = at + timedelta(minutes=1), done + each
            with lease.holding(db, guid, claimed.token):
                lease.progress(db, guid, done, 10_000, "ms")
        return queue.job(db, small.viewers["evaluator"], guid).seconds_left

    assert minutes(30, 10) == pytest.approx((10_000 - 300) * 6, rel=0.05)
    assert minutes(60, 1) == pytest.approx((10_000 - 360) * 60, rel=0.05)
    assert minutes(11, 10) == pytest.approx((10_000 - 470) * 6, rel=0.05)
    began = queue.job(db, small.viewers["evaluator"], guid).output["pace"]
    assert (began["from"], began["since"]) == (10, clock.iso(began_at + timedelta(minutes=1)))
