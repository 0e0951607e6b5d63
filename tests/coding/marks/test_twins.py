"""Codings of one coder with one code on the same words, from two versions of a text: one judgement counts once."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.marks import actions, codings, revisions, work_lists
from coding.marks.progress import coded, progress
from pilot import access
from tests.conftest import ROOT
from texts.documents import revise, turns_of
from themes import frames, quotes
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

WORDS = "Zij belde zelf."


class Desk:
    """An interview as one coder has it before her; she prepares texts, so that she may read every version."""

    def __init__(self, small: SmallPilot, db: Database) -> None:
        codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
        self.small, self.db, self.viewer = small, db, small.prepares(db)
        self.guid = small.interview(db)
        codings.set_status(db, self.viewer, self.guid, "done")

    @property
    def version(self) -> str:
        """guid of the version that is read now."""
        return access.require_document(self.db, self.viewer, self.guid).version_guid

    def text(self, version: str) -> str:
        """The text of a version."""
        return str(self.db.execute("SELECT text FROM document_version WHERE guid = ?", (version,)).fetchone()[0])

    def do(self, kind: str, coding: str, version: str | None = None, **more: Any) -> str:
        """One action that is confirmed; the coding it was about."""
        answer = actions.apply_ops(self.db, self.viewer, self.guid, [
            {"op": str(uuid.uuid4()), "kind": kind, "coding": coding, **more}], version=version)
        assert answer["results"][0]["state"] == "confirmed", answer
        return str(answer["results"][0]["coding"])

    def add(self, words: str, version: str | None = None, sign: str | None = None) -> str:
        """Code words of a version; the coding that they have then."""
        version = version or self.version
        start = self.text(version).index(words)
        return self.do("add", str(uuid.uuid4()), version, code="klik", start=start, end=start + len(words), sign=sign)

    def revise(self, old: str, new: str) -> str:
        """Correct the text; the version before."""
        now = access.require_document(self.db, self.viewer, self.guid)
        told = [replace(turn, text=turn.text.replace(old, new)) for turn in turns_of(self.db, now.version_id)]
        revise(self.db, self.small.operator(self.db), self.guid, told, kind="deidentified", engine="test")
        return now.version_guid

    def seen(self, number: int | None = None) -> list[tuple[str, str, str | None]]:
        """The codings at the desk: id, words, direction."""
        found = codings.codings(self.db, self.viewer, self.guid, number=number)
        text = self.text(found["version"])
        return [(c["id"], text[c["start"]:c["end"]], c["sign"]) for c in found["codings"]]

    def counted(self, sign: str = "") -> list[tuple[str, int, str]]:
        """The quotes: words, of how many passages, direction."""
        found = quotes.quotes(self.db, self.viewer, replace(Scope(), sign=sign), "klik")
        assert found is not None
        return [(quote.text, quote.passages, quote.sign) for quote in found.quotes]


@pytest.fixture
def desk(small: SmallPilot, db: Database) -> Desk:
    """An interview in a pilot with the project's own codebook."""
    return Desk(small, db)


def test_the_same_words_from_an_older_window(desk: Desk) -> None:
    """Coded on the new text, and later without a connection on the old: the second hears the first one's number."""
    old = desk.revise("Hoe ging", "Hoe was het, hoe ging")
    first = desk.add(WORDS)
    assert desk.add(WORDS, old, "+") == first
    assert desk.seen() == desk.seen(1) == [(first, WORDS, "+")]
    assert desk.counted() == [(WORDS, 1, "+")]


def test_twice_in_one_older_window(desk: Desk) -> None:
    """Two windows that stood open before the correction code the same words: one coding."""
    old = desk.revise("Hoe ging", "Hoe was het, hoe ging")
    first = desk.add(WORDS, old)
    start = desk.text(old).index("dat scheelt")
    ops = [{"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": "klik", "start": start,
            "end": start + 11} for _ in range(2)]
    answer = actions.apply_ops(desk.db, desk.viewer, desk.guid, ops, version=old)
    assert {result["coding"] for result in answer["results"]} == {ops[0]["coding"]}
    assert desk.add(WORDS, old) == first
    assert len(desk.seen()) == 2


def test_what_was_moved_is_another_judgement(desk: Desk) -> None:
    """Its old words coded again in an old window, after a person moved it: that coding stands on those words."""
    first = desk.add(WORDS)
    old = desk.revise("ik vorige keer", "de coach vorige keer")
    start = desk.text(desk.version).index("Ze wist nog")
    desk.do("place", first, start=start, end=start + 11)
    second = desk.add(WORDS, old)
    assert desk.seen() == [(second, WORDS, None), (first, "Ze wist nog", None)]


def test_two_that_came_to_stand_on_the_same_words_are_one(desk: Desk) -> None:
    """A full stop went: two codings on one span are shown and counted as one, and both are kept."""
    first, second = desk.add(WORDS), desk.add(WORDS[:-1], sign="-")
    desk.revise(WORDS, WORDS[:-1])
    assert desk.seen() == [(first, WORDS[:-1], "-")]
    assert desk.counted() == desk.counted("-") == [(WORDS[:-1], 1, "-")]
    material = frames.load(desk.db, desk.viewer, Scope())
    assert material is not None
    assert len(material.marks) == 1
    assert work_lists.unsigned(desk.db, desk.viewer).total == 0
    assert progress(desk.db, desk.viewer, [desk.guid])[desk.guid].codings == 1
    assert sorted(desk.seen(1)) == sorted([(first, WORDS, None), (second, WORDS[:-1], "-")])


def test_different_directions_of_one_are_both(desk: Desk) -> None:
    """Of two that are one now one says + and the other -: together ±, until she says otherwise."""
    first, _second = desk.add(WORDS, sign="+"), desk.add(WORDS[:-1], sign="-")
    desk.revise(WORDS, WORDS[:-1])
    assert desk.seen() == [(first, WORDS[:-1], "±")]
    assert desk.counted() == [(WORDS[:-1], 1, "±")]
    desk.do("change", first, sign="+")
    assert desk.seen() == [(first, WORDS[:-1], "+")]


def test_none_states_a_direction_asks_once(desk: Desk) -> None:
    """Two without a direction that are one now are one question."""
    first, _second = desk.add(WORDS), desk.add(WORDS[:-1])
    desk.revise(WORDS, WORDS[:-1])
    rows = work_lists.unsigned(desk.db, desk.viewer)
    assert ([row.coding for row in rows], rows.total) == ([first], 1)


def test_what_is_done_to_one_is_done_to_both(desk: Desk) -> None:
    """Removed, nothing of either is left on the words; taken back, both stand where they stood in the text before."""
    first, second = desk.add(WORDS), desk.add(WORDS[:-1])
    desk.revise(WORDS, WORDS[:-1])
    rev = revisions.revision(desk.db, desk.viewer, access.require_document(desk.db, desk.viewer, desk.guid).document_id)
    desk.do("remove", first)
    assert desk.seen() == desk.seen(1) == []
    assert set(codings.codings(desk.db, desk.viewer, desk.guid, since=rev)["removed"]) == {first, second}
    start = desk.text(desk.version).index(WORDS[:-1])
    assert desk.do("add", first, code="klik", start=start, end=start + len(WORDS) - 1) == first
    assert [coding for coding, *_ in desk.seen()] == [first]
    assert {coding for coding, *_ in desk.seen(1)} == {first, second}


@pytest.mark.parametrize("decision", [{"gone": True}, {"start": 0, "end": 3}])
def test_a_decision_is_taken_back(desk: Desk, decision: dict[str, Any]) -> None:
    """What a person decided waits again, with its proposal; and lists count it only while it stands."""
    coding = desk.add(WORDS)
    desk.revise(WORDS, "Zij belde nooit zelf.")

    def waits() -> list[tuple[str, int | None]]:
        found = codings.codings(desk.db, desk.viewer, desk.guid)["undecided"]
        return [(each["id"], each["start"]) for each in found]

    def number() -> object:
        return progress(desk.db, desk.viewer, [desk.guid])[desk.guid].codings

    before = waits()
    assert [each for each, _ in before] == [coding]
    assert number() == 0
    desk.do("place", coding, **decision)
    assert waits() == []
    assert number() == len(desk.seen()) == (0 if "gone" in decision else 1)
    desk.do("place", coding, undecided=True)
    assert waits() == before
    assert number() == len(desk.seen()) == 0
    desk.do("place", coding, undecided=True)
    assert waits() == before


def test_only_a_decision_is_taken_back(desk: Desk) -> None:
    """A coding that stands for certain, or was made here, stays where it is."""
    coding = desk.add(WORDS)
    desk.do("place", coding, undecided=True)
    desk.revise("Hoe ging", "Hoe was het, hoe ging")
    desk.do("place", coding, undecided=True)
    assert desk.seen() == desk.seen(1) == [(coding, WORDS, None)]


def waiting(desk: Desk) -> list[tuple[str, str | None]]:
    """What waits for a person at the desk: id, words of the proposal."""
    found = codings.codings(desk.db, desk.viewer, desk.guid)
    text = desk.text(found["version"])
    return [(c["id"], None if c["start"] is None else text[c["start"]:c["end"]]) for c in found["undecided"]]


def test_gone_is_taken_back_in_a_later_version(desk: Desk) -> None:
    """Said in one version and taken back in the next: the coding waits there, and in what follows."""
    coding = desk.add(WORDS)
    desk.revise(WORDS, "Zij belde nooit zelf.")
    proposed = waiting(desk)
    desk.do("place", coding, gone=True)
    desk.revise("Hoe ging", "Hoe was het, hoe ging")
    assert waiting(desk) == []
    desk.do("place", coding, undecided=True)
    assert waiting(desk) == proposed == [(coding, "Zij belde nooit zelf.")]
    desk.revise("Hoe was het, hoe", "Hoe")
    assert waiting(desk) == proposed
    assert desk.db.execute("SELECT count(*) FROM coding_place WHERE how = 'gone'").fetchone()[0] == 0


def test_a_move_is_taken_back_in_a_later_version(desk: Desk) -> None:
    """The move is forgotten, and not an earlier decision."""
    coding = desk.add(WORDS)
    desk.revise(WORDS, "Zij belde nooit zelf.")
    proposed = waiting(desk)
    start = desk.text(desk.version).index("Ze wist nog")
    desk.do("place", coding, start=start, end=start + 11)
    desk.revise("Hoe ging", "Hoe was het, hoe ging")
    assert desk.seen() == [(coding, "Ze wist nog", None)]
    desk.do("place", coding, undecided=True)
    assert (desk.seen(), waiting(desk)) == ([], proposed)


def test_a_decision_about_one_of_twins_is_about_both(desk: Desk) -> None:
    """Gone, taken back, moved: nothing of the other is left on the words, and what both say of direction stays."""
    first, second = desk.add(WORDS, sign="+"), desk.add(WORDS[:-1], sign="-")
    desk.revise(WORDS, WORDS[:-1])
    desk.do("place", first, gone=True)
    assert desk.seen() == []
    desk.do("place", second, undecided=True)
    assert desk.seen() == [(first, WORDS[:-1], "±")]
    start = desk.text(desk.version).index("Ze wist nog")
    desk.do("place", second, start=start, end=start + 11)
    assert desk.seen() == [(first, "Ze wist nog", "±")]


def test_undecided_twins_are_placed_together(desk: Desk) -> None:
    """The words of both were rewritten: placing one places the other, and placing that one there too joins it."""
    first, second = desk.add(WORDS, sign="+"), desk.add(WORDS[:-1], sign="-")
    desk.revise(WORDS, WORDS[:-1])
    desk.revise(WORDS[:-1], "Hij kwam nooit")
    assert [coding for coding, _ in waiting(desk)] == [first]
    start = desk.text(desk.version).index("Hij kwam nooit")
    for coding in (first, second):
        desk.do("place", coding, start=start, end=start + 14)
        assert desk.seen() == [(first, "Hij kwam nooit", "±")]
        assert waiting(desk) == []


def judgements(desk: Desk) -> tuple[int, int, int, int]:
    """How many wait in the list and are touched by withdrawing (told on two pages), and how many coders coded it."""
    document = desk.db.execute("SELECT document_id FROM document WHERE guid = ?", (desk.guid,)).fetchone()[0]
    admin = desk.small.operator(desk.db)
    return (sum(one.codings for one in work_lists.undecided(desk.db, desk.viewer)),
            coded(desk.db, admin, desk.guid).codings, codings.counted(desk.db, [document]),
            progress(desk.db, desk.viewer, [desk.guid])[desk.guid].coders)


def test_one_judgement_counts_once_wherever_it_is_counted(desk: Desk) -> None:
    """Twins on the same words and twins that wait are one; what is gone is not counted, nor its coder."""
    first = desk.add(WORDS)
    desk.add(WORDS[:-1])
    assert judgements(desk) == (0, 2, 2, 1)
    desk.revise(WORDS, WORDS[:-1])
    assert judgements(desk) == (0, 1, 1, 1)
    desk.revise(WORDS[:-1], "Hij kwam nooit")
    assert judgements(desk) == (1, 1, 1, 1)
    desk.do("place", first, gone=True)
    assert judgements(desk) == (0, 0, 0, 0)
    desk.do("place", first, undecided=True)
    assert judgements(desk) == (1, 1, 1, 1)


def test_a_twin_placed_alone_is_joined(desk: Desk) -> None:
    """An earlier release placed one of two; the other one is not turned away from the same words."""
    first, second = desk.add(WORDS, sign="+"), desk.add(WORDS[:-1], sign="-")
    desk.revise(WORDS, WORDS[:-1])
    desk.revise(WORDS[:-1], "Hij kwam nooit")
    start = desk.text(desk.version).index("Hij kwam nooit")
    desk.do("place", first, start=start, end=start + 14)
    desk.db.conn.execute("UPDATE coding_place SET how = 'undecided', passage_id = NULL WHERE how = 'moved'"
                         " AND coding_id = (SELECT coding_id FROM coding WHERE guid = ?)", (second,))
    assert [coding for coding, _ in waiting(desk)] == [second]
    desk.do("place", second, start=start, end=start + 14)
    assert desk.seen() == [(first, "Hij kwam nooit", "±")]
