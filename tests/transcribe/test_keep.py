"""What a job keeps of its windows: resumed, crashed, given up, asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs import lease
from jobs.work import Work
from pilot.store.files import write
from tests import recordings
from transcribe import audio, job
from transcribe.handlers import TRANSCRIBE
from transcribe.keep import ALONE, TOGETHER, Keeper, kept
from transcribe.segments import Facts, Word
from transcribe.windows import Window
from transcribe.writing import Written

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

WINDOWS = [Window(n, n // 4, ((n * 1000, n * 1000 + 800),)) for n in range(6)]


class Job:
    """A job whose worker crashes as often as a test likes."""

    def __init__(self, small: SmallPilot, db: Database, recording: str, guid: str) -> None:
        self.small, self.db, self.guid = small, db, guid
        self.recording_id = db.conn.execute(
            "SELECT recording_id FROM recording WHERE guid = ?", (recording,)).fetchone()[0]

    def take(self) -> Keeper:
        """The next attempt, after the one before it ended without a word."""
        lease.left_behind(self.db)
        claimed = lease.claim(self.db, [TRANSCRIBE])
        assert claimed is not None
        keeper = Keeper(Work(self.small.home, self.small.pilot, self.db, claimed.guid, claimed.token),
                        self.recording_id, 6000, lambda: None)
        keeper.resume()
        return keeper

    def states(self) -> str:
        """A letter for each window: open, done, given up."""
        rows = self.db.conn.execute("SELECT state FROM sound_window ORDER BY seq")
        return "".join(row[0][0] for row in rows)


@pytest.fixture
def begun(small: SmallPilot, db: Database, tiny_model: Path, jfk: Path) -> Job:
    """A job that has cut its windows."""
    model = recordings.lend_model(small, tiny_model)
    recording = recordings.store(small, jfk)
    guid = job.request_transcription(db, small.viewers["evaluator"], recording, model, "en")
    made = Job(small, db, recording, guid)
    keeper = made.take()
    assert not keeper.is_cut()
    keeper.cut(WINDOWS, audio.Damage(), 6000)
    return made


def done(batch: list[Window]) -> list[Written]:
    """A word for each window."""
    return [Written(w, (Word(" ja", w.start_ms, w.end_ms, 0.9),), Facts(logprob=-0.1), (w.spans[0] + ("unsure",),))
            for w in batch]


def test_a_batch_is_kept_whole_and_what_is_left_goes_on(begun: Job) -> None:
    """What is stored is not done again; how far it is counts to the first window that is open."""
    keeper = begun.take()
    assert keeper.is_cut()
    assert [[w.seq for w in batch] for batch in keeper.waiting()] == [[0, 1, 2, 3], [4, 5]]
    first = keeper.waiting()[0]
    keeper.begin(first)
    keeper.keep(done(first))
    again = begun.take()
    assert again.waiting() == [WINDOWS[4:]]
    assert begun.states() == "ddddoo"
    assert again.work.done == 4000
    found = kept(begun.db, begun.recording_id, begun.guid)
    assert [one.window for one in found] == WINDOWS
    assert found[:4] == done(first)


def test_broken_off_in_the_second_look_the_first_one_is_not_done_again(begun: Job) -> None:
    """What the first look at a batch found is handed back to who goes on, to the letter; the windows stay open."""
    keeper = begun.take()
    first = keeper.waiting()[0]
    assert keeper.begin(first) is None
    keeper.first(done(first))
    again = begun.take()
    assert begun.states() == "oooooo"
    assert again.begin(again.waiting()[0]) == done(first)
    again.keep(done(first))
    assert again.begin(again.waiting()[0]) is None
    assert begun.states() == "ddddoo"


def test_a_window_that_kills_is_given_up_and_the_rest_goes_on(begun: Job) -> None:
    """After two crashes windows come one by one; the one that kills is marked after three more, the others are done."""
    deaths = 0
    while batches := (keeper := begun.take()).waiting():
        batch = batches[0]
        keeper.begin(batch)
        if WINDOWS[2] in batch:
            deaths += 1
            assert deaths <= TOGETHER + ALONE
        else:
            keeper.keep(done(batch))
    assert begun.states() == "ddgddd"
    assert deaths == TOGETHER + ALONE
    marks = [mark for one in kept(begun.db, begun.recording_id, begun.guid) if not one.words for mark in one.marks]
    assert marks == [(2000, 2800, "could not be written out")]


def test_a_stop_that_was_asked_for_is_no_crash(begun: Job) -> None:
    """A worker that is told to end gives the job back uncounted, and no window is blamed."""
    for _time in range(TOGETHER + ALONE + 2):
        keeper = begun.take()
        keeper.begin(keeper.waiting()[0])
        lease.give_back(begun.db, lease.Claimed(begun.guid, TRANSCRIBE, keeper.work.token, 1), counts=False)
    assert begun.states() == "oooooo"
    assert len(begun.take().waiting()) == 2


def test_asked_for_again_what_was_given_up_gets_another_chance(begun: Job, db: Database) -> None:
    """A job that failed hands its windows on; those that were given up are open again."""
    with write(db):
        db.conn.execute("UPDATE sound_window SET state = 'given up', attempts = 5 WHERE seq = 0")
        db.conn.execute("UPDATE sound_window SET state = 'done' WHERE seq > 3")
        db.conn.execute("UPDATE job SET state = 'failed', done_units = 1000")
        db.conn.execute(
            "INSERT INTO job(guid, kind, input_key, input, state, created_by, created_at)"
            " SELECT 'later', kind, input_key, input, 'queued', created_by, created_at FROM job")
    keeper = begun.take()
    assert keeper.work.guid == "later"
    assert keeper.waiting() == [WINDOWS[:4]]
    assert begun.states() == "oooodd"
