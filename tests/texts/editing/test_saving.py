"""A mended text is a version by who mended it: codings and times go along, two people's changes come together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions, codings
from pilot import access
from pilot.config import ROOT
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import register
from pilot.store.files import new_guid, write
from pilot.vocabulary import voices
from stories.stories import NewStory, add_story
from tests.builder import TURNS
from texts import preparing, who_speaks
from texts.borders import Turn
from texts.documents import NewTurn, transcript, turns_of
from texts.editing import drafts, edits, reading, saving
from texts.editing.edits import Edit
from texts.editing.hunks import Said
from texts.timings import WORD, Timing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

OURS = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
HEARD = (
    NewTurn("Hoe ging het?", "Spreker 1", start_ms=0, end_ms=1500, confidence=0.9, timings=(
        Timing(0, 3, 0, 400, WORD), Timing(4, 8, 500, 900, WORD), Timing(9, 13, 1000, 1400, WORD))),
    NewTurn("Wel goet hoor ja en daarna", "Spreker 2", start_ms=2000, end_ms=5000, timings=tuple(
        Timing(at, at + len(word), 2000 + n * 500, 2400 + n * 500, WORD) for n, (at, word) in enumerate(
            [(0, "Wel"), (4, "goet"), (9, "hoor"), (14, "ja"), (17, "en"), (20, "daarna")]))))


@pytest.fixture
def anna(small: SmallPilot, db: Database) -> Viewer:
    """An evaluator who prepares texts."""
    return small.prepares(db)


@pytest.fixture
def bea(small: SmallPilot, db: Database) -> Viewer:
    """Another."""
    return small.prepares(db, "evaluator2")


def opened(db: Database, viewer: Viewer, guid: str) -> Edit:
    """The text as a page has it that changed nothing."""
    found = reading.open_to_edit(db, viewer, guid)
    return Edit(found.number, tuple((turn.who, None) for turn in found.said), tuple(found.said))


def changed(edit: Edit, **words: str) -> Edit:
    """With other words: {old: new} in every turn."""
    def mended(text: str) -> str:
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    return replace(edit, turns=tuple(Said(turn.who, mended(turn.text)) for turn in edit.turns))


def save(db: Database, viewer: Viewer, guid: str, edit: Edit) -> saving.Saved:
    """Saved once."""
    return saving.save(db, viewer, guid, edit, new_guid())


def stored(db: Database, viewer: Viewer, guid: str) -> list[str]:
    """What is said in each turn of the newest version that may hold names."""
    return [turn.text for turn in turns_of(db, reading.version_to_edit(db, viewer, guid).version_id)]


def test_a_save_is_a_version(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """With its author, made of the one that was opened; turns that nobody touched are exactly what they were."""
    guid = small.interview(db, turns=HEARD, kind="raw")
    done = save(db, anna, guid, changed(opened(db, anna, guid), goet="goed"))
    assert (done.number, done.waits, done.pieces) == (2, False, [])
    assert db.conn.execute("SELECT v.kind, v.engine, v.based_on, u.guid FROM document_version v JOIN user u ON"
                           " u.user_id = v.created_by WHERE v.number = 2").fetchall() == [
        ("corrected", "corrected by hand", 1, anna.account_guid)]
    first, second = turns_of(db, reading.version_to_edit(db, anna, guid).version_id)
    assert first == replace(HEARD[0], timings=())
    assert (second.text, second.start_ms, second.end_ms) == ("Wel goed hoor ja en daarna", 2000, 5000)


def test_words_keep_their_times(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """Through a correction, a word put in, a turn split in two, and all of that joined again."""
    guid = small.interview(db, turns=HEARD, kind="raw")
    one, two = opened(db, anna, guid).turns
    save(db, anna, guid, replace(opened(db, anna, guid), turns=(
        one, Said(two.who, "Wel heel goed hoor"), Said(one.who, "ja en daarna"))))
    found = reading.open_to_edit(db, anna, guid)
    assert found.spans == [(0, 1500), (2000, 3500), (3500, 5000)]
    assert found.times[0] == [0, 500, 1000]
    assert found.times[1] == [2000, 2500, 2700, 3000]  # "heel goed" for "goet"
    assert found.times[2] == [3500, 4000, 4500]
    save(db, anna, guid, replace(opened(db, anna, guid), turns=(
        Said(one.who, "Hoe ging het? Wel heel goed hoor ja en toen daarna"),)))
    joined = reading.open_to_edit(db, anna, guid)
    assert joined.spans == [(0, 5000)]
    assert joined.times == [[0, 500, 1000, 2000, 2500, 2700, 3000, 3500, 4000, 4400, 4500]]


def test_codings_stay_on_their_words(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """What was coded in the raw text stands on the same words; where those are gone it waits for a person."""
    codebook.adopt(db, small.operator(db), OURS, "proef")
    guid = small.interview(db, turns=HEARD, kind="raw")
    for start, end in ((23, 30), (31, 33)):  # "hoor ja", "en"
        actions.apply_ops(db, anna, guid, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik",
                                            "start": start, "end": end}])
    one, two = opened(db, anna, guid).turns
    save(db, anna, guid, replace(opened(db, anna, guid), turns=(
        one, Said(two.who, "Nou, wel goed hoor ja"), Said(two.who, "daarna"))))
    told = codings.codings(db, anna, guid)
    text = "\n".join(stored(db, anna, guid))
    assert [text[coding["start"]:coding["end"]] for coding in told["codings"]] == ["hoor ja"]
    assert len(told["undecided"]) == 1


def test_only_who_speaks_is_no_version(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """It is said in all versions, of a new name too; somebody called as one of the family is that one."""
    guid = small.interview(db, turns=HEARD, kind="raw")
    one, two = opened(db, anna, guid).turns
    edit = replace(opened(db, anna, guid), turns=(Said("Buurvrouw", one.text), Said("Moeder", two.text)))
    assert save(db, anna, guid, edit).number == 1
    found = reading.open_to_edit(db, anna, guid)
    assert [turn.who for turn in found.said] == ["Buurvrouw", small.persons["Berk moeder"]]
    turns = turns_of(db, reading.version_to_edit(db, anna, guid).version_id)
    assert [(turn.speaker, turn.voice) for turn in turns] == [("Buurvrouw", voices.OTHER), ("Moeder", "family")]


@pytest.mark.slow
def test_a_corrected_text_waits(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """Evaluators read on what has no names until it is declared free of them anew; the words mended are the others."""
    guid = small.interview(db, kind="raw")
    preparing.declare_free_of_names(small.pilot, db, anna, guid, 1)
    edit = opened(db, anna, guid)
    assert edit.number == 1
    done = save(db, anna, guid, changed(edit, tijd="poos"))
    assert (done.number, done.waits) == (3, True)
    assert "tijd" in transcript(db, small.viewers["evaluator2"], guid)["turns"][3]["text"]
    assert preparing.number_of(db, anna, guid) == 3


def test_two_people_at_once(small: SmallPilot, db: Database, anna: Viewer, bea: Viewer) -> None:
    """Other turns go in by themselves; a turn both changed is told as each has it, and nothing is stored."""
    guid = small.interview(db, kind="raw")
    hers, mine = opened(db, bea, guid), opened(db, anna, guid)
    save(db, bea, guid, changed(hers, school="klas"))
    done = save(db, anna, guid, changed(mine, tijd="poos"))
    assert done.number == 3
    assert [turn.text for turn in done.turns] == stored(db, anna, guid)
    assert "klas" in stored(db, anna, guid)[0]
    assert "poos" in stored(db, anna, guid)[3]
    both = save(db, bea, guid, changed(hers, school="buurt", daarna="toen"))
    assert (both.number, [piece.settled for piece in both.pieces]) == (3, [False, True])
    assert (both.pieces[0].mine[0].text, both.pieces[0].theirs[0].text) == (
        "Hoe ging het toen met de buurt?", "Hoe ging het toen met de klas?")
    assert "En toen?" in [turn.text for turn in both.pieces[1].mine]
    assert "En daarna?" in stored(db, anna, guid)


def test_speakers_said_elsewhere_meanwhile(small: SmallPilot, db: Database, anna: Viewer, bea: Viewer) -> None:
    """Who speaks, said by ear while somebody mends the words, stays said."""
    guid = small.interview(db, kind="raw")
    edit = opened(db, anna, guid)
    mother = small.persons["Berk moeder"]
    who_speaks.say_who_speaks(db, bea, guid, 1, [Turn(len(turn.text.split()), mother) for turn in TURNS])
    done = save(db, anna, guid, changed(edit, tijd="poos"))
    assert {turn.who for turn in done.turns} == {mother}


def test_a_save_that_is_sent_twice(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """It makes one version, and no draft is left; with another key, nothing new is in it."""
    guid = small.interview(db, kind="raw")
    edit, key = changed(opened(db, anna, guid), tijd="poos"), new_guid()
    drafts.keep(db, anna, guid, edit, page="a" * 8, revision=0)
    assert saving.save(db, anna, guid, edit, key).number == 2
    assert drafts.unsaved(db, anna) == []
    assert saving.save(db, anna, guid, edit, key).number == 2
    assert save(db, anna, guid, edit).number == 2
    assert db.conn.execute("SELECT count(*) FROM document_version").fetchone() == (2,)


@pytest.mark.parametrize(("turns", "sentence"), [
    ((), "There is no text in it."), ((Said("", " \u200b "), Said("", "")), "There is no text in it."),
    (None, "Nothing was changed in the text."), ((Said("x" * 90, "Ja."),), "Give the speaker a name"),
    ((Said("\u200b", "Ja."),), "Give the speaker a name")])
def test_what_cannot_be_saved(
    small: SmallPilot, db: Database, anna: Viewer, turns: tuple[Said, ...] | None, sentence: str
) -> None:
    """One sentence says why, and nothing is stored."""
    guid = small.interview(db, kind="raw")
    edit = opened(db, anna, guid)
    with pytest.raises(BadInput) as told:
        save(db, anna, guid, edit if turns is None else replace(edit, turns=turns))
    assert sentence in told.value.sentence("en")
    assert db.conn.execute("SELECT count(*) FROM document_version").fetchone() == (1,)


@pytest.mark.slow
def test_two_hundred_speakers(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """Each is somebody to choose, in the order in which they speak; all can be said to be one."""
    turns = tuple(NewTurn(f"Zin {n} hier.", f"Stem {n}") for n in range(200))
    guid = small.interview(db, turns=turns, kind="raw")
    edit = opened(db, anna, guid)
    assert [one.name for one in reading.open_to_edit(db, anna, guid).choices][:200] == [t.speaker for t in turns]
    done = save(db, anna, guid, replace(edit, turns=tuple(Said("Stem 0", turn.text + " Ja.") for turn in edit.turns)))
    assert (len(done.turns), {turn.who for turn in done.turns}) == (200, {"Stem 0"})


def test_an_emptied_turn_goes(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """A turn without words is none; invisible characters in what was typed are taken out."""
    guid = small.interview(db, kind="raw")
    edit = opened(db, anna, guid)
    first, *others = edit.turns
    save(db, anna, guid, replace(edit, turns=(Said(first.who, "Hoe\u200b ging\r\nhet? "), Said("x", ""), *others[:2])))
    assert stored(db, anna, guid) == ["Hoe ging\nhet?", TURNS[1].text, TURNS[2].text]


def test_who_may(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """Nobody but who prepares texts; a story is its coach's, and what is not there cannot be mended."""
    guid = small.interview(db)
    edit = opened(db, anna, guid)
    for name in ("coach", "evaluator2", "steering", "admin"):
        with pytest.raises(NotAllowed):
            save(db, small.viewers[name], guid, edit)
    with pytest.raises(NotFound):
        save(db, anna, new_guid(), edit)
    with write(db):
        story = add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "Bezoek", ("Het ging goed.",), "2021-05-01", "steady"))
    with pytest.raises(BadInput):
        reading.open_to_edit(db, anna, story)


def test_an_old_version_of_another_length(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """A base that is none of this text is refused, whatever number it says."""
    guid = small.interview(db, kind="raw")
    edit = opened(db, anna, guid)
    for wrong in (replace(edit, number=9), replace(edit, base=edit.base[:2])):
        with pytest.raises(BadInput):
            save(db, anna, guid, changed(wrong, tijd="poos"))


def test_drafts(small: SmallPilot, db: Database, anna: Viewer, bea: Viewer) -> None:
    """One a person and text, told to nobody else but that it is there; another window is told when it does not know
    what was kept last."""
    guid = small.interview(db, kind="raw")
    edit = changed(opened(db, anna, guid), tijd="poos")
    one, two = "1" * 8, "2" * 8
    assert drafts.keep(db, anna, guid, edit, page=one, revision=0) == 1
    assert drafts.keep(db, anna, guid, edit, page=one, revision=0) == 2
    with pytest.raises(Conflict):
        drafts.keep(db, anna, guid, edit, page=two, revision=0)
    assert drafts.keep(db, anna, guid, edit, page=two, revision=2) == 3
    draft = drafts.own(db, anna, guid)
    assert draft is not None
    assert edits.read(draft.body) == edit
    assert [one.guid for one in drafts.unsaved(db, anna)] == [guid]
    assert (drafts.own(db, bea, guid), drafts.unsaved(db, bea)) == (None, [])
    assert (drafts.others(db, bea, guid), drafts.others(db, anna, guid)) == ([anna.label], [])
    drafts.throw_away(db, anna, guid)
    assert (drafts.own(db, anna, guid), drafts.others(db, bea, guid)) == (None, [])
    assert drafts.keep(db, anna, guid, edit, page=one, revision=0) == 5


def test_the_version_that_is_mended(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """The newest that may hold names; where there is none, what is read is mended and waits from then on."""
    guid = small.interview(db)
    done = save(db, anna, guid, changed(opened(db, anna, guid), tijd="poos"))
    assert (done.number, done.waits) == (2, True)
    assert access.require_document(db, anna, guid).number == 1
    assert reading.version_to_edit(db, anna, guid).number == 2


def test_who_speaks_is_no_real_name(small: SmallPilot, db: Database, anna: Viewer) -> None:
    """Who speaks is said in the versions without names too: a name of the register is refused, nothing is stored."""
    register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Vermeulen")
    guid = small.interview(db, kind="raw")
    edit = opened(db, anna, guid)
    wrong = replace(edit, turns=(Said("Vermeulen", edit.turns[0].text), *edit.turns[1:]))
    with pytest.raises(BadInput):
        save(db, anna, guid, wrong)
    assert "Vermeulen" not in repr(db.conn.execute("SELECT speaker FROM turn").fetchall())
