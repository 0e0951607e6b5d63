"""One event as several voices tell it: linked, written down, and where they differ kept as it was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.clock import today
from pilot.dates import add_years
from pilot.errors import AskFirst, BadInput, NotFound, OutOfReach
from pilot.families import consent, register
from stories.events import seeing, writing
from stories.events.writing import New, Tells
from texts import documents

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

SAYS = {"family": "Het was mijn eigen besluit.", "coach": "We besloten het samen."}


@pytest.fixture
def viewer(small: SmallPilot) -> Viewer:
    """An evaluator."""
    return small.viewers["evaluator"]


@pytest.fixture
def event(small: SmallPilot, db: Database, viewer: Viewer) -> str:
    """Berk moved: a passage of what the mother said is linked, and what its coach says is written down."""
    guid, found = writing.add(small.pilot, db, viewer, small.families["Berk"], New("De verhuizing", "2021-02-01"))
    assert not found
    writing.link(db, viewer, guid, small.interview(db), (33, 48))
    writing.tell(small.pilot, db, viewer, guid, Tells("coach", "Het was een chaos.", "coach", "2021-02-03"))
    return guid


def test_voices_stand_beside_each_other(small: SmallPilot, db: Database, viewer: Viewer, event: str) -> None:
    """Each voice has its own place; the evaluator reads the passage, the coach sees that there is a conversation."""
    one = seeing.one(db, viewer, event)
    assert [(voice, [told.words for told in each]) for voice, each in one.voices] == [
        ("family", ["Zij belde zelf."]), ("coach", ["Het was een chaos."])]
    assert one.voices[0][1][0].start == 33
    (_voice, (family,)), (_other, (coach,)) = seeing.one(db, small.viewers["coach"], event).voices
    assert (family.words, family.document, family.title, family.kind) == ("", "", "", "interview")
    assert coach.words == "Het was een chaos."
    with pytest.raises(NotFound):
        seeing.one(db, small.viewers["coach2"], event)


def test_a_difference_stays(small: SmallPilot, db: Database, viewer: Viewer, event: str) -> None:
    """What is noted later stands beside what was noted before; only then the event is among those that differ."""
    assert not seeing.listed(db, viewer, differing=True)
    assert writing.differ(small.pilot, db, viewer, event, "Wie het besloot", SAYS, team_only=True) == ()
    writing.differ(small.pilot, db, viewer, event, "Wie het besloot", SAYS | {"partner": "De gemeente."})
    assert [len(one.says) for one in seeing.one(db, viewer, event).differs] == [2, 3]
    assert [len(one.says) for one in seeing.one(db, small.viewers["coach"], event).differs] == [3]
    (row,) = seeing.listed(db, viewer, differing=True)
    assert (row.voices, row.differs) == (2, 2)
    with pytest.raises(BadInput, match="two voices"):
        writing.differ(small.pilot, db, viewer, event, "Wie het besloot", {"family": "Ik.", "coach": " "})


def test_a_linked_text_that_changed_or_went(small: SmallPilot, db: Database, viewer: Viewer, event: str) -> None:
    """A passage that stands as it did is not marked; one that changed is; of a text that was withdrawn nothing is
    said but that it is not there."""
    document = seeing.one(db, viewer, event).voices[0][1][0].document

    def told(*words: str) -> seeing.Told:
        if words:
            documents.revise(db, small.operator(db), document, [
                documents.NewTurn(one, "Moeder", "family") for one in words], kind="deidentified", engine="test")
        return seeing.one(db, viewer, event).voices[0][1][0]

    same = told("Ja, dat was in de zomer.", "Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd.")
    assert (same.words, same.changed) == ("Zij belde zelf.", False)
    other = told("Ja, dat was in de zomer.", "Ze stuurde een brief. Ze wist niets meer.")
    assert (other.words, other.changed) == ("", True)
    documents.withdraw(db, small.operator(db), document, "dubbel")
    assert (told().gone, told().title, told().told_on) == ("withdrawn", "", "")


def test_without_consent_there_is_no_event(small: SmallPilot, db: Database, viewer: Viewer, event: str) -> None:
    """A family that took its consent back is not written about, and what was is out of reach, which is said."""
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert not seeing.listed(db, viewer)
    with pytest.raises(OutOfReach):
        seeing.listed(db, viewer, family_guid=small.families["Berk"])
    with pytest.raises(OutOfReach):
        seeing.one(db, viewer, event)
    with pytest.raises(OutOfReach):
        writing.tell(small.pilot, db, viewer, event, Tells("family", "Het ging."))
    with pytest.raises(OutOfReach):
        writing.add(small.pilot, db, viewer, small.families["Berk"], New("Iets", "2021-02-01"))


def test_bad_input_keeps_nothing(small: SmallPilot, db: Database, viewer: Viewer, event: str) -> None:
    """A day to come, an end before its beginning, a day before the support, a name, words twice, another family."""
    berk = small.families["Berk"]
    for new in (New("Iets", add_years(today(db), 1)), New("Iets", "2021-02-01", "2021-01-01"), New(" ", "2021-02-01")):
        with pytest.raises(BadInput):
            writing.add(small.pilot, db, viewer, berk, new)
    with pytest.raises(AskFirst):
        writing.add(small.pilot, db, viewer, berk, New("Iets", "2019-12-01"))
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    assert writing.add(small.pilot, db, viewer, berk, New("Ilona verhuisde", "2021-02-01")) == ("", ("Ilona",))
    assert writing.tell(small.pilot, db, viewer, event, Tells("family", "Ilona ging.")) == ("Ilona",)
    document = seeing.one(db, viewer, event).voices[0][1][0].document
    with pytest.raises(BadInput, match="already"):
        writing.link(db, viewer, event, document, (33, 48))
    with pytest.raises(NotFound):
        writing.link(db, viewer, event, small.interview(db, "Es"))
    assert (db["shared_event"].count, db["shared_event_voice"].count) == (1, 2)
    writing.put_away(db, viewer, event)
    assert not seeing.listed(db, viewer)
    assert db["shared_event"].count == 1
