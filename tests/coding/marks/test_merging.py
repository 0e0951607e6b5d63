"""Merging and splitting codes, undoing that, taking a version back: what becomes of everybody's codings."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import changing, codebook, edits
from coding.marks import actions, codings, deciding, merging, reached
from coding.marks.deciding import left
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid
from tests.coding.book.test_changing import new
from tests.dump import dump
from themes import frames, tally
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

BOOK = """\
name: {nl: Proefboek, en: Trial book}
codes:
  - key: groep
    name: {nl: Groep, en: Group}
    color: "#106DE0"
    codes:
      - {key: een, name: {nl: Een, en: One}, color: "#334A7D", sign: true}
      - {key: twee, name: {nl: Twee, en: Two}, color: "#443200"}
  - {key: drie, name: {nl: Drie, en: Three}, color: "#7A1F3D"}
"""
STATE = ("SELECT guid, code_id, codebook_version_id, coder_id, sign, weight, created_at, retracted_at FROM coding"
         " ORDER BY guid")


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with three codes."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    return small.interview(db)


@pytest.fixture
def editor(small: SmallPilot, document: str) -> Viewer:
    """Who changes the codebook, and codes too."""
    return small.viewers["evaluator"]


def give(db: Database, viewer: Viewer, document: str, code: str, start: int, sign: str | None = None) -> str:
    """Code nine characters from `start`; returns the guid of the coding."""
    coding = new_guid()
    (result,) = actions.apply_ops(db, viewer, document, [
        {"op": new_guid(), "kind": "add", "coding": coding, "code": code, "start": start, "end": start + 9,
         "sign": sign}])["results"]
    assert result["state"] == "confirmed", result
    return coding


def remove(db: Database, viewer: Viewer, document: str, coding: str) -> None:
    """Take a coding back."""
    actions.apply_ops(db, viewer, document, [{"op": new_guid(), "kind": "remove", "coding": coding}])


def state(db: Database) -> list[tuple[object, ...]]:
    """Every coding as it stands, but for the revision by which open desks notice a change."""
    return db.conn.execute(STATE).fetchall()


def shown(db: Database, viewer: Viewer, document: str) -> list[tuple[str, int | None, str | None]]:
    """Code, start and sign of what the desk shows of all coders."""
    return [(one["code"], one["start"], one["sign"])
            for one in codings.codings(db, viewer, document, others=True)["codings"]]


def counted(db: Database, viewer: Viewer) -> dict[str, tuple[int, bool]]:
    """Of each code in the themes: passages, and whether any document is coded for it."""
    found = frames.load(db, viewer, Scope())
    assert found is not None
    counts = tally.tally(found)
    return {code.key: (int(counts.passages[:, n].sum()), bool(counts.coded[:, n].any()))
            for n, code in enumerate(found.codes)}


def test_a_merge_takes_all_codings_along(small: SmallPilot, db: Database, document: str, editor: Viewer) -> None:
    """Of all coders, with their sign; the words two coders gave these codes count once, and so do one coder's two."""
    other = small.viewers["evaluator2"]
    give(db, editor, document, "een", 0, "-")
    give(db, editor, document, "twee", 0)
    give(db, other, document, "een", 0, "+")
    give(db, other, document, "een", 20)
    for viewer in (editor, other):
        codings.set_status(db, viewer, document, "done")
    rev = codings.codings(db, other, document)["rev"]
    assert reached.with_codes(db, editor, ["een"]) == reached.Reach(3, 1, (("evaluator 2", 2), ("evaluator 1", 1)))
    assert merging.merge(db, editor, ["een"], "twee", seen=1, reason="zijn hetzelfde") == 2
    assert shown(db, editor, document) == [("twee", 0, "-"), ("twee", 0, "+"), ("twee", 20, None)]
    assert counted(db, editor) == {"twee": (2, True), "drie": (0, True)}
    news = codings.codings(db, other, document, since=rev)
    assert [one["code"] for one in news["codings"]] == ["twee", "twee"]
    assert [codings.status(db, viewer, document) for viewer in (editor, other)] == ["done", "done"]
    assert reached.by_version(db, editor, 2).coders == (("evaluator 2", 2), ("evaluator 1", 1))
    assert [(one.coder, one.before, one.after, one.words) for one in reached.recoded(db, editor, 2)] == [
        ("evaluator 1", "One", "Two", "Hoe ging "), ("evaluator 2", "One", "Two", "Hoe ging "),
        ("evaluator 2", "One", "Two", "t de scho")]
    assert {(row[0], row[1]) for row in db.conn.execute(
        "SELECT verb, subject FROM event ORDER BY event_id DESC LIMIT 2")} == {
            ("changed", "codebook_version"), ("recoded", "document")}


def test_a_merge_undone_leaves_no_trace_in_codings(
    small: SmallPilot, db: Database, document: str, editor: Viewer,
) -> None:
    """Also of what was removed; what its coder did meanwhile stays hers, and what was coded since stays as coded."""
    other = small.viewers["evaluator2"]
    removed = give(db, editor, document, "een", 0)
    remove(db, editor, document, removed)
    kept, moved = give(db, other, document, "een", 20, "+"), give(db, editor, document, "een", 10)
    give(db, editor, document, "twee", 10)
    before, book = state(db), changing.in_use(db)
    merging.merge(db, editor, ["een"], "twee", seen=1)
    assert state(db) != before
    assert merging.undo(db, editor, 2, "vergissing") == 3
    assert (state(db), changing.in_use(db)) == (before, book)
    merging.merge(db, editor, ["een"], "drie", seen=3)
    since = give(db, editor, document, "drie", 30)
    remove(db, editor, document, moved)
    merging.undo(db, editor, 4)
    now = {row[0]: row[1:] for row in state(db)}
    then = {row[0]: row[1:] for row in before}
    assert now[kept] == then[kept]
    assert now[removed] == then[removed]
    assert now[moved][0] == then[moved][0]
    assert now[moved][-1] is not None
    key_of = dict(db.conn.execute("SELECT code_id, key FROM code").fetchall())
    assert key_of[now[since][0]] == "drie"


def test_what_is_merged_twice_is_undone_in_turn(db: Database, document: str, editor: Viewer) -> None:
    """The later merge of the same codes comes first; taking the first version back undoes both at once, and taking that
    back merges anew, with what was coded in between."""
    give(db, editor, document, "een", 0)
    before = state(db)
    merging.merge(db, editor, ["een"], "twee", seen=1)
    merging.merge(db, editor, ["twee"], "drie", seen=2)
    merged = state(db)
    with pytest.raises(BadInput, match="Version 3 merged or split these codes once more"):
        merging.undo(db, editor, 2)
    with pytest.raises(BadInput, match="Version 1 merged and split nothing"):
        merging.undo(db, editor, 1)
    assert merging.take_back(db, editor, 1) == 4
    assert state(db) == before
    with pytest.raises(BadInput, match="still holds"):
        merging.undo(db, editor, 3)
    between = give(db, editor, document, "een", 20)
    assert merging.take_back(db, editor, 3) == 5
    assert [row for row in state(db) if row[0] != between] == merged
    assert shown(db, editor, document) == [("drie", 0, None), ("drie", 20, None)]
    assert [one.did for one in codebook.versions(db, editor)] == ["take_back", "take_back", "merge", "merge", "load"]


def test_a_load_by_mistake_is_taken_back(db: Database, document: str, editor: Viewer) -> None:
    """The codebook is as it was, and the codings whose code had gone wait for nobody any more."""
    give(db, editor, document, "een", 0)
    before, book = state(db), changing.in_use(db)
    codebook.adopt(db, editor, BOOK.replace("key: een", "key: anders"), "van een ander")
    assert [(one.code, one.words, one.parts) for one in left(db, editor)] == [("One", "Hoe ging ", ())]
    merging.take_back(db, editor, 1, "verkeerde bestand")
    assert (left(db, editor), state(db), changing.in_use(db)) == ([], before, book)
    assert [one.label for one in codebook.versions(db, editor)] == ["Proefboek", "van een ander", "Proefboek"]
    with pytest.raises(BadInput, match="how the codebook is already"):
        merging.take_back(db, editor, 1)


def test_a_split_waits_for_each_coder(small: SmallPilot, db: Database, document: str, editor: Viewer) -> None:
    """Each decides about her own: one part, both, or none; the list is empty then, and the parts count as coded."""
    other = small.viewers["evaluator2"]
    mine = [give(db, editor, document, "een", start, "+") for start in (0, 10, 20)]
    give(db, other, document, "een", 0)
    for viewer in (editor, other):
        codings.set_status(db, viewer, document, "done")
    parts = merging.split(db, editor, "een", [new("Een a"), new("Een b")], seen=1)
    assert parts == ["een_a", "een_b"]
    assert [(code.key, code.sign) for code in edits.find(changing.in_use(db), "een")[0].codes] == [
        ("een_a", True), ("een_b", True)]
    assert [code.key for code in changing.in_use(db).codes[0].codes] == ["twee", "een"]
    waiting = left(db, editor)
    assert [(one.coding, one.coder, [part.key for part in one.parts]) for one in waiting] == [
        (coding, "", parts) for coding in mine]
    assert codings.status(db, editor, document) == "before"
    assert codings.new_codes(db, editor, document) == parts
    assert counted(db, editor) == {"een_a": (0, False), "een_b": (0, False), "twee": (0, True), "drie": (0, True)}
    deciding.decide(db, editor, mine[0], ["een_a"])
    deciding.decide(db, editor, mine[1], ["een_a", "een_b"])
    deciding.decide(db, editor, mine[2], [])
    assert left(db, editor) == []
    assert len(left(db, other)) == 1
    assert codings.codings(db, editor, document)["codings"][0]["sign"] == "+"
    assert [one[:2] for one in shown(db, editor, document)] == [
        ("een_a", 0), ("een", 0), ("een_a", 10), ("een_b", 10)]
    assert codings.new_codes(db, editor, document) == []
    assert codings.status(db, editor, document) == "done"
    assert codings.status(db, other, document) == "before"
    assert counted(db, editor)["een_a"] == (2, True)
    with pytest.raises(NotFound, match="does not wait"):
        deciding.decide(db, editor, mine[0], ["een_b"])


def test_a_split_undone_is_whole_again(db: Database, document: str, editor: Viewer) -> None:
    """What was decided is of the whole code again, and so is what was coded with a part meanwhile; nothing waits."""
    first, second = (give(db, editor, document, "een", start) for start in (0, 10))
    before, book = state(db), changing.in_use(db)
    merging.split(db, editor, "een", [new("Een a"), new("Een b")], seen=1)
    deciding.decide(db, editor, first, ["een_b"])
    changing.add(db, editor, new("Vier"))
    later = give(db, editor, document, "een_a", 20)
    merging.undo(db, editor, 2)
    assert [row for row in state(db) if row[0] != later] == before
    assert shown(db, editor, document) == [("een", 0, None), ("een", 10, None), ("een", 20, None)]
    assert left(db, editor) == []
    assert edits.has(changing.in_use(db), "vier")
    assert edits.without(changing.in_use(db), "vier") == book
    merging.take_back(db, editor, 3)
    assert [one[:2] for one in shown(db, editor, document)] == [("een_b", 0), ("een", 10), ("een_a", 20)]
    assert [one.coding for one in left(db, editor)] == [second]


def test_a_split_undone_takes_the_second_coding_of_a_decision_away(
    small: SmallPilot, db: Database, document: str, editor: Viewer,
) -> None:
    """Decided for three parts and undone, each passage has its code once; what a coder did since stays hers."""
    first, second, third = (give(db, editor, document, "een", start, "+") for start in (0, 10, 20))
    before = state(db)
    parts = merging.split(db, editor, "een", [new("Een a"), new("Een b"), new("Een c")], seen=1)
    deciding.decide(db, editor, first, parts[:1])
    deciding.decide(db, editor, second, parts)
    decided = state(db)
    rev = codings.codings(db, editor, document)["rev"]
    merging.undo(db, editor, 2)
    assert [row for row in state(db) if row[7] is None] == before
    assert reached.with_codes(db, editor, ["een"]).codings == 3
    assert len(codings.codings(db, editor, document, since=rev)["removed"]) == 2
    undone = state(db)
    merging.take_back(db, editor, 2)
    assert state(db) == decided
    merging.take_back(db, editor, 3)
    assert state(db) == undone
    remove(db, editor, document, second)
    merging.take_back(db, editor, 2)
    assert [one[:2] for one in shown(db, editor, document)] == [("een_a", 0), ("een", 20)]
    deciding.decide(db, editor, third, parts[1:])
    remove(db, editor, document, third)
    merging.take_back(db, editor, 3)
    assert [one[:2] for one in shown(db, editor, document)] == [("een", 0), ("een", 20)]


def test_codings_of_who_left_wait_for_others(small: SmallPilot, db: Database, document: str, editor: Viewer) -> None:
    """Who codes no more decides nothing; others see her label beside her words and decide."""
    coding = give(db, small.viewers["evaluator2"], document, "drie", 0)
    changing.retire(db, editor, "drie", seen=1)
    assert left(db, editor) == []
    with pytest.raises(NotFound):
        deciding.decide(db, editor, coding, ["twee"])
    db.conn.execute("UPDATE user SET stopped_coding_at = '2022-01-01' WHERE label = 'evaluator 2'")
    assert [(one.coder, one.code, one.parts) for one in left(db, editor)] == [("evaluator 2", "Three", ())]
    deciding.decide(db, editor, coding, ["twee"])
    assert shown(db, editor, document) == [("twee", 0, None)]


def test_new_codes_are_those_one_never_looked_for(
    small: SmallPilot, db: Database, document: str, editor: Viewer,
) -> None:
    """A code in other words is not new; one that was added is, to who was done, until she is done again."""
    assert codings.new_codes(db, editor, document) == []
    codings.set_status(db, editor, document, "done")
    changing.change(db, editor, replace(edits.find(changing.in_use(db), "een")[0], example="zo"), seen=1)
    assert (codings.status(db, editor, document), codings.new_codes(db, editor, document)) == ("done", [])
    changing.add(db, editor, new("Vier"))
    assert (codings.status(db, editor, document), codings.new_codes(db, editor, document)) == ("before", ["vier"])
    assert counted(db, editor) == {"een": (0, True), "twee": (0, True), "drie": (0, True), "vier": (0, False)}
    assert codings.new_codes(db, small.viewers["evaluator2"], document) == []
    codings.set_status(db, editor, document, "open")
    assert codings.new_codes(db, editor, document) == ["vier"]
    codings.set_status(db, editor, document, "done")
    assert codings.new_codes(db, editor, document) == []
    assert counted(db, editor)["vier"] == (0, True)


@pytest.mark.parametrize(("is_same", "is_done"), [(True, True), (False, False)])
def test_who_was_done_with_one_of_what_was_merged(
    db: Database, document: str, editor: Viewer, is_same: bool, is_done: bool,
) -> None:
    """Codes that mean the same: done with one is done with all. Else one looks once more, for what is wider now."""
    codings.set_status(db, editor, document, "done")
    changing.add(db, editor, new("Vier"))
    merging.merge(db, editor, ["een"], "vier", seen=2, is_same=is_same)
    assert codings.new_codes(db, editor, document) == ([] if is_done else ["vier"])
    assert counted(db, editor)["vier"] == (0, is_done)


@pytest.mark.parametrize(("do", "told"), [
    (lambda db, who: merging.merge(db, who, ["een"], "een", seen=1), "Choose two codes"),
    (lambda db, who: merging.merge(db, who, [], "een", seen=1), "Choose two codes"),
    (lambda db, who: merging.merge(db, who, ["een"], "weg", seen=1), "not in the codebook in use"),
    (lambda db, who: merging.merge(db, who, ["een"], "groep", seen=1), "A group has no codings"),
    (lambda db, who: merging.split(db, who, "een", [new("a")], seen=1), "at least two names"),
    (lambda db, who: merging.split(db, who, "een", [new("a"), new("A")], seen=1), "“A” stands here twice"),
    (lambda db, who: merging.split(db, who, "een", [new("a"), new("Twee")], seen=1), "a code “Twee” already"),
    (lambda db, who: merging.split(db, who, "groep", [new("a"), new("b")], seen=1), "A group has no codings"),
    (lambda db, who: merging.undo(db, who, 9), "no version 9"),
    (lambda db, who: merging.take_back(db, who, 9), "no version 9"),
    (lambda db, who: deciding.decide(db, who, "geen", []), "does not wait"),
])
@pytest.mark.slow
def test_what_cannot_be_is_one_sentence(
    db: Database, editor: Viewer, do: Callable[[Database, Viewer], object], told: str,
) -> None:
    """It is refused, and the file stays as it was."""
    before = list(dump(db.conn))
    with pytest.raises(BadInput, match=told):
        do(db, editor)
    assert list(dump(db.conn)) == before


def test_who_codes_on_with_a_merged_code_gives_the_other(db: Database, document: str, editor: Viewer) -> None:
    """Her desk was open when the codes were merged, twice over: nothing she does there is lost."""
    merging.merge(db, editor, ["een"], "twee", seen=1)
    merging.merge(db, editor, ["twee"], "drie", seen=2)
    give(db, editor, document, "een", 0)
    assert shown(db, editor, document) == [("drie", 0, None)]
    with pytest.raises(AssertionError, match="not in the newest codebook"):
        give(db, editor, document, "nooit", 0)


def test_a_merged_code_comes_back_by_undoing_only(db: Database, editor: Viewer) -> None:
    """Its codings are elsewhere: bringing it back without them would leave two of it."""
    merging.merge(db, editor, ["een"], "twee", seen=1)
    with pytest.raises(BadInput, match="went up in another in version 2"):
        changing.bring_back(db, editor, "een")


def test_two_editors_of_one_merge(small: SmallPilot, db: Database, editor: Viewer) -> None:
    """Who is second, on codes that are no longer what she saw, is told so in one sentence."""
    merging.merge(db, editor, ["een"], "twee", seen=1)
    with closing(small.open()) as theirs, pytest.raises(Conflict, match=r"evaluator 1 changed this code too"):
        merging.merge(theirs, small.viewers["evaluator2"], ["een"], "drie", seen=1)
