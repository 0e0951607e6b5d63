"""Killed, cut off, full: long work ends right or not at all, and never says done when it is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from jobs import lease, queue, shown
from jobs.worker import Worker, any_pilot, work
from pilot.store.files import write
from tests import recordings
from tests.forked import Forked
from tests.jobs.test_worker import HANDLERS, ask, look
from tests.recordings import is_jfk
from tests.waiting import eventually
from texts.documents import transcript
from transcribe import handlers, job, windows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jobs.work import Work
    from tests.builder import SmallPilot
    from transcribe.writing import Written



def transcribe_and_die(work: Work) -> None:
    """The real handler, killed after its first batch the first time it runs."""
    from transcribe.keep import Keeper

    store = Keeper.keep
    done = work.db.conn.execute("SELECT count(*) FROM sound_window WHERE state = 'done'").fetchone()[0]

    def store_and_die(self: Keeper, found: Sequence[Written]) -> None:
        store(self, found)
        if not done:
            os.kill(os.getpid(), signal.SIGKILL)

    Keeper.keep = store_and_die  # type: ignore[method-assign]
    windows.BATCH = 1
    job.run(work)


@pytest.mark.model
def test_killed_in_the_middle_of_a_long_recording(
    small: SmallPilot, tiny_model: Path, jfk: Path, tmp_path: Path
) -> None:
    """kill -9 after a batch: gone on from there, every word once, one document, times in one clock."""
    model = recordings.lend_model(small, tiny_model)
    recording = recordings.store(small, recordings.looped(jfk, 3, tmp_path / "long.wav"))
    with closing(small.open()) as db:
        guid = job.request_transcription(db, small.viewers["evaluator"], recording, model, "en")
    worker = Worker(small.home, {handlers.TRANSCRIBE: "tests.faults.test_jobs_crash:transcribe_and_die"}, idle_s=0)
    assert worker.run()
    done = look(small, guid)
    assert done.state == "done"
    with closing(small.open()) as db:
        rows = db.conn.execute("SELECT seq, start_ms, end_ms, state FROM sound_window ORDER BY seq").fetchall()
        assert [row[0] for row in rows] == list(range(len(rows)))
        assert {row[3] for row in rows} == {"done"}
        assert all(a[2] <= b[1] for a, b in zip(rows, rows[1:], strict=False))
        assert db.conn.execute("SELECT count(*) FROM document").fetchone()[0] == 1
        text = transcript(db, small.operator(db), done.output["document"])
    turns = list(text["turns"])
    assert is_jfk(" ".join(t["text"] for t in turns), 3)
    assert turns[-1]["end_ms"] == pytest.approx(32_500, abs=800)


def test_killed_worker(small: SmallPilot) -> None:
    """kill -9 of the worker: its child ends too, and another worker takes the job up at once, by no clock."""
    guid = ask(small, "sleep")
    process = Forked(lambda: work(small.home, HANDLERS))
    eventually(lambda: "pid" in look(small, guid).output)
    pid = cast("dict[str, int]", look(small, guid).output)["pid"]
    process.kill()
    process.wait()
    eventually(lambda: not alive(pid))
    assert look(small, guid).state == "running"
    assert Worker(small.home, HANDLERS | {"sleep": HANDLERS["count"]}, idle_s=0).run()
    assert look(small, guid).state == "done"


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_given_up_for_dead_cannot_finish(small: SmallPilot, tmp_path: Path) -> None:
    """A child that comes back after its job was given to another writes nothing."""
    marker = tmp_path / "go"
    guid = ask(small, "write_after_end", marker=str(marker))
    thread = threading.Thread(target=Worker(small.home, HANDLERS, idle_s=0).one)
    thread.start()
    eventually(lambda: look(small, guid).state == "running")
    with closing(small.open()) as db, write(db):
        db.conn.execute("UPDATE job SET worker = 'somebody else'")
    marker.touch()
    thread.join()
    assert look(small, guid).output == {}
    assert look(small, guid).state == "running"


def test_a_full_disk_pauses_with_a_sentence(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite finds no room: what was done is kept, the sentence says what to do, and the job goes on when somebody says
    so; also where there is not even room to write down that it waits."""
    full, pause = iter((True, True, False)), lease.pause

    def no_room(*arguments: Any) -> None:
        if next(full):
            raise sqlite3.OperationalError("database or disk is full")
        pause(*arguments)

    monkeypatch.setattr(lease, "pause", no_room)
    guid = ask(small, "fill_disk")
    assert Worker(small.home, HANDLERS, idle_s=0).run()
    waits = look(small, guid)
    assert (waits.state, waits.paused, set(waits.output) - {"pace"}, waits.done) == ("queued", True, set(), 1)
    assert shown.state(waits) == "The disk is full. What was done is kept: make room, then press Go on."
    assert not any_pilot(small.home, lease.unfinished)
    with closing(small.open()) as db:
        queue.resume(db, small.viewers["evaluator"], guid)
    assert Worker(small.home, HANDLERS | {"fill_disk": HANDLERS["count"]}, idle_s=0).run()
    assert look(small, guid).state == "done"


def test_a_locked_pilot_does_not_end_the_work(small: SmallPilot) -> None:
    """Somebody holds the write lock for a while: the worker waits and the job is done after all."""
    guid = ask(small, "count")
    code = (
        "import sqlite3, sys, time; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('BEGIN IMMEDIATE'); print('locked', flush=True); time.sleep(3); db.execute('ROLLBACK')"
    )
    command = [sys.executable, "-c", code, str(small.pilot.db_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        assert Worker(small.home, HANDLERS, idle_s=0).run()
    assert look(small, guid).state == "done"


def test_queue_after_crash_has_no_orphan(small: SmallPilot) -> None:
    """Crashes leave no job alive: what cannot be done fails, and asking again gives a new one."""
    guid = ask(small, "stumble")
    assert Worker(small.home, HANDLERS, idle_s=0).run()
    with closing(small.open()) as db:
        assert [j.state for j in queue.jobs(db, small.viewers["evaluator"])] == ["failed"]
    assert ask(small, "stumble") != guid
