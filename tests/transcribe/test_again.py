"""A stretch that is written out again: asked for, done beside long work, offered, and taken or left by a person."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import codings
from coding.marks.actions import apply_ops
from jobs import lease, queue
from jobs.work import Work
from jobs.worker import Worker
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent
from pilot.store.files import write
from tests import recordings
from tests.jobs.test_worker import ask as enqueue
from tests.jobs.test_worker import look
from tests.rights.scene import BOOK, added
from tests.waiting import eventually
from texts import word_times
from texts.documents import NewTurn, transcript
from texts.timings import Timing
from transcribe import again, doubts, handlers, low, models, saying_again
from transcribe.checks import Listen
from transcribe.decoding import Decoded, Timed
from transcribe.models import Model
from transcribe.replacing import replaced
from transcribe.segments import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot
    from transcribe.decoding import Way

MODEL = Model("base", Path("nowhere"), multilingual=True)


class Says:
    """Writes the same words for every sound, from its second second on."""

    engine = "faster-whisper made-up"

    def __init__(self, *words: str) -> None:
        self.words = words

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """Four words a second."""
        timed = tuple(Timed(f" {word}", 1 + n / 4, 1.2 + n / 4, 0.9, ()) for n, word in enumerate(self.words))
        return [Decoded(timed, -0.1, 1.0, 0.0, "nl", 1.0, 1.0) for _sound in sounds]


def timed(text: str, start_ms: int) -> tuple[Timing, ...]:
    """Each word of a turn a quarter of a second after the one before it."""
    found, at = [], 0
    for n, word in enumerate(text.split()):
        found.append(Timing(at, at + len(word), start_ms + 250 * n, start_ms + 250 * n + 200, "word"))
        at += len(word) + 1
    return tuple(found)


FIRST, SECOND = "Dat was een fijne tijd hoor.", "Ja zeker weten wij dat."
TURNS = (NewTurn(FIRST, "Moeder", "family", None, 2000, 3450, 0.9, timed(FIRST, 2000)),
         NewTurn(SECOND, "Coach", "coach", None, 5000, 6200, 0.9, timed(SECOND, 5000)))


@pytest.fixture
def viewer(small: SmallPilot, db: Database) -> Viewer:
    """An evaluator who prepares texts."""
    return small.prepares(db)


@pytest.fixture
def guid(small: SmallPilot, db: Database, jfk: Path) -> str:
    """A raw text of a recording."""
    return spoken(small, db, jfk, "raw")


def spoken(small: SmallPilot, db: Database, sound: Path, kind: str) -> str:
    """A text of a recording; its guid."""
    recording = recordings.store(small, sound)
    made = small.interview(db, turns=TURNS, kind=kind)
    with write(db):
        recordings.of_document(db, made, recording)
    return made


def said(small: SmallPilot, db: Database, viewer: Viewer, guid: str, *words: str, doubt: str = "") -> again.Offer:
    """“fijne tijd” (2750 to 3200 ms) written out again as these words."""
    again.ask(db, viewer, guid, (2800, 3100), MODEL, "nl", doubt)
    claimed = lease.claim(db, [handlers.AGAIN])
    assert claimed is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "named", lambda _home, _name: MODEL)
        saying_again.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token), Says(*words))
    return again.offers(db, viewer, guid)[-1]


def test_taken_in_a_new_version(small: SmallPilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Whole words are replaced, beside them nothing changes; times follow, the place to listen to is settled."""
    with write(db):
        doubts.keep(db, guid, [Listen(2800, 3100, "unsure")])
    doubt = doubts.doubts(db, viewer, guid)[0].guid
    offer = said(small, db, viewer, guid, "mijn", "tijd", doubt=doubt)
    assert (offer.start_ms, offer.end_ms, offer.was, offer.now) == (2750, 3200, "fijne tijd", "mijn tijd")
    assert again.decide(db, viewer, guid, offer.guid, 1, taken=True) == 2
    after = transcript(db, viewer, guid)
    assert [turn["text"] for turn in after["turns"]] == ["Dat was een mijn tijd hoor.", SECOND]
    assert [(turn["speaker"], turn["start_ms"], turn["end_ms"]) for turn in after["turns"]] == [
        ("Moeder", 2000, 3450), ("Coach", 5000, 6200)]
    text = "\n".join(turn["text"] for turn in after["turns"])
    version = db.conn.execute("SELECT max(version_id) FROM document_version").fetchone()[0]
    times = {text[one.start:one.end]: one.start_ms for one in word_times.of(db, version)}
    assert (times["mijn"], times["hoor."], times["Ja"]) == (2750, 3250, 5000)
    assert doubts.doubts(db, viewer, guid)[0].resolved_by == "evaluator 1"
    assert again.offers(db, viewer, guid) == []
    with pytest.raises(Conflict, match="decided on this stretch already"):
        again.decide(db, viewer, guid, offer.guid, 2, taken=False)
    rows = db.conn.execute("SELECT outcome, decided_at IS NOT NULL, u.label FROM said_again"
                           " JOIN user u ON u.user_id = decided_by").fetchall()
    assert rows == [("taken", 1, "evaluator 1")]
    verbs = db.conn.execute("SELECT verb FROM event WHERE subject = 'stretch'").fetchall()
    assert verbs == [("took",)]


def test_left_as_it_was(small: SmallPilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Nothing of the text changes, and it is not offered again."""
    offer = said(small, db, viewer, guid, "mijn", "tijd")
    assert again.decide(db, viewer, guid, offer.guid, 1, taken=False) == 1
    assert again.offers(db, viewer, guid) == []
    assert [turn["text"] for turn in transcript(db, viewer, guid)["turns"]] == [FIRST, SECOND]


def test_codings_are_carried(small: SmallPilot, db: Database, viewer: Viewer, guid: str) -> None:
    """What was coded beside the stretch stands on the same words in the new version."""
    codebook.adopt(db, small.operator(db), BOOK, "proef")
    start = len(FIRST) + 1
    apply_ops(db, viewer, guid, [added("klik") | {"start": start, "end": start + 8}])
    offer = said(small, db, viewer, guid, "eigenlijk", "mijn", "tijd")
    again.decide(db, viewer, guid, offer.guid, 1, taken=True)
    found = codings.codings(db, viewer, guid)["codings"]
    text = "\n".join(turn["text"] for turn in transcript(db, viewer, guid)["turns"])
    assert [text[one["start"]:one["end"]] for one in found] == ["Ja zeker"]


def test_where_no_words_stand(small: SmallPilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Voice without text: the words come in behind what was said before."""
    again.ask(db, viewer, guid, (3700, 4600), MODEL, "nl")
    claimed = lease.claim(db, [handlers.AGAIN])
    assert claimed is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "named", lambda _home, _name: MODEL)
        saying_again.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token), Says("Echt", "waar."))
    offer, = again.offers(db, viewer, guid)
    assert (offer.was, offer.now, offer.start) == ("", "Echt waar.", len(FIRST))
    again.decide(db, viewer, guid, offer.guid, 1, taken=True)
    assert transcript(db, viewer, guid)["turns"][0]["text"] == f"{FIRST} Echt waar."


def test_who_may_and_what_can_be_asked(small: SmallPilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Only who prepares texts; no stretch without length or of more than two minutes, no English model for Dutch, no
    text without a recording; consent is asked for when it is asked and when it is done."""
    with pytest.raises(NotAllowed):
        again.ask(db, small.viewers["evaluator2"], guid, (2000, 3000), MODEL, "nl")
    for stretch in ((3000, 3000), (4000, 3000), (0, 130_000), (10_990, 20_000)):
        with pytest.raises(BadInput, match="up to two minutes|lasts from"):
            again.ask(db, viewer, guid, stretch if stretch[1] < 130_000 else (0, 0), MODEL, "nl")
    with pytest.raises(BadInput, match="English only"):
        again.ask(db, viewer, guid, (2000, 3000), Model("tiny.en", MODEL.path, multilingual=False), "nl")
    with pytest.raises(BadInput, match="Choose a language"):
        again.ask(db, viewer, guid, (2000, 3000), MODEL, "xx")
    with pytest.raises(NotFound, match="no recording"):
        again.ask(db, viewer, small.interview(db), (2000, 3000), MODEL, "nl")
    first = again.ask(db, viewer, guid, (2800, 3100), MODEL, "nl")
    assert again.ask(db, viewer, guid, (2790, 3110), MODEL, "nl") == first, "the same whole words"
    claimed = lease.claim(db, [handlers.AGAIN])
    assert claimed is not None
    consent.withdraw(db, viewer, small.persons["Berk moeder"], "transcribe")
    assert lease.hold(db, claimed) is lease.Hold.LOST
    with pytest.raises(BadInput, match="withdrew consent"):
        again.ask(db, viewer, guid, (2000, 3000), MODEL, "nl")
    with pytest.raises(BadInput, match="withdrew consent"):
        saying_again.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token), Says("a"))
    assert db.conn.execute("SELECT count(*) FROM said_again").fetchone()[0] == 0


def test_a_text_that_changed_meanwhile(small: SmallPilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Decided on another version than the one that is read now: nothing changes."""
    offer = said(small, db, viewer, guid, "mijn", "tijd")
    with pytest.raises(Conflict, match="changed meanwhile"):
        again.decide(db, viewer, guid, offer.guid, 7, taken=True)
    assert [one.guid for one in again.offers(db, viewer, guid)] == [offer.guid]


def test_behind_a_text_free_of_names(small: SmallPilot, db: Database, viewer: Viewer, jfk: Path) -> None:
    """What is taken waits in a corrected version until that is declared free of names; a second one adds to it."""
    guid = spoken(small, db, jfk, "deidentified")
    first = said(small, db, viewer, guid, "mijn", "tijd")
    assert again.decide(db, viewer, guid, first.guid, 1, taken=True) == 1
    second = said(small, db, viewer, guid, "mooie", "dagen")
    assert again.decide(db, viewer, guid, second.guid, 1, taken=True) == 1
    assert transcript(db, viewer, guid)["turns"][0]["text"] == FIRST
    texts = [transcript(db, viewer, guid, number)["turns"][0]["text"] for number in (2, 3)]
    assert texts == ["Dat was een mijn tijd hoor.", "Dat was een mooie dagen hoor."]
    based = db.conn.execute("SELECT n.number, b.number FROM document_version n JOIN document_version b"
                            " ON b.version_id = n.based_on WHERE n.number > 1 ORDER BY 1").fetchall()
    assert based == [(2, 1), (3, 2)]


def test_unsure_words_until_somebody_changes_them(
    small: SmallPilot, db: Database, viewer: Viewer, guid: str
) -> None:
    """What a model wrote with a probability under .7; in a corrected version no more where it was replaced."""
    with write(db):
        db.conn.execute("INSERT INTO job(guid, kind, input_key, input, state, created_by, created_at, output)"
                        " SELECT 'j', 'transcribe', 'r', '{}', 'done', created_by, created_at,"
                        " json_object('document', guid) FROM document WHERE guid = ?", (guid,))
        words = [[" Dat", 2000, 2200, 0.71], [" fijne", 2750, 2950, 0.4], [" tijd", 3000, 3200, 0.3],
                 [" hoor.", 3250, 3450, 0.69], [" Ja", 5000, 5200, -1]]
        db.conn.execute(
            "INSERT INTO sound_window(recording_id, job_guid, seq, batch, start_ms, end_ms, spans, state, words)"
            " SELECT recording_id, 'j', 0, 0, 0, 6000, '[]', 'done', ? FROM recording", (json.dumps(words),))
    assert [FIRST[a:b] for a, b in low.low_words(db, viewer, guid)] == ["fijne", "tijd", "hoor."]
    offer = said(small, db, viewer, guid, "mijn", "dagen")
    again.decide(db, viewer, guid, offer.guid, 1, taken=True)
    text = transcript(db, viewer, guid)["turns"][0]["text"]
    assert [text[a:b] for a, b in low.low_words(db, viewer, guid)] == ["hoor."]


def test_several_turns_keep_their_words() -> None:
    """Each turn gets what was said before the next one begins; one that is left without words is empty."""
    words = [Word(" een", 2100, 2200, 0.9), Word(" twee", 5100, 5300, 0.9)]
    span = (0, len(FIRST) + 1 + len(SECOND))
    assert [turn.text for turn in replaced(TURNS, span, words)] == ["een", "twee"]
    assert [turn.text for turn in replaced(TURNS, span, words[:1])] == ["een", ""]
    part = replaced(TURNS, (4, len(FIRST) + 3), words)
    assert [(turn.text, turn.timings[0].start) for turn in part] == [("Dat een", 4), ("twee zeker weten wij dat.", 0)]


@pytest.mark.slow
def test_done_beside_what_takes_hours(small: SmallPilot) -> None:
    """A short task does not wait until a long one has ended."""
    kinds = {"sleep": "tests.jobs.handlers:sleep", "count": "tests.jobs.handlers:count"}
    long = enqueue(small, "sleep")
    worker = Worker(small.home, kinds, short=["count"], idle_s=0)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        eventually(lambda: "pid" in look(small, long).output)
        short = enqueue(small, "count")
        eventually(lambda: look(small, short).state == "done")
        assert look(small, long).state == "running"
    finally:
        with closing(small.open()) as db:
            queue.cancel(db, small.viewers["evaluator"], long)
        thread.join()
    assert look(small, long).state == "cancelled"
