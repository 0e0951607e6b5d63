"""Deciding about passages: each once, who and why, again after a change, never lost and never beside its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coding.book import changing
from coding.book.model import Code
from coding.consensus import listing, reading, writing
from coding.double import leading
from coding.find import choices, passages
from coding.find.question import Question
from coding.marks import merging, segments
from coding.marks.codings import codings, set_status
from pilot.errors import Conflict
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from tests.coding.consensus.conftest import Beside, said
from texts import documents
from texts.documents import NewTurn
from themes import frames
from themes.agreeing.choice import Choice
from themes.agreeing.figures import agreement
from themes.scope import CONSENSUS, Scope

if TYPE_CHECKING:
    from sqlite_utils import Database


def test_a_passage_is_decided_by_whom_and_why(beside: Beside) -> None:
    """What was taken becomes a coding of the consensus; who, when and why stand with it; one fewer is left."""
    before = reading.together(beside.db, beside.small.viewers["evaluator"], beside.document)
    beside.decide(40, said("een", 40, 50, "-"), who="evaluator2", reason=" zij was er niet ")
    row = beside.row(40)
    (decision,) = row.decisions
    assert (decision.did, decision.by, decision.reason, row.asks) == (
        "one", "evaluator 2", "zij was er niet", "")
    assert beside.consensus() == [("een", 40, 50, "-")]
    after = reading.together(beside.db, beside.small.viewers["evaluator"], beside.document)
    assert (before.left, after.left) == (4, 3)
    assert before.stamp != after.stamp


@pytest.mark.parametrize(("start", "meant", "did"), [
    (0, [said("een", 0, 9, "+")], "agreed"),
    (60, [said("twee", 60, 70)], "one"),
    (60, [said("twee", 60, 70), said("drie", 60, 70)], "all"),
    (60, [], "none"),
    (60, [said("drie", 58, 72)], "other"),
    (60, [said("een", 60, 70, "±")], "other"),
    (90, [said("twee", 90, 99)], "one"),
])
def test_what_can_be_decided(beside: Beside, start: int, meant: list[dict[str, Any]], did: str) -> None:
    """One coder's, everybody's, nobody's, other words, another code or sign: said as what it is, and made so."""
    beside.decide(start, *meant)
    assert [one.did for one in beside.row(start).decisions] == [did]
    assert {one[0] for one in beside.consensus()} == {one["code"] for one in meant}


def test_what_all_agree_on_is_taken_in_one_step(beside: Beside) -> None:
    """Only passages with the same words, code and sign of all; the same action once more changes nothing."""
    beside.give("evaluator", "drie", 100, 109)
    beside.give("evaluator2", "drie", 100, 109)
    act = {"id": new_guid(), "agree": True}
    assert beside.send(act)["left"] == 3
    assert beside.send(act)["left"] == 3
    assert beside.consensus() == [("een", 0, 9, "+"), ("drie", 100, 109, None)]
    assert beside.db.conn.execute("SELECT count(*) FROM consensus").fetchone() == (2,)


def test_an_action_counts_once(beside: Beside) -> None:
    """Sent twice, as after a lost connection, it is stored once; nobody else's action can have its number."""
    act = beside.meant(beside.row(90), [said("twee", 90, 99)])
    first, second = beside.send(act), beside.send(act)
    assert first["results"] == second["results"] == [{"id": act["id"], "state": "confirmed"}]
    assert len(beside.consensus()) == 1
    (refused,) = beside.send(act, who="evaluator2")["results"]
    assert refused["state"] == "rejected"


def test_two_at_once(beside: Beside) -> None:
    """The second is told and nothing of the first is lost; having seen it she may decide otherwise; both stay known."""
    mine = beside.meant(beside.row(60), [said("twee", 60, 70)])
    theirs = beside.meant(beside.row(60), [said("drie", 60, 70)])
    beside.send(mine)
    (result,) = beside.send(theirs, who="evaluator2")["results"]
    assert (result["state"], result["why"]) == ("rejected", "others")
    assert beside.consensus() == [("twee", 60, 70, None)]
    beside.send(theirs | {"over": [mine["id"]]}, who="evaluator2")
    assert beside.consensus() == [("drie", 60, 70, None)]
    stored = beside.db.conn.execute("SELECT act FROM consensus ORDER BY consensus_id").fetchall()
    assert stored == [(mine["id"],), (theirs["id"],)]


def test_decisions_on_their_way_follow_each_other(beside: Beside) -> None:
    """Deciding twice about one passage before the server answered: the last counts."""
    row = beside.row(60)
    first = beside.meant(row, [said("twee", 60, 70)])
    second = beside.meant(row, [said("drie", 60, 70)]) | {"over": [first["id"]]}
    assert [one["state"] for one in beside.send(first, second)["results"]] == ["confirmed", "confirmed"]
    assert beside.consensus() == [("drie", 60, 70, None)]


def test_taking_back(beside: Beside) -> None:
    """A decision that is taken back asks again, and nothing of it counts."""
    beside.decide(60, said("twee", 60, 70))
    beside.send(beside.meant(beside.row(60), reopen=True))
    assert (beside.row(60).asks, beside.consensus()) == ("new", [])


def test_a_coder_who_changes_something_is_asked_about_again(beside: Beside) -> None:
    """Another sign, other words, a removal, and one more coding: each asks anew; what was decided is still shown."""
    marks = {(one.coder_id, one.start): one.guid for row in beside.rows for one in row.marks}
    mine = beside.small.viewers["evaluator"].user_id
    for start, meant in ((0, said("een", 0, 9, "+")), (40, said("een", 40, 50, "+")), (60, said("twee", 60, 70)),
                         (90, said("twee", 90, 99))):
        beside.decide(start, meant)
    beside.act("evaluator", {"kind": "change", "coding": marks[mine, 0], "sign": "-"})
    assert [row.asks for row in beside.rows] == ["changed", "", "", ""]
    beside.act("evaluator", {"kind": "change", "coding": marks[mine, 40], "start": 38, "end": 50})
    assert [(row.start, row.asks) for row in beside.rows][:2] == [(0, "changed"), (38, "changed")]
    beside.act("evaluator", {"kind": "remove", "coding": marks[mine, 60]})
    beside.give("evaluator", "twee", 91, 95)
    assert [row.asks for row in beside.rows] == ["changed"] * 4
    assert all(row.decisions for row in beside.rows)
    assert len(beside.consensus()) == 4
    # What was changed and is changed back says what was decided.
    beside.act("evaluator", {"kind": "change", "coding": marks[mine, 0], "sign": "+"})
    assert beside.row(0).asks == ""


def test_what_no_coder_says_any_more(beside: Beside) -> None:
    """Her only coding removed after it was decided: the passage still asks, whether what was decided stays."""
    beside.decide(90, said("twee", 90, 99))
    (mark,) = beside.row(90).marks
    beside.act("evaluator2", {"kind": "remove", "coding": mark.guid})
    row = beside.row(90)
    assert (row.kind.value, row.marks, row.asks) == ("gone", (), "changed")
    beside.decide(90, said("twee", 90, 99))
    assert (beside.row(90).asks, beside.consensus()) == ("", [("twee", 90, 99, None)])
    beside.act("evaluator2", {"kind": "add", "coding": mark.guid, "code": "twee", "start": 90, "end": 99})
    assert beside.row(90).asks == "changed"


@pytest.mark.slow
def test_it_never_counts_beside_its_sources(beside: Beside) -> None:
    """Figures of coders stay as they were; those of the consensus count once nothing is left, and no longer when a
    coder changes something."""
    viewer = beside.small.viewers["evaluator"]
    for who in ("evaluator", "evaluator2"):
        set_status(beside.db, beside.small.viewers[who], beside.document, "done")
    before = beside.counted("any")
    assert before == 7
    beside.send({"id": new_guid(), "agree": True})
    for start, meant in ((40, said("een", 40, 50, "+")), (60, said("twee", 60, 70))):
        beside.decide(start, meant)
    assert beside.counted() == 0
    beside.decide(90)
    assert (beside.counted(), beside.counted("any")) == (3, before)
    material = frames.load(beside.db, viewer, Scope(coder=CONSENSUS))
    assert material is not None
    assert "no consensus" not in material.sentence()
    of = agreement(beside.db, viewer, Choice("character"))
    assert of is not None
    assert of.coders == ("evaluator 1", "evaluator 2")
    assert [{one.one, one.other} - {"consensus"} for one in of.pairs] == [
        {"evaluator 1", "evaluator 2"}, {"evaluator 1"}, {"evaluator 2"}]
    first, second = of.pairs[1].numbers["percent"], of.pairs[2].numbers["percent"]
    assert first == 1 > (second or 0)
    # Files and finding, too, have the one or the other.
    for coder, signs in (("", {"+", "-", ""}), (CONSENSUS, {"+", ""})):
        frame = segments.frame_of(beside.db, viewer, {"coder": coder}).frame
        found = passages.passages(beside.db, viewer, Question("een", coder=coder), Wanted())
        assert (len(frame), set(frame["sign"]), found.codings) == ((7, signs, 4) if not coder else (3, signs, 2))
    assert set(segments.frame_of(beside.db, viewer, {"coder": CONSENSUS}).frame["coder"]) == {"consensus"}
    assert CONSENSUS in choices.choices(beside.db, viewer).coders
    beside.give("evaluator", "twee", 95, 99)
    assert beside.counted() == 0
    material = frames.load(beside.db, viewer, Scope(coder=CONSENSUS))
    assert material is not None
    assert "1 has no consensus and does not count." in material.sentence()
    shown = codings(beside.db, viewer, beside.document, others=True)
    agreed = [one for one in shown["codings"] if one.get("agreed")]
    assert len(shown["codings"]) - len(agreed) == 8
    assert {one["coder"] for one in agreed} == {"consensus"}
    assert sorted((one["code"], one["start"], one["end"]) for one in agreed) == sorted(
        (code, start, end) for code, start, end, _sign in beside.consensus())
    assert not [one for one in codings(beside.db, viewer, beside.document)["codings"] if one.get("agreed")]


@pytest.mark.slow
def test_it_is_carried_into_another_text(beside: Beside, db: Database) -> None:
    """A word put right before it: the words of the consensus are the same, and nothing is asked again."""
    beside.decide(60, said("twee", 60, 70))
    turns = [NewTurn(f"{'Zo. ' if not n else ''}{text}", speaker, "family", start_ms=ms) for n, (text, speaker, ms) in
             enumerate(db.conn.execute(
                 "SELECT substr(v.text, t.start_char + 1, t.end_char - t.start_char), t.speaker, t.start_ms FROM turn t"
                 " JOIN document_version v USING (version_id) ORDER BY t.seq").fetchall())]
    documents.revise(db, beside.small.operator(db), beside.document, turns, kind="deidentified", engine="test")
    assert beside.consensus() == [("twee", 64, 74, None)]
    assert beside.row(64).asks == ""
    with pytest.raises(Conflict):
        writing_on_old(beside)


def writing_on_old(beside: Beside) -> None:
    """Decide about the text as it was."""
    old, = beside.db.conn.execute("SELECT guid FROM document_version ORDER BY number LIMIT 1").fetchone()
    writing.decide(beside.db, beside.small.viewers["evaluator"], beside.document, [], version=old)


def test_it_follows_the_codebook(beside: Beside, db: Database) -> None:
    """A merge changes coders and consensus alike and asks nothing; after a split the passage is decided about anew."""
    for start, meant in ((40, said("een", 40, 50, "+")), (60, said("twee", 60, 70))):
        beside.decide(start, meant)
    editor = beside.small.viewers["evaluator"]
    merging.merge(db, editor, ["twee"], "drie", seen=1)
    assert beside.consensus()[1] == ("drie", 60, 70, None)
    assert (beside.row(60).kind.value, beside.row(60).asks) == ("same", "")
    merging.split(db, editor, "een", [Code("", {"nl": name, "en": name}, {"nl": "x", "en": "x"}, "", "")
                                      for name in ("Kop", "Munt")], seen=2)
    assert beside.row(40).asks == "lost"


def test_a_code_that_is_gone_cannot_be_decided(beside: Beside, db: Database) -> None:
    """Nor words that are none; the sentence says so and nothing is changed."""
    changing.retire(db, beside.small.viewers["evaluator"], "drie", seen=1)
    for wrong in (said("drie", 60, 70), said("twee", 60, 60), said("twee", 60, 9_999), said("twee", 60, 70, "x"),
                  {"code": "twee", "start": 60, "end": 70, "whole": True}):
        (result,) = beside.send(beside.meant(beside.row(60), [wrong]))["results"]
        assert (result["state"], result["why"]) == ("rejected", "bad"), wrong
    assert beside.consensus() == []


def test_whole_documents(beside: Beside) -> None:
    """A code on the whole document is decided about like any other."""
    for who in ("evaluator", "evaluator2"):
        beside.act(who, {"kind": "add", "coding": new_guid(), "code": "drie", "whole": True})
    beside.send({"id": new_guid(), "agree": True})
    assert len(beside.consensus()) == 2
    assert beside.rows[-1].asks == ""


def test_a_decision_cannot_be_written_over(beside: Beside, db: Database) -> None:
    """The store refuses it."""
    beside.decide(60)
    with pytest.raises(Exception, match="immutable"), write(db):
        db.conn.execute("UPDATE consensus SET reason = 'x'")


def test_what_is_written_down_names_no_words(beside: Beside, db: Database) -> None:
    """The log says who decided in which document, and nothing of what."""
    beside.decide(60, reason="omdat")
    row = db.conn.execute("SELECT verb, subject, subject_guid FROM event ORDER BY event_id DESC LIMIT 1").fetchone()
    assert row == ("decided", "document", beside.document)


def test_nothing_is_told_of_what_is_coded_blind(beside: Beside, db: Database) -> None:
    """Neither side by side nor in the list, and nothing is decided, until the round is shown; then all of it is."""
    lead = beside.small.viewers["evaluator"]
    for who in ("evaluator", "evaluator2"):
        beside.away(who)
    guid = leading.begin(db, lead, leading.Wanted(
        "Ronde", 1, (beside.small.accounts["evaluator"], beside.small.accounts["evaluator2"]), 7))
    for who in ("evaluator", "evaluator2"):
        beside.give(who, "drie", 60, 70)
        set_status(db, beside.small.viewers[who], beside.document, "done")
    for do in (lambda: reading.together(db, lead, beside.document),
               lambda: writing.decide(db, lead, beside.document, [{"id": new_guid(), "agree": True}], version="")):
        with pytest.raises(Conflict, match="blind"):
            do()
    assert list(listing.beside(db, lead)) == []
    leading.reveal(db, lead, guid)
    assert [row.kind.value for row in beside.rows] == ["same"]
    assert [(one.document, one.finished, one.left) for one in listing.beside(db, lead, ready=True)] == [
        (beside.document, 2, 1)]
    beside.send({"id": new_guid(), "agree": True})
    assert list(listing.beside(db, lead, ready=True)) == []
    assert [(one.is_done, one.left, one.all) for one in listing.beside(db, lead)] == [(True, 0, 1)]
