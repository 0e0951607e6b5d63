"""The queue as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs import lease, queue, shown
from pilot import words
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def ask(db: Database, small: SmallPilot, who: str = "evaluator", key: str = "a", kind: str = "k") -> str:
    """A job asked for by somebody."""
    with write(db):
        return queue.enqueue(db, small.viewers[who], kind, {"model": "x"}, key)


def test_asking_twice_gives_the_same_job(db: Database, small: SmallPilot) -> None:
    """While a job is alive, asking again changes nothing; once it has ended there is a new one."""
    first = ask(db, small)
    assert ask(db, small) == first
    assert ask(db, small, key="b") != first
    queue.cancel(db, small.viewers["evaluator"], first)
    assert ask(db, small) != first


def test_a_coach_sees_her_own_jobs_only(db: Database, small: SmallPilot) -> None:
    """Evaluators see all jobs; a coach neither sees nor stops another's."""
    hers, other = ask(db, small, "coach", "a"), ask(db, small, "evaluator", "b")
    assert [job.guid for job in queue.jobs(db, small.viewers["coach"])] == [hers]
    assert {job.guid for job in queue.jobs(db, small.viewers["evaluator"])} == {hers, other}
    assert queue.jobs(db, small.viewers["steering"]) == []
    with pytest.raises(NotFound):
        queue.cancel(db, small.viewers["coach"], other)


def test_cancelling_what_waits_ends_it_at_once(db: Database, small: SmallPilot) -> None:
    """No worker is needed to stop a job nobody runs; stopping it again is a conflict."""
    guid = ask(db, small)
    queue.cancel(db, small.viewers["evaluator"], guid)
    assert queue.job(db, small.viewers["evaluator"], guid).state == "cancelled"
    assert lease.claim(db, ["k"]) is None
    with pytest.raises(Conflict):
        queue.cancel(db, small.viewers["evaluator"], guid)


def test_cancelling_what_runs_waits_for_the_worker(db: Database, small: SmallPilot) -> None:
    """A running job says it is being stopped until its worker has done so."""
    guid = ask(db, small)
    claimed = lease.claim(db, ["k"])
    assert claimed is not None
    queue.cancel(db, small.viewers["evaluator"], guid)
    job = queue.job(db, small.viewers["evaluator"], guid)
    assert (job.state, job.stopping) == ("running", True)
    assert lease.hold(db, claimed) is lease.Hold.CANCEL
    lease.stopped(db, claimed)
    assert queue.job(db, small.viewers["evaluator"], guid).state == "cancelled"


def test_a_failure_is_told_in_the_readers_language(db: Database, small: SmallPilot) -> None:
    """The sentence is kept as msgid and parameters, those that are sentences themselves too."""
    guid = ask(db, small)
    claimed = lease.claim(db, ["k"])
    assert claimed is not None
    use = BadInput(N_("transcribing"))
    missing = "{person} has given no consent for: {use}. Record the consent first, then try again."
    lease.fail(db, guid, claimed.token, BadInput(missing, person="Moeder Berk", use=use))
    english = queue.job(db, small.viewers["evaluator"], guid).error
    with words.speaking("nl"):
        dutch = queue.job(db, small.viewers["evaluator"], guid).error
    assert "no consent for: transcribing" in english
    assert "Moeder Berk" in dutch
    assert dutch != english


def test_a_job_in_words(db: Database, small: SmallPilot) -> None:
    """Audio time heard of the whole, and the time left once there is enough to say."""
    guid = ask(db, small)
    claimed = lease.claim(db, ["k"])
    assert claimed is not None
    with lease.holding(db, guid, claimed.token):
        lease.progress(db, guid, 0, 2_890_000, "ms")
    with write(db):
        db.conn.execute(
            "UPDATE job SET done_units = 750000, paced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-126 seconds')")
    with words.speaking("nl"):
        text = shown.state(queue.job(db, small.viewers["evaluator"], guid))
    assert text == "00:12:30 van 00:48:10 gehoord, nog ongeveer 6 minuten"


def test_what_was_asked_is_recorded_without_content(db: Database, small: SmallPilot) -> None:
    """Asking and stopping leave an event each, with the job's guid."""
    guid = ask(db, small)
    queue.cancel(db, small.viewers["evaluator"], guid)
    rows = db.conn.execute("SELECT verb FROM event WHERE subject_guid = ? ORDER BY event_id", (guid,))
    assert [row[0] for row in rows] == ["asked for", "cancelled"]
