"""Saying by ear who speaks: a person for each turn in all versions, other borders as a version of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.book import codebook
from coding.marks import actions, codings
from pilot.config import ROOT
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.families import consent, people
from pilot.store.files import new_guid
from tests.builder import TURNS
from tests.dump import dump
from texts import documents, preparing, who_speaks
from texts.borders import Turn, Who, layout
from texts.documents import NewTurn
from texts.timings import WORD, Timing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

OURS = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
HEARD = (NewTurn("Hoe ging het? Wel goed hoor. En op school? Ook.", "Spreker 1", "other", start_ms=0, end_ms=6000,
                 timings=tuple(Timing(at, at + len(word), n * 500, n * 500 + 400, WORD) for n, (at, word) in enumerate(
                     [(0, "Hoe"), (4, "ging"), (9, "het?"), (14, "Wel"), (18, "goed"), (23, "hoor."), (29, "En"),
                      (32, "op"), (35, "school?"), (43, "Ook.")]))),)


@pytest.fixture
def ear(small: SmallPilot, db: Database) -> Viewer:
    """An evaluator who prepares texts."""
    return small.prepares(db)


def said(db: Database, guid: str) -> list[tuple[Any, ...]]:
    """(version, who, voice, person, text) of each turn, in order."""
    return db.conn.execute(
        "SELECT v.number, t.speaker, t.voice, p.pseudonym, substr(v.text, t.start_char + 1, t.end_char - t.start_char)"
        " FROM turn t JOIN document_version v USING (version_id) JOIN document d USING (document_id)"
        " LEFT JOIN person p USING (person_id) WHERE d.guid = ? ORDER BY v.number, t.seq", (guid,)).fetchall()


def counts(*who: str) -> list[Turn]:
    """The turns of the small interview, each with its speaker."""
    return [Turn(len(turn.text.split()), one) for turn, one in zip(TURNS, who, strict=True)]


def test_what_there_is_to_say(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Words with their times; who can be meant: by role, who speaks already in front, interviewer and interpreter."""
    people.add_person(db, small.operator(db), kind="professional", role="tolk", pseudonym="Tolk A")
    guid = small.interview(db, turns=HEARD)
    found = who_speaks.who_speaks(db, ear, guid)
    assert found.words == HEARD[0].text.split()
    assert found.times == [n * 500 for n in range(10)]
    assert found.turns == [Turn(10, "Spreker 1")]
    named = {one.name: (one.voice, one.person_id is not None) for one in found.choices}
    assert next(iter(named)) == "Spreker 1"
    assert named == {"Spreker 1": ("other", False), "Moeder": ("family", True), "Coach": ("coach", True),
                     "Tolk": ("partner", True), "Interviewer": ("other", False), "Spreker 2": ("other", False),
                     "Spreker 3": ("other", False)}


def test_who_speaks_first_has_the_first_key(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Speakers stand in the order in which they come: Speaker 2 has key 2, also with more turns than Speaker 1."""
    many = (NewTurn("Ja.", "Spreker 1"), NewTurn("Nou.", "Spreker 2"), NewTurn("Dus.", "Spreker 2"))
    found = who_speaks.who_speaks(db, ear, small.interview(db, turns=many))
    assert [one.name for one in found.choices][:2] == ["Spreker 1", "Spreker 2"]


def test_nobody_has_no_key(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Where nothing was said of turns, people come first to choose from, and nobody last."""
    guid = small.interview(db, turns=(NewTurn("Ja.", ""), NewTurn("Nou.", "")))
    names = [one.name for one in who_speaks.who_speaks(db, ear, guid).choices]
    assert (names[0], names[-1], names.count("")) == ("Moeder", "", 1)


def test_a_person_for_a_turn(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """A turn is the mother's: it has her name and voice in every version, and there is no new one."""
    # She is called by her pseudonym, for turns of nobody are called “Moeder” here.
    guid = small.interview(db, kind="raw")
    preparing.declare_free_of_names(small.pilot, db, ear, guid, 1)
    mother, coach = small.persons["Berk moeder"], small.persons["coach"]
    assert who_speaks.say_who_speaks(db, ear, guid, 2, counts(mother, coach, mother, coach)) == 2
    for number in (1, 2):
        assert [row[1:4] for row in said(db, guid) if row[0] == number] == [
            ("Moeder Berk", "family", "Moeder Berk"), ("Coach", "coach", "Coach")] * 2
    now = who_speaks.who_speaks(db, ear, guid)
    assert [turn.who for turn in now.turns] == [mother, coach, mother, coach]


def test_saying_it_again_changes_nothing(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """The same said twice (an answer got lost on the way) is one change and one event."""
    guid = small.interview(db, turns=HEARD)
    turns = [Turn(6, "Spreker 1"), Turn(4, "Spreker 2")]
    assert who_speaks.say_who_speaks(db, ear, guid, 1, turns) == 2
    before = list(dump(db.conn))
    assert who_speaks.say_who_speaks(db, ear, guid, 1, turns) == 2
    assert who_speaks.say_who_speaks(db, ear, guid, 2, turns) == 2
    assert list(dump(db.conn)) == before


def test_other_borders_are_a_version_of_the_same_words(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Split at words: each turn begins when its first word was said; words, their times and the codings stay."""
    guid = small.interview(db, turns=HEARD)
    codebook.adopt(db, small.operator(db), OURS)
    actions.apply_ops(db, ear, guid, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "gezinsbudget",
                                       "start": 14, "end": 28, "weight": 1}])
    mother, coach = small.persons["Berk moeder"], small.persons["coach"]
    number = who_speaks.say_who_speaks(
        db, ear, guid, 1, [Turn(3, coach), Turn(3, mother), Turn(3, coach), Turn(1, mother)])
    now = documents.transcript(db, ear, guid)
    assert number == now["number"] == 2
    assert [(turn["speaker"], turn["text"], turn["start_ms"]) for turn in now["turns"]] == [
        ("Coach", "Hoe ging het?", 0), ("Moeder", "Wel goed hoor.", 1500), ("Coach", "En op school?", 3000),
        ("Moeder", "Ook.", 4500)]
    assert who_speaks.who_speaks(db, ear, guid).times == [n * 500 for n in range(10)]
    (coded,) = codings.codings(db, ear, guid)["codings"]
    assert coded["start"] == 14
    assert coded["end"] == 28
    # Joined again: the same words once more, in one turn.
    assert who_speaks.say_who_speaks(db, ear, guid, 2, [Turn(10, coach)]) == 3
    assert documents.transcript(db, ear, guid)["turns"][0]["text"] == HEARD[0].text


def test_a_version_with_other_borders_follows(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Who speaks is said in the version before too: of each turn there, who says most of it."""
    guid = small.interview(db, turns=HEARD)
    who_speaks.say_who_speaks(db, ear, guid, 1, [Turn(7, small.persons["coach"]), Turn(3, "Spreker 2")])
    assert [row[:4] for row in said(db, guid)] == [
        (1, "Coach", "coach", "Coach"), (2, "Coach", "coach", "Coach"), (2, "Spreker 2", "other", None)]


def test_nobody_is_guessed(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Nobody of another family, no invented name, no other words; what is refused changes nothing."""
    guid = small.interview(db)
    mother = small.persons["Berk moeder"]
    before = list(dump(db.conn))
    for turns in (counts(small.persons["Es moeder"], mother, mother, mother), counts("Jan", mother, mother, mother),
                  [Turn(1, mother)], [*counts(mother, mother, mother, mother), Turn(0, mother)], []):
        with pytest.raises(BadInput):
            who_speaks.say_who_speaks(db, ear, guid, 1, turns)
    with pytest.raises(Conflict):
        who_speaks.say_who_speaks(db, ear, guid, 7, counts(mother, mother, mother, mother))
    assert list(dump(db.conn)) == before


def test_who_is_new_in_it_consents(small: SmallPilot, db: Database, ear: Viewer) -> None:
    """Somebody of the family who is not heard yet needs consent; then the conversation hangs on it too."""
    father = people.add_person(db, small.operator(db), kind="parent", role="vader", pseudonym="Vader Berk",
                               family_guid=small.families["Berk"])
    guid = small.interview(db)
    mother, coach = small.persons["Berk moeder"], small.persons["coach"]
    with pytest.raises(BadInput, match="Vader Berk"):
        who_speaks.say_who_speaks(db, ear, guid, 1, counts(coach, father, coach, mother))
    consent.give(db, small.operator(db), father, ["analyse"], "2020-01-15")
    who_speaks.say_who_speaks(db, ear, guid, 1, counts(coach, father, coach, mother))
    heard = {row[0] for row in db.conn.execute(
        "SELECT p.pseudonym FROM document_person dp JOIN person p USING (person_id)")}
    assert heard == {"Vader Berk", "Moeder Berk", "Coach"}


def test_not_without_the_right(small: SmallPilot, db: Database) -> None:
    """Who does not prepare texts neither sees nor says it."""
    guid = small.interview(db)
    with pytest.raises(NotAllowed):
        who_speaks.who_speaks(db, small.viewers["evaluator2"], guid)
    with pytest.raises(NotAllowed):
        who_speaks.say_who_speaks(db, small.viewers["evaluator2"], guid, 1, counts("a", "b", "c", "d"))


WORDS = st.lists(st.text("abé🙂", min_size=1, max_size=4), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_no_word_is_lost(old: list[list[str]], data: st.DataObject) -> None:
    """Whatever the borders become, the words are the same in the same order, and times never run backwards."""
    before = [NewTurn(" ".join(words), "A", "other", start_ms=n * 1000, end_ms=n * 1000 + 900)
              for n, words in enumerate(old)]
    total = sum(map(len, old))
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, total - 1)), max_size=total - 1))) if total > 1 else []
    sizes = [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]
    times: list[int | None] = [n * 1000 if not at else None for n, words in enumerate(old) for at in range(len(words))]
    made = layout(before, [Turn(size, "B") for size in sizes], {"B": Who("B", "B", "coach")}, times)
    assert made is not None
    assert [word for turn in made for word in turn.text.split()] == [word for words in old for word in words]
    assert [len(turn.text.split()) for turn in made] == sizes
    assert all(turn.start_ms is None or turn.end_ms is None or turn.start_ms <= turn.end_ms for turn in made)
    assert layout(before, [Turn(len(words), "A") for words in old], {"A": Who("A", "A", "other")}, times) == before
