"""A recording of a pilot becomes a document: rights, consent, going on, and one outcome."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobs import lease, queue
from jobs.work import Work
from jobs.worker import Worker
from pilot import clock
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent
from pilot.paging import Wanted
from pilot.store.files import write
from pilot.vocabulary import days
from tests import recordings
from tests.recordings import is_jfk
from texts import log
from texts.documents import transcript
from texts.recordings import withdraw_within
from transcribe import handlers, job, listen, models
from transcribe.decoding import Decoded, Timed
from transcribe.handlers import TRANSCRIBE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from sqlite_utils import Database

    from jobs.queue import Job
    from tests.builder import SmallPilot
    from transcribe.decoding import Way
    from transcribe.models import Model
    from transcribe.whisper import FasterWhisper


@pytest.fixture
def model(small: SmallPilot, tiny_model: Path) -> Model:
    """tiny.en in the pilot's home."""
    return recordings.lend_model(small, tiny_model)


@pytest.fixture
def recording(small: SmallPilot, jfk: Path) -> str:
    """A stored recording of the Berk mother."""
    return recordings.store(small, jfk)


def work_off(small: SmallPilot) -> None:
    """Do all there is and end."""
    assert Worker(small.home, handlers.HANDLERS, idle_s=0).run()


def look(small: SmallPilot, guid: str) -> Job:
    """The job as it stands."""
    with closing(small.open()) as db:
        return queue.job(db, small.viewers["evaluator"], guid)


def ended(small: SmallPilot, db: Database) -> list[tuple[str, str]]:
    """Who ended which tasks, as the log tells it."""
    rows = log.log(small.home, db, small.viewers["admin"], log.Asked(kind="material"), Wanted())
    return [(row.who, row.said) for row in rows if row.said == "ended a task that may not go on"]


@pytest.mark.slow
def test_what_a_date_ends_goes_without_other_work(
    small: SmallPilot, db: Database, model: Model, recording: str
) -> None:
    """A task that somebody let wait, and words of it: gone in the worker's own round once consent ended by its date."""
    viewer = small.viewers["evaluator"]
    guid = job.request_transcription(db, viewer, recording, model, "en")
    queue.pause(db, viewer, guid)
    with write(db):
        db.conn.execute(
            "INSERT INTO sound_window(recording_id, job_guid, seq, batch, start_ms, end_ms, spans, state, words)"
            " SELECT recording_id, ?, 99, 99, 0, 9, '[]', 'done', '[[\"geheim\", 0, 9, 1, null]]' FROM recording"
            " WHERE guid = ?", (guid, recording))
    work_off(small)
    assert (look(small, guid).paused, ended(small, db)) == (True, [])
    with write(db):
        db.conn.execute("UPDATE consent SET ends_on = '2021-12-31' WHERE use = 'transcribe'")
    work_off(small)
    assert look(small, guid).state == "failed"
    assert db.conn.execute("SELECT count(*) FROM sound_window").fetchone()[0] == 0
    assert ended(small, db) == [("Rode Draad", "ended a task that may not go on")]


@pytest.mark.model
def test_a_recording_becomes_a_document(small: SmallPilot, db: Database, model: Model, recording: str) -> None:
    """Asked for, done by a worker, readable as turns with times and how sure they are; asking again is refused."""
    viewer = small.viewers["evaluator"]
    assert [r.guid for r in job.untranscribed(db, viewer)] == [recording]
    guid = job.request_transcription(db, viewer, recording, model, "en")
    assert job.request_transcription(db, viewer, recording, model, "en") == guid
    assert job.untranscribed(db, viewer) == []
    work_off(small)
    done = look(small, guid)
    assert (done.state, done.error) == ("done", "")
    assert listen.readable_document(db, viewer, done) is None
    text = transcript(db, small.prepares(db), done.output["document"])
    assert (text["title"], text["told_on"], text["kind"]) == ("Gesprek met moeder", "2021-03-04", "raw")
    turns = list(text["turns"])
    assert is_jfk(" ".join(t["text"] for t in turns), 1)
    assert {t["voice"] for t in turns} == {"other"}
    assert all(0 <= (t["start_ms"] or 0) <= (t["end_ms"] or -1) <= 11_100 for t in turns)
    assert all(0.5 < (t["confidence"] or 0) <= 1 for t in turns)
    assert set(done.output) == {"cut", "document", "pace"}
    assert done.done == done.total
    with pytest.raises(Conflict, match="already"):
        job.request_transcription(db, viewer, recording, model, "en")
    assert job.about(db, done).what == "Berk · moeder"


@pytest.mark.model
def test_dutch_with_the_programs_own_model(
    small: SmallPilot, db: Database, base: FasterWhisper, dutch: Path
) -> None:
    """A Dutch recording is written out with the model that comes along: nothing lies in the home's folder of models."""
    viewer = small.viewers["evaluator"]
    recording = recordings.store(small, dutch)
    own = models.named(small.home, models.DEFAULT)
    assert job.last_model(db) is None
    guid = job.request_transcription(db, viewer, recording, own, "nl")
    claimed = lease.claim(db, [TRANSCRIBE])
    assert claimed is not None
    job.run(Work(small.home, small.pilot, db, guid, claimed.token), base)
    text = transcript(db, small.prepares(db), look(small, guid).output["document"])
    assert "opnieuw aanmelden" in " ".join(turn["text"] for turn in text["turns"])
    assert not small.home.models.exists()
    assert job.last_model(db) == "base"


def test_rights(small: SmallPilot, db: Database, model: Model, recording: str) -> None:
    """Only who may transcribe can ask; an unknown recording is not there."""
    for who in ("coach", "steering", "admin"):
        with pytest.raises(NotAllowed):
            job.request_transcription(db, small.viewers[who], recording, model, "en")
        with pytest.raises(NotAllowed):
            job.untranscribed(db, small.viewers[who])
        with pytest.raises(NotAllowed):
            job.request_model(db, small.viewers[who], "tiny")
    with pytest.raises(NotFound):
        job.request_transcription(db, small.viewers["evaluator"], "none", model, "en")
    assert queue.jobs(db, small.operator(db)) == []


@pytest.mark.slow
def test_a_withdrawn_recording_is_not_written_out(
    small: SmallPilot, db: Database, model: Model, recording: str
) -> None:
    """Withdrawn after asking, nothing is written; it is not on the list and cannot be asked for."""
    viewer = small.viewers["evaluator"]
    guid = job.request_transcription(db, viewer, recording, model, "en")
    with write(db):
        withdraw_within(db, viewer, recording, "op verzoek")
    work_off(small)
    assert (look(small, guid).state, look(small, guid).error) == (
        "failed", "This recording has been withdrawn. An administrator can bring it back. What had been written out of"
        " this recording is gone.")
    assert job.untranscribed(db, viewer) == []
    with pytest.raises(BadInput, match="withdrawn"):
        job.request_transcription(db, viewer, recording, model, "en")


@pytest.mark.parametrize("use", ["transcribe", "analyse"])
@pytest.mark.slow
def test_consent_is_asked_for_twice(small: SmallPilot, db: Database, model: Model, recording: str, use: str) -> None:
    """Withdrawn after asking: nothing is written. Withdrawn before: it cannot be asked for, and the list says why."""
    viewer = small.viewers["evaluator"]
    guid = job.request_transcription(db, viewer, recording, model, "en")
    consent.withdraw(db, viewer, small.persons["Berk moeder"], use)
    work_off(small)
    assert look(small, guid).state == "failed"
    assert "Moeder Berk withdrew consent for" in look(small, guid).error
    kept = "SELECT (SELECT count(*) FROM sound_window) + (SELECT count(*) FROM document)"
    assert db.conn.execute(kept).fetchone()[0] == 0
    assert "withdrew consent" in job.untranscribed(db, viewer)[0].blocked
    with pytest.raises(BadInput, match="withdrew consent"):
        job.request_transcription(db, viewer, recording, model, "en")


def test_english_only_is_refused_when_asked(small: SmallPilot, db: Database, model: Model, recording: str) -> None:
    """Dutch with an English-only model never becomes a job; nor does a language there is no word for."""
    for language, said in (("nl", "knows English only"), ("xx", "Choose a language")):
        with pytest.raises(BadInput, match=said):
            job.request_transcription(db, small.viewers["evaluator"], recording, model, language)
    assert queue.jobs(db, small.viewers["evaluator"]) == []


def test_another_model_meanwhile_is_a_conflict(
    small: SmallPilot, db: Database, model: Model, recording: str
) -> None:
    """One transcript at a time: asked for with another model it says so instead of quietly using the first."""
    viewer = small.viewers["evaluator"]
    job.request_transcription(db, viewer, recording, model, "en")
    with pytest.raises(Conflict, match="already"):
        job.request_transcription(db, viewer, recording, models.Model("base", model.path, True), "nl")


@pytest.mark.slow
def test_what_is_missing_is_one_sentence(small: SmallPilot, db: Database, model: Model, recording: str) -> None:
    """A sound file that is gone or changed, or a model that is gone, fails the work with a sentence."""
    viewer = small.viewers["evaluator"]
    file = next(small.pilot.recordings.glob(f"{recording}.*"))
    moved = file.rename(file.with_suffix(".away"))
    first = job.request_transcription(db, viewer, recording, model, "en")
    work_off(small)
    assert "file of this recording is missing" in look(small, first).error
    moved.rename(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    changed = job.request_transcription(db, viewer, recording, model, "en")
    work_off(small)
    assert "not as it was stored" in look(small, changed).error
    file.write_bytes(whole)
    (small.home.models / "tiny.en").unlink()
    second = job.request_transcription(db, viewer, recording, model, "en")
    work_off(small)
    assert "no model tiny.en on this machine" in look(small, second).error


@pytest.mark.model
def test_what_was_stopped_goes_on_when_asked_again(
    small: SmallPilot, db: Database, model: Model, jfk: Path, tmp_path: Path
) -> None:
    """A job that ended badly hands what it has to the next one asked for alike, an older version's too."""
    viewer = small.viewers["evaluator"]
    recording = recordings.store(small, recordings.looped(jfk, 2, tmp_path / "a.wav"))
    first = job.request_transcription(db, viewer, recording, model, "en")
    with write(db):
        db.conn.execute(
            "INSERT INTO sound_window(recording_id, job_guid, seq, batch, start_ms, end_ms, spans, state, words)"
            " SELECT recording_id, ?, 0, 0, 0, 10900, '[[0, 10900]]', 'done',"
            " '[[\" Eerder gehoord.\", 0, 10900, -1.0]]' FROM recording", (first,))
        db.conn.execute("UPDATE job SET state = 'failed', done_units = 10900")
    second = job.request_transcription(db, viewer, recording, model, "en")
    work_off(small)
    done = look(small, second)
    assert (done.state, done.error) == ("done", "")
    text = transcript(db, small.operator(db), done.output["document"])
    said = " ".join(t["text"] for t in text["turns"])
    assert said.startswith("Eerder gehoord.")
    assert is_jfk(said.removeprefix("Eerder gehoord."), 1)
    assert db.conn.execute("SELECT DISTINCT job_guid FROM sound_window").fetchall() == [(second,)]


@pytest.mark.model
def test_silence_is_a_sentence(small: SmallPilot, db: Database, model: Model, tmp_path: Path) -> None:
    """A recording in which nobody speaks fails in words, without a document; one that breaks off is told as such."""
    import numpy as np

    quiet = recordings.write_wav(tmp_path / "q.wav", np.zeros(5 * 16_000, dtype=np.float32))
    guid = job.request_transcription(
        db, small.viewers["evaluator"], recordings.store(small, quiet), model, "en")
    work_off(small)
    assert "Nobody is heard speaking" in look(small, guid).error
    data = quiet.read_bytes()
    quiet.write_bytes(data[:40] + (8 * 3600 * 32_000).to_bytes(4, "little") + data[44:])
    guid = job.request_transcription(
        db, small.viewers["evaluator"], recordings.store(small, quiet), model, "en")
    work_off(small)
    assert "damaged, and nobody is heard" in look(small, guid).error
    assert db.conn.execute("SELECT count(*) FROM document").fetchone()[0] == 0


@pytest.mark.slow
def test_half_written_words_go_with_the_consent(
    small: SmallPilot, db: Database, model: Model, recording: str
) -> None:
    """Also where nobody works on it: of a job that waits or was stopped; given again, it begins anew."""
    viewer = small.viewers["evaluator"]
    guid = job.request_transcription(db, viewer, recording, model, "en")
    queue.pause(db, viewer, guid)
    consent.refuse(db, viewer, small.persons["Berk moeder"], ["transcribe"], clock.today(db))
    assert look(small, guid).state == "failed"
    consent.give(db, viewer, small.persons["Berk moeder"], ["transcribe"], clock.today(db))
    again = job.request_transcription(db, viewer, recording, model, "en")
    work_off(small)
    assert look(small, again).state == "done"
    consent.withdraw(db, viewer, small.persons["Berk moeder"], "transcribe")
    assert look(small, again).state == "done"
    assert db.conn.execute("SELECT count(*) > 0 FROM sound_window").fetchone()[0]


class Slow:
    """An engine during whose work something happens."""

    engine = "made up"

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.meanwhile = meanwhile

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """A word for each sound."""
        self.meanwhile()
        return [Decoded((Timed(" Een.", 0.0, 0.3, 0.9, ()),), -0.1, 1.0, 0.0, "nl", 1.0, 1.0) for _sound in sounds]


@pytest.mark.parametrize("use", ["record", "transcribe", "analyse"])
@pytest.mark.slow
def test_running_work_stops_when_consent_is_withdrawn(
    small: SmallPilot, db: Database, model: Model, recording: str, use: str
) -> None:
    """Withdrawn while it runs: it has failed with a sentence at once, and no word of before or after it is kept."""
    viewer = small.viewers["evaluator"]
    guid = job.request_transcription(db, viewer, recording, model, "en")
    claimed = lease.claim(db, [TRANSCRIBE])
    assert claimed is not None
    with write(db):
        db.conn.execute(
            "INSERT INTO sound_window(recording_id, job_guid, seq, batch, start_ms, end_ms, spans, state, words)"
            " SELECT recording_id, ?, 99, 99, 0, 9, '[]', 'done', '[[\"geheim\", 0, 9, 1, null]]' FROM recording"
            " WHERE guid = ?", (guid, recording))
    with closing(small.open()) as other:
        work = Work(small.home, small.pilot, db, guid, claimed.token)
        engine = Slow(lambda: consent.withdraw(other, viewer, small.persons["Berk moeder"], use))
        with pytest.raises(lease.LeaseLost):
            job.run(work, engine)
    told = look(small, guid)
    assert (told.state, told.done, lease.hold(db, claimed)) == ("failed", 0, lease.Hold.LOST)
    today = days.long(clock.today(db))
    assert ended(small, db) == [("evaluator 1", "ended a task that may not go on")]
    assert f"on {today}. Only when it is given again does this go on. What had been written out" in told.error
    assert db.conn.execute("SELECT count(*) FROM sound_window").fetchone()[0] == 0
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"geheim" not in small.pilot.db_path.read_bytes()
    assert db.conn.execute("SELECT count(*) FROM document").fetchone()[0] == 0
