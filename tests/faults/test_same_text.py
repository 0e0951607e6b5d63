"""The same text comes out whatever happens: killed at any moment, tried alone or with others."""

from __future__ import annotations

import os
import signal
import time
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jobs import lease, queue, worker
from jobs.work import Work
from tests import recordings
from tests.forked import Forked, ended
from tests.jobs.test_worker import look
from tests.recordings import sound, write_wav
from tests.waiting import eventually
from texts.documents import transcript
from transcribe import account, audio, job, models, windows
from transcribe.decoding import Decoded, Timed, Way
from transcribe.handlers import TRANSCRIBE
from transcribe.hearing import listen
from transcribe.keep import ALONE, TOGETHER, kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot

SEED, KILLS = 9, 20


class Echo:
    """Writes words that depend on the sound alone, with gaps that are looked at again."""

    engine = "echo"

    def __init__(self, poison: int = 0) -> None:
        self.poison = poison

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """A word every half second, but not always."""
        return [self._one(one) for one in sounds]

    def _one(self, one: np.ndarray) -> Decoded:
        key = zlib.crc32(one.tobytes())
        if key == self.poison:
            os.kill(os.getpid(), signal.SIGKILL)
        chance = np.random.default_rng(key)
        words = tuple(
            Timed(f" w{int(chance.integers(1000))}", n / 2, n / 2 + 0.4, float(chance.uniform(0.5, 1)), ())
            for n in range(len(one) // 8000) if n % 11 < 7)
        return Decoded(words, -0.2, 1.5, 0.0, "nl", 1.0, 1.0)


class Noting(Echo):
    """Notes which sounds it was given."""

    keys: list[int] = []

    def _one(self, one: np.ndarray) -> Decoded:
        self.keys.append(zlib.crc32(one.tobytes()))
        return super()._one(one)


class Deaf(Echo):
    """Hears the beginning of what is long, and nothing of what is short."""

    def _one(self, one: np.ndarray) -> Decoded:
        found = super()._one(one)
        return replace(found, words=found.words[:6] if len(one) > 8 * audio.RATE else ())


@pytest.fixture(scope="module")
def long(jfk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty seconds of speech with pauses, every sentence a little softer than the one before."""
    return _softer(jfk, 3, 0.2, tmp_path_factory)


@pytest.fixture(scope="module")
def longer(jfk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty seconds of it: more than what four processes write that each write once."""
    return _softer(jfk, 6, 0.1, tmp_path_factory)


def _softer(jfk: Path, times: int, step: float, tmp_path_factory: pytest.TempPathFactory) -> Path:
    once, pause = sound(jfk), np.zeros(3 * audio.RATE, np.float32)
    return write_wav(tmp_path_factory.mktemp("long") / "long.wav", np.concatenate(
        [part for n in range(times) for part in (once * (1 - n * step), pause)]))


def ask(small: SmallPilot, tiny_model: Path, path: Path) -> str:
    """Ask for a transcript of a recording; the job's guid."""
    if not small.home.models.exists():
        recordings.lend_model(small, tiny_model)
    guid = recordings.store(small, path)
    with closing(small.open()) as db:
        model = models.named(small.home, "tiny.en")
        return job.request_transcription(db, small.viewers["evaluator"], guid, model, "en")


def attempt(small: SmallPilot, engine: Echo) -> None:
    """Do the job, as far as it comes."""
    with closing(small.open()) as db:
        lease.left_behind(db)
        claimed = lease.claim(db, [TRANSCRIBE])
        if claimed is not None:
            job.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token), engine)


def broken_off(small: SmallPilot, engine: Echo, seconds: float | None = None) -> None:
    """The same in a process that is killed after so much work, wherever it is then, or ends by what it does.

    Processor time, so that a busy machine is killed in the same places.
    """
    def do() -> None:
        if seconds is not None:
            signal.signal(signal.SIGPROF, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            signal.setitimer(signal.ITIMER_PROF, seconds)
        attempt(small, engine)

    ended(do)


def told(small: SmallPilot, guid: str) -> list[object]:
    """What was written out by a job: each turn and its time, and where to listen."""
    done = look(small, guid)
    assert (done.state, done.error) == ("done", "")
    with closing(small.open()) as db:
        found = transcript(db, small.operator(db), done.output["document"])
        turns = [(turn["text"], turn["start_ms"], turn["end_ms"]) for turn in found["turns"]]
    return [*turns, *doubted(small, guid)]


def doubted(small: SmallPilot, guid: str) -> list[tuple[int, int, str]]:
    """Where to listen in what a job wrote out."""
    with closing(small.open()) as db:
        return db.conn.execute(
            "SELECT start_ms, end_ms, reason FROM doubt JOIN document USING (document_id) WHERE document.guid = ?"
            " ORDER BY doubt_id", (look(small, guid).output["document"],)).fetchall()


def words(small: SmallPilot, guid: str) -> list[str]:
    """The words of each window, as they are stored."""
    with closing(small.open()) as db:
        rows = db.conn.execute("SELECT words FROM sound_window WHERE job_guid = ? ORDER BY seq", (guid,)).fetchall()
    return [row[0] for row in rows]


def test_done_means_that_every_voice_is_accounted_for(small: SmallPilot, tiny_model: Path, long: Path) -> None:
    """Of words that leave gaps: each voice of over half a second lies under words, or somebody is told to listen."""
    guid = ask(small, tiny_model, long)
    attempt(small, Deaf())
    assert look(small, guid).state == "done"
    with closing(small.open()) as db:
        recording, = db.conn.execute("SELECT recording_id FROM recording").fetchone()
        heard = [word for one in kept(db, recording, guid) for word in one.words]
        assert {row[0] for row in db.conn.execute("SELECT state FROM sound_window")} == {"done"}
    voice = [(start + windows.PAD_MS, end - windows.PAD_MS) for start, end in windows.voices(listen([sound(long)]))]
    missing = account.lost(heard, voice)
    assert len(missing) > 2
    told_of = doubted(small, guid)
    assert [one for one in missing if not any(start < one.end_ms and end > one.start_ms
                                              for start, end, _why in told_of)] == []


def test_killed_at_twenty_moments(small: SmallPilot, tiny_model: Path, long: Path) -> None:
    """kill -9 at twenty random moments (seed 9): to the letter the text of a run that nobody disturbed."""
    quiet = ask(small, tiny_model, long)
    attempt(small, Echo())
    chance = np.random.default_rng(SEED)
    guid, batches = ask(small, tiny_model, long), set[int]()
    for _kill in range(KILLS):
        broken_off(small, Echo(), float(chance.uniform(0.05, 0.6)))
        batches.add(look(small, guid).done)
        if look(small, guid).state == "done":
            assert told(small, guid) == told(small, quiet)
            guid = ask(small, tiny_model, long)
    assert len(batches) > 1
    if look(small, guid).state != "done":
        attempt(small, Echo())
    assert told(small, guid) == told(small, quiet)


def write_out(work: Work) -> None:
    """The real handler with made-up words."""
    job.run(work, Held(work.home.folder / "held"))


class Held(Echo):
    """While there is a file, it writes once in each process and then no more: who kills it never comes too late."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file, self.times = file, 0

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """The same words."""
        self.times += 1
        while self.times > 1 and self.file.exists():
            time.sleep(0.05)
        return super().decode(sounds, way)


def worker_of(small: SmallPilot) -> Forked:
    """A worker process of this home, as `cli.py work` is one."""
    return Forked(lambda: worker.work(
        small.home, {"transcribe": "tests.faults.test_same_text:write_out"}, idle_s=1))


def holder(small: SmallPilot, workers: Sequence[Forked]) -> Forked | None:
    """Which of them works; None while that is one that is dead."""
    pid = (small.home.folder / "worker.lock").read_text()
    return next((one for one in workers if str(one.pid) == pid and one.poll() is None), None)


def eventually_works(
    small: SmallPilot, guid: str, workers: Sequence[Forked]
) -> Forked:
    """The one of them that does the job, as soon as one does."""
    eventually(lambda: look(small, guid).state == "running" and holder(small, workers) is not None)
    found = holder(small, workers)
    assert found is not None
    return found


def test_two_workers_killed_paused_and_resumed(small: SmallPilot, tiny_model: Path, longer: Path) -> None:
    """Two worker processes on one home, whichever works is killed again and again (seed 9), the job is paused and let
    go on between: one document, and to the letter the text of a run that nobody disturbed."""
    quiet = ask(small, tiny_model, longer)
    attempt(small, Echo())
    guid, chance = ask(small, tiny_model, longer), np.random.default_rng(SEED)
    held = small.home.folder / "held"
    held.touch()
    workers = [worker_of(small), worker_of(small)]
    try:
        for kill in range(3):
            dead = eventually_works(small, guid, workers)
            time.sleep(float(chance.uniform(0, 2)))
            if kill == 1:
                with closing(small.open()) as db:
                    queue.pause(db, small.viewers["evaluator"], guid)
                eventually(lambda: look(small, guid).state == "queued")
                with closing(small.open()) as db:
                    queue.resume(db, small.viewers["evaluator"], guid)
                continue
            dead.kill()
            dead.wait()
            workers = [one for one in workers if one.poll() is None]
            workers += [worker_of(small) for _missing in range(2 - len(workers))]
        held.unlink()
        eventually(lambda: look(small, guid).state == "done")
        assert told(small, guid) == told(small, quiet)
    finally:
        for one in workers:
            one.kill()
            one.wait()


def test_a_window_that_kills_is_left_out_and_said(small: SmallPilot, tiny_model: Path, long: Path) -> None:
    """Each time it is decoded the process dies: the rest is written out all the same, and it is marked."""
    quiet = ask(small, tiny_model, long)
    noting = Noting()
    noting.keys.clear()
    attempt(small, noting)
    guid = ask(small, tiny_model, long)
    poison = Echo(noting.keys[1])
    for _time in range(TOGETHER + ALONE + 1):
        broken_off(small, poison)
    assert [reason for *_span, reason in doubted(small, guid)].count("could not be written out") == 1
    both = zip(words(small, guid), words(small, quiet), strict=True)
    assert [one for one, whole in both if one != whole] == ["[]"]
