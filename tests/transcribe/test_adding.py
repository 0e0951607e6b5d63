"""Recordings that are written out as they come in: stored and queued together, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobs import queue
from pilot.errors import BadInput, NotAllowed
from pilot.families import consent
from tests.media import ordinary, saved
from texts.intake import pieces, storing
from texts.intake.checks import Item, Refused
from transcribe import adding, models

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def bring(small: SmallPilot, db: Database, tmp_path: Path) -> Any:
    """Uploads a recording and gives the item to store: told by the Berk mother, to be written out in Dutch."""

    def brought(extension: str = ".opus", **changes: Any) -> Item:
        path = saved(tmp_path / f"a{extension}", ordinary(extension))
        upload = pieces.take_file(small.pilot, db, small.viewers["evaluator"], path)
        facts = {"upload": upload.guid, "family": small.families["Berk"], "voice": "family", "told_on": "2021-03-04",
                 "persons": (small.persons["Berk moeder"],), "transcribe": "nl"}
        return Item(**(facts | changes))

    return brought


def store(small: SmallPilot, db: Database, *items: Item, who: str = "evaluator") -> list[storing.Stored]:
    """Store as one of the accounts."""
    return adding.store(small.home, small.pilot, db, small.viewers[who], items)


def left(small: SmallPilot, db: Database) -> tuple[int, int, int, int]:
    """Recordings, jobs and uploads in the pilot file, and files of recordings."""
    return (db["recording"].count, db["job"].count, db["upload"].count, len(list(small.pilot.recordings.glob("*"))))


def test_it_is_queued_in_the_same_step(small: SmallPilot, db: Database, bring: Any) -> None:
    """The recording is stored, its transcript asked for with the program's own model; one without a wish is not."""
    (stored,) = store(small, db, bring())
    (job,) = queue.jobs(db, small.viewers["evaluator"])
    assert (job.kind, job.state) == ("transcribe", "queued")
    assert job.input == {"recording": stored.guid, "model": models.DEFAULT, "language": "nl"}
    store(small, db, bring(".wav", transcribe=""))
    assert left(small, db) == (2, 1, 0, 2)
    assert db.conn.execute("SELECT ext, media_type FROM recording ORDER BY recording_id").fetchall() == [
        ("opus", "audio/ogg"), ("wav", "audio/wav")]


def test_without_consent_to_transcribing_nothing_happens(small: SmallPilot, db: Database, bring: Any) -> None:
    """The missing consent is named so that it can be given on the spot; without the wish the recording goes in."""
    consent.withdraw(db, small.viewers["evaluator"], small.persons["Berk moeder"], "transcribe")
    item = bring()
    with pytest.raises(Refused) as refused:
        store(small, db, item)
    ((fault,),) = refused.value.faults.values()
    assert (fault.field, fault.missing) == ("consent", ((small.persons["Berk moeder"], ("transcribe",)),))
    assert left(small, db) == (0, 0, 1, 0)
    store(small, db, Item(**(vars(item) | {"transcribe": ""})))
    assert left(small, db) == (1, 0, 0, 1)


@pytest.mark.parametrize(("language", "said"), [("yue", "No model"), ("xx", "No model|Choose a language")])
def test_what_cannot_be_asked_for_is_not_stored(
    small: SmallPilot, db: Database, bring: Any, language: str, said: str
) -> None:
    """A language that no model here knows, or that is none: one sentence, and the upload waits as it was."""
    with pytest.raises(BadInput, match=said):
        store(small, db, bring(transcribe=language))
    assert left(small, db) == (0, 0, 1, 0)


def test_a_recording_that_comes_with_its_text_is_not_written_out(
    small: SmallPilot, db: Database, bring: Any, tmp_path: Path
) -> None:
    """The sentence stands at the recording, and nothing is stored."""
    recording = bring()
    path = tmp_path / "b.txt"
    path.write_text("Moeder: Ja.\nCoach: Goed.\n")
    text = pieces.take_file(small.pilot, db, small.viewers["evaluator"], path)
    both = Item(text.guid, small.families["Berk"], "family", "2021-03-04", "Gesprek", recording=recording.upload)
    with pytest.raises(Refused, match="Nothing was stored yet: The text of this recording") as refused:
        store(small, db, recording, both)
    assert [fault.field for fault in refused.value.faults[recording.upload]] == ["transcribe"]
    assert left(small, db) == (0, 0, 2, 0)


def test_who_may_not_add_gets_nothing_queued(small: SmallPilot, db: Database, bring: Any) -> None:
    """Coaches neither store nor queue."""
    item = bring()
    with pytest.raises(NotAllowed):
        store(small, db, item, who="coach")
    assert left(small, db) == (0, 0, 1, 0)


def test_what_can_be_chosen(small: SmallPilot, db: Database) -> None:
    """Every language by its name, Dutch first, and the model that will be used."""
    found = adding.choices(small.home, db)
    assert found["languages"][0] == ("nl", "Dutch")
    assert len(found["languages"]) == 100
    assert found["model"] == models.DEFAULT
