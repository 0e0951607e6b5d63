"""Copies of recordings that browsers play wrongly: made, heard, made again, taken away."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobs import lease, queue
from jobs.work import Work
from jobs.worker import Worker
from pilot.families import consent
from pilot.safety import backup, restore
from pilot.store import large_files
from pilot.store.files import open_pilot, write
from tests import recordings as stored
from tests.media import ordinary, saved, tones
from texts import playable, recordings
from texts.intake import pieces
from texts.intake.checks import Item
from texts.intake.media_kind import check_media
from transcribe import adding, handlers, playing
from transcribe.handlers import PLAY, TRANSCRIBE

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

CHAINED = ordinary(".ogg") + ordinary(".ogg", tones(at_s=(0.5,)))


@pytest.fixture
def chained(small: SmallPilot, db: Database, tmp_path: Path) -> str:
    """A recording of eight seconds that browsers take for one of four, brought in and to be written out; its guid."""
    upload = pieces.take_file(small.pilot, db, small.viewers["evaluator"], saved(tmp_path / "a.ogg", CHAINED))
    item = Item(upload.guid, small.families["Berk"], "family", "2021-03-04",
                persons=(small.persons["Berk moeder"],), transcribe="nl")
    return adding.store(small.home, small.pilot, db, small.viewers["evaluator"], [item])[0].guid


def work_off(small: SmallPilot, db: Database) -> None:
    """Make the copies that are asked for, in this process, and find the job done."""
    claimed = lease.claim(db, [PLAY])
    assert claimed is not None
    playing.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token))
    assert queue.job(db, small.operator(db), claimed.guid).state == "done"


def ask(small: SmallPilot, db: Database) -> bool:
    """Ask for what is missing."""
    with write(db):
        return playing.ask(small.pilot, db, small.operator(db))


@pytest.mark.slow
def test_it_is_made_before_the_text_and_heard(small: SmallPilot, db: Database, chained: str) -> None:
    """Bringing it in asks for the copy, before its text; who listens hears all of it; the recording stays."""
    assert [one.kind for one in queue.jobs(db, small.viewers["evaluator"])] == [PLAY, TRANSCRIBE]
    assert Worker(small.home, {PLAY: handlers.HANDLERS[PLAY]}, idle_s=0).run()
    heard = recordings.listen(small.pilot, db, small.prepares(db), chained)
    with closing(heard.file) as file:
        copy = check_media(file, "copy.mp3")
        file.seek(0)
        assert file.read(3) == b"ID3"
    assert (heard.is_copy, heard.media_type, copy.plays) == (True, "audio/mpeg", True)
    assert copy.duration_ms == pytest.approx(8000, abs=120)
    assert large_files.recording(small.pilot, chained, "ogg").read_bytes() == CHAINED
    assert not ask(small, db)


def test_sound_stands_where_it_stood(tmp_path: Path) -> None:
    """Tones are heard in the copy when they are heard in the recording, to a twentieth of a second."""
    import numpy as np

    out = io.BytesIO()
    playing.encode(io.BytesIO(CHAINED), out)
    loud = np.abs(stored.sound(saved(tmp_path / "copy.mp3", out.getvalue()))) > 0.2
    begins = [at / 16_000 for at in np.flatnonzero(loud) if not loud[max(0, at - 4000):at].any()]
    assert begins == pytest.approx([1.0, 2.5, 4.5], abs=0.05)


def test_others_are_played_as_they_are(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Nothing is asked for a recording that browsers play well."""
    upload = pieces.take_file(small.pilot, db, small.viewers["evaluator"],
                              saved(tmp_path / "a.ogg", ordinary(".ogg")))
    adding.store(small.home, small.pilot, db, small.viewers["evaluator"], [
        Item(upload.guid, small.families["Berk"], "family", "2021-03-04", persons=(small.persons["Berk moeder"],))])
    assert queue.jobs(db, small.viewers["evaluator"]) == []
    heard = recordings.listen(small.pilot, db, small.prepares(db), upload.guid)
    heard.file.close()
    assert not heard.is_copy


@pytest.mark.slow
def test_recordings_of_an_earlier_version(small: SmallPilot, db: Database, tmp_path: Path, jfk: Path) -> None:
    """Nobody has looked at them: the start of the program has it done, and each is known afterwards."""
    wrong, right = stored.store(small, saved(tmp_path / "old.ogg", CHAINED)), stored.store(small, jfk)
    lost = stored.store(small, saved(tmp_path / "lost.ogg", ordinary(".ogg")))
    large_files.recording(small.pilot, lost, "ogg").unlink()
    noise = stored.store(small, saved(tmp_path / "noise.ogg", ordinary(".ogg", tones(3.5))))
    large_files.recording(small.pilot, noise, "ogg").write_bytes(b"OggS of nothing")
    playing.ask_all(small.home)
    work_off(small, db)
    assert dict(db.conn.execute("SELECT guid, plays FROM recording")) == {
        wrong: "copy", right: "itself", lost: None, noise: "itself"}
    assert [path.stem for path in small.pilot.playable.iterdir()] == [wrong]
    playing.ask_all(small.home)
    assert len(queue.jobs(db, small.operator(db))) == 1


def test_one_that_ends_the_process(small: SmallPilot, db: Database, chained: str) -> None:
    """A recording that twice ended the process is played as it is, and keeps no other from its copy."""
    (number,) = db.conn.execute("SELECT recording_id FROM recording WHERE guid = ?", (chained,)).fetchone()
    with write(db):
        db.conn.execute(
            "UPDATE job SET output = json_object('trying', json_array(?, 1)) WHERE kind = ?", (number, PLAY))
    work_off(small, db)
    assert db.conn.execute("SELECT plays FROM recording").fetchone() == ("itself",)
    assert not list(small.pilot.playable.glob("*"))


def test_one_that_comes_in_meanwhile(
    small: SmallPilot, db: Database, chained: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes in while the last copy is made is done by the same job."""
    second = stored.store(small, saved(tmp_path / "b.ogg", ordinary(".ogg", tones(3.0)) * 2))
    with write(db):
        db.conn.execute("UPDATE recording SET plays = 'itself' WHERE guid = ?", (second,))
    swept = playable.sweep

    def sweep(pilot: object, at: Database) -> None:
        swept(small.pilot, at)
        with write(at):
            at.conn.execute("UPDATE recording SET plays = 'copy' WHERE guid = ?", (second,))

    monkeypatch.setattr(playable, "sweep", sweep)
    work_off(small, db)
    assert {path.stem for path in small.pilot.playable.iterdir()} == {chained, second}


def test_it_goes_where_the_recording_goes(small: SmallPilot, db: Database, chained: str, tmp_path: Path) -> None:
    """Out of reach with consent, and then taken away; made again with it, and after a backup without it came back."""
    work_off(small, db)
    made = backup.back_up(small.home, tmp_path / "b.zip")
    again = restore.restore(made, tmp_path / "again")
    playing.ask_all(again)
    with closing(open_pilot(again.pilot("proef").db_path)) as other:
        assert not again.pilot("proef").playable.exists() or not list(again.pilot("proef").playable.iterdir())
        assert [one.guid for one in playable.due(again.pilot("proef"), other)] == [chained]
    consent.withdraw(db, small.viewers["admin"], small.persons["Berk moeder"], "record")
    playing.ask_all(small.home)
    assert not list(small.pilot.playable.iterdir())
    assert not ask(small, db)
    with write(db):
        db.conn.execute("UPDATE consent SET withdrawn_on = NULL WHERE use = 'record'")
    assert ask(small, db)
    work_off(small, db)
    assert [path.stem for path in small.pilot.playable.iterdir()] == [chained]
