"""Copies of recordings for evaluators: silent where names were taken out, there only while somebody may hear them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobs import lease, queue
from jobs.work import Work
from pilot import sound
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.families import consent
from pilot.store.files import write
from tests import recordings as stored
from tests.media import ordinary, saved, tones
from texts import silenced
from texts.documents import NewDocument, NewTurn, add_document, revise
from texts.timings import WORD, Timing
from transcribe import playing
from transcribe.handlers import PLAY

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

# Said at 1.0, 1.5 and 2.5 s, a tenth of a second each, and once where nobody wrote anything, at 3.3 s.
WORDS = "Fatima komt morgen"
TIMES = (Timing(0, 6, 1000, 1100, WORD), Timing(7, 11, 1500, 1600, WORD), Timing(12, 18, 2500, 2600, WORD))
FREE = "[moeder] komt morgen"


class Heard:
    """A recording of four seconds with its text, and an evaluator who prepares no texts."""

    def __init__(self, small: SmallPilot, db: Database, tmp_path: Path, *, timed: bool = True) -> None:
        self.small, self.db, self.folder = small, db, tmp_path
        sound = ordinary(".ogg", tones(at_s=(1.0, 1.5, 2.5, 3.3)))
        self.recording = stored.store(small, saved(tmp_path / "a.ogg", sound))
        said = (NewTurn(WORDS, "Moeder", "family", None, 900, 2700, None, TIMES) if timed
                else NewTurn(WORDS, "Moeder", "family"))
        (number,) = db.conn.execute(
            "SELECT recording_id FROM recording WHERE guid = ?", (self.recording,)).fetchone()
        self.boss = small.operator(db)
        with write(db):
            db.conn.execute("UPDATE recording SET plays = 'itself'")
            self.document = add_document(db, self.boss, NewDocument(
                small.families["Berk"], "interview", "family", "Gesprek", "2021-03-04",
                persons=(small.persons["Berk moeder"],), recording_id=number),
                [said], version_kind="raw", engine="test")

    @property
    def evaluator(self) -> Viewer:
        """She prepares no texts."""
        return self.small.viewers["evaluator2"]

    def without_names(self, text: str = FREE) -> None:
        """Make a version without names."""
        revise(self.db, self.boss, self.document, [NewTurn(text, "Moeder", "family", None, 900, 2700)],
               kind="deidentified", engine="test")

    def copies(self) -> list[str]:
        """Have made what is missing; the names of what is there."""
        with write(self.db):
            asked = playing.ask(self.small.pilot, self.db, self.boss)
        if asked:
            claimed = lease.claim(self.db, [PLAY])
            assert claimed is not None
            playing.run(Work(self.small.home, self.small.pilot, self.db, claimed.guid, claimed.token))
            assert queue.job(self.db, self.boss, claimed.guid).state == "done"
        playing.ask_all(self.small.home)
        folder = self.small.pilot.silenced
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def tones(self) -> list[float]:
        """When the evaluator hears a tone, in seconds."""
        import numpy as np

        _name, file = silenced.listen(self.small.pilot, self.db, self.evaluator, self.recording)
        with closing(file):
            path = saved(self.folder / "heard.mp3", file.read())
        loud = np.abs(stored.sound(path)) > 0.2
        return [at / 16_000 for at in np.flatnonzero(loud) if not loud[max(0, at - 4000):at].any()]


@pytest.fixture
def heard(small: SmallPilot, db: Database, tmp_path: Path) -> Heard:
    """The pilot lets evaluators hear copies, but no text without names is there yet."""
    sound.choose(db, small.viewers["admin"], sound.SILENCED)
    return Heard(small, db, tmp_path)


def test_what_was_taken_out_is_silent(heard: Heard) -> None:
    """So is what was said where nobody wrote anything; what was kept is heard where it was said."""
    assert heard.copies() == []
    with pytest.raises(NotFound):
        heard.tones()
    heard.without_names()
    assert len(heard.copies()) == 1
    assert heard.tones() == pytest.approx([1.5, 2.5], abs=0.05)
    assert heard.db.conn.execute("SELECT count(*) FROM event WHERE verb = 'heard'").fetchone() == (1,)


def test_another_version_has_another_copy(heard: Heard) -> None:
    """The one of before is not heard any more, and goes; the new one is silent where either version lacks a word."""
    heard.without_names()
    before = heard.copies()
    heard.without_names("[moeder] komt [dag]")
    assert not silenced.is_there(heard.small.pilot, heard.db, heard.evaluator, heard.recording)
    after = heard.copies()
    assert len(after) == 1
    assert after != before
    assert heard.tones() == pytest.approx([1.5], abs=0.05)


def test_nothing_is_heard_without_the_choice_of_the_pilot(heard: Heard) -> None:
    """Taken back, copies go; who may not choose cannot, and nothing else can be chosen."""
    heard.without_names()
    assert heard.copies()
    boss = heard.small.viewers["admin"]
    with pytest.raises(NotAllowed):
        sound.choose(heard.db, heard.evaluator, sound.NONE)
    with pytest.raises(BadInput):
        sound.choose(heard.db, boss, "alles")
    sound.choose(heard.db, boss, sound.NONE)
    with pytest.raises(NotFound):
        heard.tones()
    assert heard.copies() == []


def test_it_goes_with_consent(heard: Heard) -> None:
    """Withdrawn for recording: nothing is heard, at once, and the copy is taken away."""
    heard.without_names()
    assert heard.copies()
    consent.withdraw(heard.db, heard.small.viewers["admin"], heard.small.persons["Berk moeder"], "record")
    assert not silenced.is_there(heard.small.pilot, heard.db, heard.evaluator, heard.recording)
    assert heard.copies() == []


def test_of_a_text_without_times_nothing_is_heard(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Nobody knows where its words are in the sound: an empty file says that there will be no copy."""
    sound.choose(db, small.viewers["admin"], sound.SILENCED)
    heard = Heard(small, db, tmp_path, timed=False)
    heard.without_names()
    name, = heard.copies()
    assert (small.pilot.silenced / name).stat().st_size == 0
    assert not silenced.is_there(small.pilot, db, heard.evaluator, heard.recording)


def test_one_that_cannot_be_made_is_not_tried_again(heard: Heard) -> None:
    """A recording of which nothing can be read: nobody hears anything, and the job ends."""
    heard.without_names()
    path = heard.small.pilot.recordings / f"{heard.recording}.ogg"
    path.write_bytes(b"OggS of nothing")
    name, = heard.copies()
    assert (heard.small.pilot.silenced / name).stat().st_size == 0
    with pytest.raises(NotFound):
        heard.tones()
    with write(heard.db):
        assert not playing.ask(heard.small.pilot, heard.db, heard.boss)


def test_a_text_that_came_without_names_has_no_copy(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Nobody knows what was taken out of it."""
    heard = Heard(small, db, tmp_path)
    sound.choose(db, small.viewers["admin"], sound.SILENCED)
    with write(db):
        db.conn.execute("UPDATE document SET recording_id = NULL")
        (number,) = db.conn.execute("SELECT recording_id FROM recording").fetchone()
        add_document(db, heard.boss, NewDocument(
            small.families["Berk"], "interview", "family", "Al zonder namen", "2021-03-04",
            persons=(small.persons["Berk moeder"],), recording_id=number),
            [NewTurn(FREE, "Moeder", "family", None, 900, 2700)], version_kind="deidentified", engine="test")
    assert heard.copies() == []
