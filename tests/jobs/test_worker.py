"""The worker and its child processes, for real."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

import pytest

from jobs import faults, lease, queue, worker
from jobs.worker import Worker
from pilot.accounts import accounts
from pilot.config import ROOT
from pilot.store.files import open_server, write
from tests.waiting import eventually

if TYPE_CHECKING:
    from jobs.queue import Job
    from jobs.shapes import Asked
    from tests.builder import SmallPilot

HANDLERS = {
    name: f"tests.jobs.handlers:{name}"
    for name in ("count", "refuse", "stumble", "die_once", "die", "sleep", "write_after_end", "fill_disk")
}


def noted(job: Job) -> dict[str, Any]:
    """What a job of these tests noted: keys of its own."""
    return cast("dict[str, Any]", job.output)


def ask(small: SmallPilot, kind: str, who: str = "evaluator", **given: Any) -> str:
    """Ask for a job of a kind."""
    with closing(small.open()) as db, write(db):
        return queue.enqueue(db, small.viewers[who], kind, cast("Asked", given), kind)


def look(small: SmallPilot, guid: str) -> Job:
    """The job as it stands."""
    with closing(small.open()) as db:
        return queue.job(db, small.viewers["evaluator"], guid)


def work_off(small: SmallPilot) -> None:
    """Do all there is and end."""
    assert Worker(small.home, HANDLERS, idle_s=0).run()


def test_a_job_is_done_in_a_child_as_who_asked(small: SmallPilot) -> None:
    """The handler's outcome, its notes and its progress are in the pilot file; the role is that of who asked."""
    guid = ask(small, "count")
    work_off(small)
    job = look(small, guid)
    assert (job.state, job.done, job.total, noted(job)["by"]) == ("done", 3, 3, "evaluator")


@pytest.mark.slow
def test_a_sentence_is_a_failure_at_once(small: SmallPilot) -> None:
    """A fault with a sentence is not tried again, and never reads as done."""
    guid = ask(small, "refuse")
    work_off(small)
    job = look(small, guid)
    assert (job.state, job.error, job.attempts) == ("failed", "There is no text in it.", 1)


@pytest.mark.slow
def test_a_bug_is_tried_three_times_and_tells_nothing(
    small: SmallPilot, capfd: pytest.CaptureFixture[str]
) -> None:
    """What the exception said, perhaps somebody's words, is neither in the log nor in the pilot file."""
    guid = ask(small, "stumble")
    work_off(small)
    job = look(small, guid)
    assert (job.state, job.attempts) == ("failed", 3)
    assert "The same fault came back 3 times: ValueError, handlers.py:" in job.error
    assert "memory" not in job.error
    said = capfd.readouterr()
    assert "ValueError" in said.err
    assert guid in said.err
    assert "moeder" not in said.err + said.out + job.error


@pytest.mark.slow
def test_a_killed_child_goes_on_where_it_was(small: SmallPilot) -> None:
    """SIGKILL in the middle: taken up again, progress kept, done once."""
    guid = ask(small, "die_once")
    work_off(small)
    job = look(small, guid)
    assert (job.state, job.done) == ("done", 3)
    assert "fault" not in job.output


@pytest.mark.slow
def test_what_is_killed_each_time_is_said_to_be(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal is named; only where the system says that it ended something for memory is that what it was."""
    first = ask(small, "die")
    work_off(small)
    assert "broken off 8 times (signal SIGKILL)" in look(small, first).error
    kills = iter(range(100))
    monkeypatch.setattr(faults, "memory_kills", lambda: next(kills))
    second = ask(small, "die")
    work_off(small)
    assert "memory of this computer ran out 3 times" in look(small, second).error


@pytest.mark.slow
def test_cancel_kills_the_child(small: SmallPilot) -> None:
    """Stopping a job ends its process, and the worker goes on with the next one."""
    guid = ask(small, "sleep")
    thread = threading.Thread(target=Worker(small.home, HANDLERS, idle_s=0).run)
    thread.start()
    eventually(lambda: "pid" in look(small, guid).output)
    pid = noted(look(small, guid))["pid"]
    after = ask(small, "count")
    with closing(small.open()) as db:
        queue.cancel(db, small.viewers["evaluator"], guid)
    thread.join()
    assert look(small, guid).state == "cancelled"
    assert look(small, after).state == "done"
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_stopping_the_worker_gives_the_job_back(small: SmallPilot) -> None:
    """A worker told to end puts its job back without counting the attempt; the child is gone."""
    guid = ask(small, "sleep")
    first = Worker(small.home, HANDLERS, idle_s=0)
    thread = threading.Thread(target=first.run)
    thread.start()
    eventually(lambda: "pid" in look(small, guid).output)
    first.stop()
    thread.join()
    job = look(small, guid)
    assert (job.state, job.attempts) == ("queued", 0)
    with pytest.raises(ProcessLookupError):
        os.kill(noted(job)["pid"], 0)


def test_a_second_worker_steps_back(small: SmallPilot) -> None:
    """One worker per home; looking whether there is one does not keep one from starting."""
    assert not worker.is_running(small.home)
    with worker.only_one(small.home) as mine:
        assert mine
        assert worker.is_running(small.home)
        assert not Worker(small.home, HANDLERS, idle_s=0).run()
    assert not worker.is_running(small.home)
    assert Worker(small.home, HANDLERS, idle_s=0).run()


def test_a_damaged_pilot_does_not_stop_the_others(small: SmallPilot) -> None:
    """A pilot file that cannot be opened is passed over."""
    broken = small.home.folder / "pilots" / "aaa" / "pilot.db"
    broken.parent.mkdir()
    broken.write_bytes(b"not a database at all, but long enough to look like one" * 40)
    guid = ask(small, "count")
    assert worker.any_pilot(small.home, lease.unfinished)
    work_off(small)
    assert look(small, guid).state == "done"
    assert not worker.any_pilot(small.home, lease.unfinished)


def test_a_worker_of_before_an_upgrade_makes_way(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot open what the new program has changed, and holds the lock: it ends, once the program was replaced."""
    with closing(small.open()) as db:
        db.execute("INSERT INTO _sqlite_migrations(migration_set, name, applied_at) SELECT 'pilot',"
                   " '9999_later', applied_at FROM _sqlite_migrations LIMIT 1")
        db.commit()
    ended: list[bool] = []
    monkeypatch.setattr(Worker, "stop", lambda _one, *_: ended.append(True))
    assert not Worker(small.home, HANDLERS, idle_s=0).one()
    assert ended == [], "a pilot of elsewhere keeps it from nothing"
    monkeypatch.undo()
    monkeypatch.setattr(worker, "_known_since", 0)
    assert Worker(small.home, HANDLERS, idle_s=600).run()
    assert not worker.is_running(small.home)


@pytest.mark.slow
def test_who_is_no_member_any_more_gets_nothing_done(small: SmallPilot) -> None:
    """The role is looked up when the work starts: a membership that ended in between counts."""
    guid = ask(small, "count")
    with closing(open_server(small.home.server_path)) as server, closing(small.open()) as db:
        accounts.set_roles(server, db, small.pilot.slug, "evaluator", [])
    work_off(small)
    with closing(small.open()) as db:
        job = queue.job(db, small.operator(db), guid)
    assert job.state == "failed"
    assert "not a member" in job.error


@pytest.mark.slow
def test_ensure_running_starts_one_worker_that_outlives_its_starter(small: SmallPilot) -> None:
    """Nothing is started without work; with work a detached process does it after its starter has ended."""
    assert not worker.ensure_running(small.home)
    guid = ask(small, "fetch model", model="tiny")
    starter = (
        "from pathlib import Path; from pilot.config import Home; from jobs.worker import ensure_running;"
        f"assert ensure_running(Home(Path({str(small.home.folder)!r})))"
    )
    # Nobody listens on port 9: the handler fails with its sentence, which shows that it really ran.
    subprocess.run([sys.executable, "-c", starter], cwd=ROOT, check=True, env=os.environ | {"HF_ENDPOINT": "http://127.0.0.1:9"})
    eventually(lambda: look(small, guid).state == "failed")
    assert "cannot be reached" in look(small, guid).error
    assert worker.is_running(small.home)
    pid = int((small.home.folder / "worker.lock").read_text())
    os.kill(pid, 15)
    eventually(lambda: not worker.is_running(small.home))
