"""From voices to a document: turns that break where the speaker changes, and nothing of a voice that stays."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jobs import lease, queue
from jobs.work import Work
from pilot.errors import BadInput
from tests import recordings
from tests.transcribe.speakers.voices_made import voice
from texts.documents import transcript
from transcribe import apart, doubts, job, segments, sureness
from transcribe.checks import Listen
from transcribe.decoding import Decoded, Timed
from transcribe.handlers import FETCH, TRANSCRIBE
from transcribe.models import Model
from transcribe.segments import Word
from transcribe.speakers import fetching, installed, said_by, segmentation, telling
from transcribe.speakers.diarise import Diarised
from transcribe.speakers.installed import Sessions
from transcribe.speakers.telling import Said
from transcribe.windows import Window
from transcribe.writing import Written, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from transcribe.decoding import Way

MODEL = Model("made up", Path("made up"), multilingual=True)
VECTORS = np.concatenate([voice(1, 5), voice(2, 60)])


class _Segmentation:
    """Somebody speaks all the time."""

    def run(self, _names: None, given: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        count = (segmentation.WINDOW - segmentation.FIELD) // segmentation.SHIFT + 1
        found = np.full((len(given["x"]), count, 7), -9.0, np.float32)
        found[:, :, 1] = 0
        return [found]


class _Embedding:
    """The first windows sound like one person, the others like somebody else."""

    asked = 0

    def run(self, _names: None, given: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        first, self.asked = self.asked, self.asked + len(given["x"])
        return [VECTORS[first:self.asked]]


class _Engine:
    """A word every half second."""

    engine = "made up"

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """Words for each sound."""
        return [Decoded(tuple(Timed(" woord", n / 2, n / 2 + 0.4, 0.9, ()) for n in range(len(sound) // 8000)),
                        -0.1, 1.0, 0.0, "nl", 1.0, 1.0) for sound in sounds]


@pytest.fixture
def recording(small: SmallPilot, jfk: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A stored recording, and stand-ins for all models."""
    monkeypatch.setattr("transcribe.models.named", lambda _home, _name: MODEL)
    monkeypatch.setattr(installed, "folder_of", lambda _home: Path("somewhere"))
    monkeypatch.setattr(installed, "loaded", lambda _home: Sessions(_Segmentation(), _Embedding()))
    return recordings.store(small, jfk)


def written_out(small: SmallPilot, db: Database, recording: str, speakers: int) -> dict[str, Any]:
    """The transcript that comes of it."""
    guid = job.request_transcription(db, small.viewers["evaluator"], recording, MODEL, "nl", speakers)
    claimed = lease.claim(db, [TRANSCRIBE])
    assert claimed is not None
    job.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token), _Engine())
    done = queue.job(db, small.viewers["evaluator"], guid)
    return dict(transcript(db, small.prepares(db), done.output["document"]))


def test_turns_break_where_the_speaker_changes(small: SmallPilot, db: Database, recording: str) -> None:
    """Two voices are two speakers without a name, whose voice nobody guesses; all words are there."""
    text = written_out(small, db, recording, 2)
    assert list(dict.fromkeys(turn["speaker"] for turn in text["turns"])) == ["Spreker 1", "Spreker 2"]
    assert {turn["voice"] for turn in text["turns"]} == {"other"}
    assert all(a["speaker"] != b["speaker"] or b["start_ms"] - a["end_ms"] > 1000
               for a, b in zip(text["turns"], text["turns"][1:], strict=False))
    sure = sureness.sureness(db, small.prepares(db), text["document"])
    assert len(sure) > 1
    assert all(0.5 < one.sure <= 1 and one.start_ms < one.end_ms for one in sure)


def test_telling_apart_is_in_the_time_left(
    small: SmallPilot, db: Database, recording: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first window on the job says what comes after the last; what that took is what comes next time."""
    monkeypatch.setattr(apart, "physical_cores", lambda: 2)
    viewer, seen = small.viewers["evaluator"], []
    decode = _Engine.decode

    def looked(self: _Engine, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        seen.append(queue.jobs(db, viewer)[0].output["then_s"])
        return decode(self, sounds, way)

    monkeypatch.setattr(_Engine, "decode", looked)
    text = written_out(small, db, recording, 2)
    (done,) = queue.jobs(db, viewer)
    length_ms = done.total or 0
    assert seen[0] == pytest.approx(150 * length_ms / 3_600_000)  # an hour in 300 s of processor, on two cores
    assert "then_s" not in done.output
    took = done.output["apart"]
    assert abs(took["ms"] - length_ms) < 100
    assert apart.expected_s(db, 2 * took["ms"]) == pytest.approx(2 * took["seconds"])
    assert text["turns"]


@pytest.mark.slow
def test_a_text_without_speakers_rather_than_none(
    small: SmallPilot, db: Database, recording: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where telling voices apart only crashes, the last attempt makes the text, all of it to be listened to."""
    def crash(*_asked: object) -> list[NDArray[np.float32]]:
        raise MemoryError

    monkeypatch.setattr(_Embedding, "run", crash)
    viewer = small.viewers["evaluator"]
    guid = job.request_transcription(db, viewer, recording, MODEL, "nl", 2)
    tries = 0
    while queue.job(db, viewer, guid).alive:
        claimed = lease.claim(db, [TRANSCRIBE])
        assert claimed is not None
        tries += 1
        try:
            job.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token), _Engine())
        except MemoryError:
            lease.give_back(db, claimed, counts=True)
    done = queue.job(db, viewer, guid)
    # The first one wrote the windows, so it is not among the three in which nothing was done.
    assert (tries, done.state) == (4, "done")
    document = done.output["document"]
    assert {turn["speaker"] for turn in transcript(db, small.prepares(db), document)["turns"]} == {""}
    places = doubts.doubts(db, small.prepares(db), document)
    assert (0, done.total, "it is not sure who speaks") in [(one.start_ms, one.end_ms, one.why) for one in places]


def test_nobody_is_told_apart_unless_asked(small: SmallPilot, db: Database, recording: str) -> None:
    """Without telling apart there is no speaker; a number that cannot be is refused."""
    with pytest.raises(BadInput):
        job.request_transcription(db, small.viewers["evaluator"], recording, MODEL, "nl", 12)
    text = written_out(small, db, recording, said_by.NOT_TOLD)
    assert {(turn["speaker"], turn["voice"]) for turn in text["turns"]} == {("", "other")}


@pytest.mark.slow
def test_nothing_of_a_voice_stays(small: SmallPilot, db: Database, recording: str) -> None:
    """When the text is there, no file of the home holds a vector of a voice, nor does any value of the stores."""
    written_out(small, db, recording, said_by.FIND_OUT)
    traces = [vector.tobytes()[:64] for vector in VECTORS]
    traces += [vector.astype(np.float64).tobytes()[:64] for vector in VECTORS]
    with closing(small.open()) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in small.home.folder.rglob("*") if path.is_file()]
    assert small.pilot.db_path in files
    for path in files:
        data = path.read_bytes()
        assert not any(trace in data for trace in traces), path
    # No row grew a list of numbers as long as a vector.
    for table in db.tables:
        for row in table.rows:
            assert all(not isinstance(value, str) or value.count(",") < 150 or value.count(".") < 150
                       for value in row.values()), table.name


def _written(channel: int | None, *words: tuple[int, str]) -> Written:
    made = tuple(Word(f" {text}", ms, ms + 300, 0.9, channel=channel) for ms, text in words)
    return Written(Window(0, 0, ((words[0][0], words[-1][0] + 400),), channel), made)


def test_a_speaker_for_each_channel() -> None:
    """Words of two channels come in between each other by time; who is heard first is the first speaker."""
    told = said_by.by_channel([_written(0, (1000, "Goed."), (3000, "Ja.")), _written(1, (0, "Hoe?"), (2000, "En?"))])
    assert [(turn.speaker, turn.text) for turn in segments.turns(merged(told))] == [
        (0, "Hoe?"), (1, "Goed."), (0, "En?"), (1, "Ja.")]


def test_what_is_not_sure_is_said() -> None:
    """A turn whose voice is a guess is a place to listen to; where two voices may be one, all of it is one place."""
    sure, guess = Said(0, 2000, 0, 0.9), Said(2000, 4000, 1, 0.5)
    assert said_by.unsure(Diarised((sure, guess), 2, 0.3)) == [(2000, 4000)]
    assert said_by.unsure(Diarised((sure, guess), 2, 0.05)) == [(0, 4000)]
    assert said_by.unsure(Diarised((sure,), 1, 1.0)) == []


def test_two_at_once_are_a_place_to_listen_to() -> None:
    """From half a second on, where the segmentation hears two; of an “hm” nobody is asked."""
    several = np.ones(600, np.float32)
    several[100:180], several[300:330] = 1.8, 2.0
    quiet = np.zeros(600, np.float32)
    assert telling.both(segmentation.Segmented(quiet, several, quiet)) == [(1000, 1800)]
    told = said_by.Told([], [(0, 900)], (), ((1000, 1800),))
    assert told.places == [Listen(0, 900, "who speaks"), Listen(1000, 1800, "two at once")]


def test_a_word_of_nobody_follows(small: SmallPilot) -> None:
    """A word where nobody was heard goes with the one before it, so that no turn is torn by it."""
    told = said_by.by_voice([_written(None, (0, "Ja"), (9000, "hoor"))], Diarised((Said(0, 500, 1, 0.9),), 2, 0.3))
    assert [word.speaker for one in told for word in one.words] == [1, 1]


def test_the_models_are_fetched_by_a_task(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for on the page, they come in a task of their own, which says how far it is."""
    def fetched(home: object, tell: Callable[[int, int], None]) -> Path:
        tell(5, 10)
        tell(10, 10)
        return Path("there")

    monkeypatch.setattr(fetching, "fetch_speakers", fetched)
    viewer = small.viewers["evaluator"]
    guid = job.request_model(db, viewer, installed.NAME)
    claimed = lease.claim(db, [FETCH])
    assert claimed is not None
    job.run_fetch(Work(small.home, small.pilot, db, claimed.guid, claimed.token))
    found = queue.job(db, viewer, guid)
    assert (found.done, found.total, found.unit) == (10, 10, "bytes")
