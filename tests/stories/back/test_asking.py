"""What goes back to a family: prepared, gone through, answered, corrected, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.clock import today
from pilot.dates import add_years
from pilot.errors import AskFirst, BadInput, Conflict, NotFound, OutOfReach
from pilot.families import consent, register
from pilot.families.early import EVERY_DAY
from pilot.paging import Wanted
from pilot.store.files import write
from pilot.vocabulary import quoting
from stories.back import asking, choosing, exports, listing, preparing, reading
from stories.back.asking import Says
from stories.back.choosing import Sentence, parted, spans
from stories.stories import NewStory, add_story
from tests import recordings
from tests.quoted import END, START
from texts import documents
from themes.release.quotes_out import attribution

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.stories.back.conftest import Back

TEAM_AND_TOWN = Says(frozenset({"team", "municipality"}), "household")
NO = Says(frozenset())


def test_the_ways_are_those_of_quotes() -> None:
    """A family is asked in the same terms as quotes are attributed in."""
    assert quoting.HOWS == attribution.HOWS
    assert set(quoting.WITHIN) == {*quoting.HOWS, ""}


def test_a_coach_reads_the_chosen_passage_and_no_more(small: SmallPilot, db: Database, back: Back) -> None:
    """Of a conversation she sees the words chosen for going back; she can choose none herself, nor can another coach
    see them."""
    one = reading.one(db, back.coach, back.guid)
    (text,), (asked,) = one.texts, one.passages
    assert text.paragraphs == ()
    assert asked.stands
    assert asked.stands.words == "Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd"[:END - START]
    with pytest.raises(NotFound):
        preparing.choose(db, back.coach, back.guid, back.document, [(0, 5)])
    with pytest.raises(NotFound):
        choosing.whole(db, back.coach, back.guid, back.document)
    with pytest.raises(NotFound):
        reading.one(db, small.viewers["coach"], back.guid)


def test_a_story_is_heard_while_consent_to_recording_holds(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Its sound, by the coach who told it; nothing once the family does not consent to recording any more."""
    coach = small.viewers["coach"]
    with write(db):
        story = add_story(db, coach, NewStory(
            small.families["Berk"], small.persons["coach"], "De wekker", ("Hij stond op.",), "2021-02-10", "steady",
            deidentified=True))
    guid = preparing.begin(db, coach, small.families["Berk"])
    preparing.choose(db, coach, guid, story, [(0, 13)])
    assert [one.sounds for one in reading.one(db, coach, guid).texts] == [()]
    sound = recordings.store(small, recordings.write_wav(tmp_path / "told.wav", np.zeros(16000, np.float32)))
    with write(db):
        db.conn.execute("UPDATE recording SET voice = 'coach' WHERE guid = ?", (sound,))
        db.conn.execute(
            "INSERT INTO recording_person SELECT recording_id, person_id FROM recording, person"
            " WHERE recording.guid = ? AND person.guid = ?", (sound, small.persons["coach"]))
        recordings.of_document(db, story, sound)
    assert [one.sounds for one in reading.one(db, coach, guid).texts] == [(sound,)]
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "record", today(db))
    assert [one.sounds for one in reading.one(db, coach, guid).texts] == [()]


def test_the_last_answer_counts_and_all_are_kept(db: Database, back: Back) -> None:
    """Two devices answer: the second is told that somebody answered meanwhile, and its answer counts."""
    assert not asking.answer(db, back.coach, back.guid, back.passage, TEAM_AND_TOWN)
    assert asking.answer(db, back.coach, back.guid, back.passage, NO)
    (asked,) = reading.one(db, back.coach, back.guid).passages
    assert asked.answer
    assert (asked.answer.audiences, asked.answer.earlier) == (frozenset(), 1)
    assert not asking.answer(db, back.coach, back.guid, back.passage, TEAM_AND_TOWN, seen=asked.answer.guid)
    assert db["family_answer"].count == 3


@pytest.mark.parametrize("says", [
    Says(frozenset({"public"}), "role"), Says(frozenset({"team", "public"}), "role"),
    Says(frozenset({"team"}), ""), Says(frozenset({"elsewhere"}), "role")])
def test_an_answer_that_cannot_be_changes_nothing(db: Database, back: Back, says: Says) -> None:
    """What everybody reads the municipality reads too; and somebody has to say whose words they are."""
    with pytest.raises(BadInput):
        asking.answer(db, back.coach, back.guid, back.passage, says)
    assert db["family_answer"].count == 0


def test_consent_that_ended_meanwhile(small: SmallPilot, db: Database, back: Back) -> None:
    """Nothing is kept, and the words are gone from what goes back; what is there stays there."""
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse")
    with pytest.raises(OutOfReach, match="is out of reach"):
        asking.answer(db, back.coach, back.guid, back.passage, NO)
    one = reading.one(db, back.coach, back.guid)
    assert (one.texts[0].title, one.passages[0].stands, one.unanswered) == ("", None, 0)
    with pytest.raises(NotFound):
        exports.on_paper(db, back.coach, back.guid)


def test_a_document_that_was_withdrawn(small: SmallPilot, db: Database, back: Back) -> None:
    """It is said to be gone, and comes back with the document."""
    documents.withdraw(db, small.operator(db), back.document, "dubbel")
    (passage,) = reading.one(db, back.coach, back.guid).passages
    assert (passage.stands, passage.gone) == (None, "withdrawn")
    with pytest.raises(NotFound, match="A text that is withdrawn"):
        exports.on_paper(db, back.coach, back.guid)
    documents.bring_back(db, small.operator(db), back.document)
    assert reading.one(db, back.coach, back.guid).passages[0].stands


@pytest.mark.slow
def test_a_text_that_changed_between(small: SmallPilot, db: Database, back: Back) -> None:
    """Words that stand as they did are carried along; where they changed it says so, and they can be chosen anew."""
    def say(words: str) -> None:
        documents.revise(db, small.operator(db), back.document, [
            documents.NewTurn("Hoe ging het toen op de school van de kinderen?", "Coach", "coach"),
            documents.NewTurn(words, "Moeder", "family")], kind="deidentified", engine="test")

    say("Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.")
    (asked,) = reading.one(db, back.coach, back.guid).passages
    assert asked.stands
    assert not asked.stands.changed
    assert asked.stands.start == START + 15
    say("Zij belde nooit zelf. Ze wist niet wat ik vorige keer had gezegd 🙂, dat scheelt.")
    (asked,) = reading.one(db, back.coach, back.guid).passages
    assert asked.stands
    assert asked.stands.changed
    assert asked.stands.maybe
    preparing.follow(db, back.coach, back.guid, back.passage)
    (asked,) = reading.one(db, back.coach, back.guid).passages
    assert asked.stands
    assert not asked.stands.changed
    assert "nooit" in asked.stands.words


def test_dates_that_cannot_be(db: Database, back: Back) -> None:
    """No answer of tomorrow, no promise of yesterday; a promise far ahead is asked about."""
    with pytest.raises(BadInput, match="future"):
        asking.sit(db, back.coach, back.guid, add_years(today(db), 1), "phone")
    with pytest.raises(BadInput, match="passed"):
        preparing.promise(db, back.coach, back.guid, "2021-01-01")
    with pytest.raises(AskFirst):
        preparing.promise(db, back.coach, back.guid, add_years(today(db), 5))
    preparing.promise(db, back.coach, back.guid, add_years(today(db), 5), sure=EVERY_DAY)


def test_promised_until_it_is_done(small: SmallPilot, db: Database, back: Back) -> None:
    """What was promised for a day stands in the list of its coach until it was gone through."""
    later = preparing.begin(db, back.coach, small.families["Es"], today(db))
    assert [one.guid for one in listing.promised(db, back.coach)] == [later]
    assert listing.promised(db, small.viewers["coach"], Wanted()).total == 0
    with pytest.raises(Conflict, match="Say first"):
        asking.finish(db, back.coach, later)
    preparing.drop(db, back.coach, later)
    assert not listing.promised(db, back.coach)
    asking.finish(db, back.coach, back.guid)
    with pytest.raises(Conflict):
        asking.answer(db, back.coach, back.guid, back.passage, NO)


def test_a_name_in_a_correction_stops_it(small: SmallPilot, db: Database, back: Back) -> None:
    """The words of the register are told and nothing is kept, until the writer says so; who mends texts finds it."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Es moeder"], "Ilona Hazeveld")
    said = "Ilona belde mij op."
    assert asking.correct(small.pilot, db, back.coach, back.guid, back.passage, said) == ("Ilona",)
    assert db["family_correction"].count == 0
    assert asking.correct(small.pilot, db, back.coach, back.guid, back.passage, said, anyway=True) == ()
    prepares = small.prepares(db)
    (one,) = listing.corrections(db, prepares)
    assert listing.corrections(db, prepares, family_guid=small.families["Es"]).total == 1
    assert not listing.corrections(db, prepares, family_guid=small.families["Berk"])
    assert (one.words, one.document) == (said, back.document)
    listing.settle(db, prepares, one.guid)
    assert not listing.corrections(db, prepares)
    with pytest.raises(Conflict):
        listing.settle(db, prepares, one.guid)


def test_on_paper(db: Database, back: Back) -> None:
    """A pdf with the passage and a question for each who may read it."""
    paper = exports.paper(reading.read(db, back.coach, back.guid))
    assert len(paper["questions"]) == len(quoting.AUDIENCES)
    assert paper["passages"][0].startswith("Zij belde zelf.")
    assert exports.on_paper(db, back.coach, back.guid).startswith(b"%PDF")


@given(st.lists(st.lists(st.text("ab. ", min_size=1, max_size=8), max_size=4), max_size=4), st.sets(st.integers(0, 20)))
@pytest.mark.slow
def test_sentences_that_follow_each_other_are_one_passage(turns: list[list[str]], chosen: set[int]) -> None:
    """Every chosen sentence lies in one passage, no other sentence does, and no passage goes past its turn."""
    at, made, bounds = 0, [], []
    for turn in turns:
        sentences = []
        for words in turn:
            sentences.append(Sentence(at, at + len(words), words, True))
            at += len(words) + 1
        made.append(("", tuple(sentences)))
        bounds.append((sentences[0].start, sentences[-1].end) if sentences else (at, at))
    found = spans(made, chosen)
    each = [one for _speaker, said in made for one in said]
    for number, one in enumerate(each):
        assert (number in chosen) == any(start <= one.start and one.end <= end for start, end in found)
    assert all(any(first <= start and end <= last for first, last in bounds) for start, end in found)


@given(st.text("ab .", max_size=30), st.data())
def test_a_turn_is_parted_into_its_words(text: str, data: st.DataObject) -> None:
    """The sentences of a turn hold all of its words and no white space at their ends."""
    starts = sorted(data.draw(st.sets(st.integers(0, max(len(text), 1)))))
    found = parted(text, 0, len(text), starts, theirs=True)
    assert "".join("".join(one.words for one in found).split()) == "".join(text.split())
    assert all(text[one.start:one.end] == one.words == one.words.strip() for one in found)
