"""Rounds from the draw to the end: who has to be done, what holds the codings back, and what ends it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coding.double import coders, leading, rounds, tasks
from coding.double.leading import Wanted
from coding.marks import merging
from coding.marks.actions import apply_ops
from coding.marks.codings import codings, set_status
from pilot.access import blind
from pilot.accounts import accounts
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound, RodeDraadError
from pilot.families import consent
from pilot.store.files import new_guid, open_server, write
from tests.rights.scene import added
from texts import documents

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.coding.double.conftest import Begin


def code(db: Database, small: SmallPilot, who: str, document: str, key: str = "klik") -> str:
    """Code the first word; 'confirmed', or the sentence by which it was refused."""
    (result,) = apply_ops(db, small.viewers[who], document, [added(key)])["results"]
    return result.get("sentence", result["state"])


def both_done(db: Database, small: SmallPilot, talks: list[str]) -> None:
    """Both evaluators say done with all."""
    for who in ("evaluator", "evaluator2"):
        for document in talks:
            set_status(db, small.viewers[who], document, "done")


def test_a_round_is_drawn_and_dealt(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Every document has its coders, each finds hers by date, and the round is told as it was asked."""
    guid = begin(due_on="2021-05-01")
    later = begin_of_one(db, small)
    (second, first) = rounds.rounds(db, small.viewers["evaluator2"])
    assert (first.guid, second.guid) == (guid, later)
    assert (first.state, first.counts, first.seed, first.coders, first.book) == (rounds.BLIND, True, 7, 2, 1)
    assert {one.guid for one in rounds.documents(db, small.viewers["evaluator"], first)} == set(talks)
    mine = tasks.due(db, small.viewers["evaluator2"])
    assert [(one.round, one.due_on) for one in mine] == [("Eerder", "2021-04-01")] + [("Ronde", "2021-05-01")] * 3
    assert tasks.due(db, small.operator(db)) == []


def begin_of_one(db: Database, small: SmallPilot) -> str:
    """A round over a conversation that came later, due earlier."""
    small.interview(db, title="Later")
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    return leading.begin(db, small.viewers["evaluator"], Wanted("Eerder", 1, who, 3, due_on="2021-04-01"))


def test_the_same_seed_draws_the_same(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Broken off before anybody coded, a round comes out as it was when it is drawn once more."""
    first = rounds.find(db, begin(documents=2))
    drawn = [one.guid for one in rounds.documents(db, small.viewers["evaluator"], first)]
    leading.close(db, small.viewers["evaluator"], first.guid)
    again = rounds.find(db, begin("Nog eens", documents=2))
    assert [one.guid for one in rounds.documents(db, small.viewers["evaluator"], again)] == drawn
    assert len(drawn) == 2
    assert set(drawn) < set(talks)


def test_only_what_nobody_asked_has_coded_is_drawn(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin,
) -> None:
    """What one of them coded already, what holds names, and what is in another open round, is not drawn again."""
    code(db, small, "evaluator", talks[0])
    small.interview(db, kind="raw", title="Ruw")
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    assert leading.how_many(db, small.viewers["evaluator"], who) == 2
    begin(documents=1)
    assert leading.how_many(db, small.viewers["evaluator"], who) == 1
    with pytest.raises(Conflict, match="Only 1 can be drawn"):
        begin("Nog een", documents=2)


@pytest.mark.parametrize(("wrong", "says"), [
    ({"name": " "}, "name"), ({"documents": 0}, "one document"), ({"seed": -1}, "seed"), ({"each": 1}, "two coders"),
    ({"each": 3}, "two coders"), ({"stratified_by": "site"}, "by voice"), ({"due_on": "1 mei"}, "no date"),
    ({"coders": ("x", "y")}, "does not code"),
])
def test_what_cannot_be_a_round(
    small: SmallPilot, db: Database, talks: list[str], wrong: dict[str, Any], says: str,
) -> None:
    """Each fault is one sentence, and there is no round."""
    good = Wanted("Ronde", len(talks), (small.accounts["evaluator"], small.accounts["evaluator2"]), 7)
    with pytest.raises(RodeDraadError, match=says):
        leading.begin(db, small.viewers["evaluator"], replace(good, **wrong))
    assert rounds.rounds(db, small.viewers["evaluator"]) == []


def test_a_name_is_used_once(begin: Begin) -> None:
    """Two rounds of one name could not be told apart in a figure over rounds."""
    begin(documents=1)
    with pytest.raises(BadInput, match="called Ronde already"):
        begin(documents=1)


def test_it_is_shown_when_all_are_done(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Until then nobody sees the other's codings at the desk, and then both do; figures wait as long."""
    guid = begin()
    for who, key in (("evaluator", "klik"), ("evaluator2", "screening")):
        code(db, small, who, talks[0], key)
    assert seen(db, small, talks[0]) == {"evaluator": {"klik"}, "evaluator2": {"screening"}}
    for document in talks:
        set_status(db, small.viewers["evaluator"], document, "done")
    with pytest.raises(Conflict, match="3 times somebody is not done"):
        leading.reveal(db, small.viewers["evaluator2"], guid)
    both_done(db, small, talks)
    assert len(blind.uncounted(db)) == 3
    assert rounds.compared(db, small.viewers["evaluator"], rounds.find(db, guid)) == []
    leading.reveal(db, small.viewers["evaluator2"], guid)
    assert seen(db, small, talks[0]) == dict.fromkeys(("evaluator", "evaluator2"), {"klik", "screening"})
    assert blind.uncounted(db) == frozenset()
    found = rounds.compared(db, small.viewers["evaluator"], rounds.find(db, guid))
    assert [len(one.coders) for one in found] == [2, 2, 2]
    with pytest.raises(Conflict, match="over already"):
        leading.reveal(db, small.viewers["evaluator"], guid)


def test_what_is_coded_alike_is_skipped(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """The same code with the same direction on the same words by both; another code or direction is to be decided."""
    guid = begin()
    for who, third in (("evaluator", "+"), ("evaluator2", "-")):
        code(db, small, who, talks[0])
        code(db, small, who, talks[1], "klik" if who == "evaluator" else "screening")
        apply_ops(db, small.viewers[who], talks[2], [added("klik") | {"sign": third}])
    both_done(db, small, talks)
    leading.reveal(db, small.viewers["evaluator"], guid)
    found = rounds.documents(db, small.viewers["evaluator"], rounds.find(db, guid))
    assert {one.guid for one in found if one.skipped} == {talks[0]}


def seen(db: Database, small: SmallPilot, document: str) -> dict[str, set[str]]:
    """Which codes each evaluator sees at the desk, with others shown."""
    return {who: {one["code"] for one in codings(db, small.viewers[who], document, others=True)["codings"]}
            for who in ("evaluator", "evaluator2")}


def test_done_is_done_until_it_is_opened(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Who said done changes nothing any more while the round is blind; who leads can let her go on."""
    guid = begin()
    assert code(db, small, "evaluator2", talks[0]) == "confirmed"
    set_status(db, small.viewers["evaluator2"], talks[0], "done")
    assert code(db, small, "evaluator2", talks[0], "screening") == tasks.FROZEN
    with pytest.raises(Conflict, match="said done in a blind round"):
        set_status(db, small.viewers["evaluator2"], talks[0], "open")
    assert [one.document for one in tasks.due(db, small.viewers["evaluator2"])].count(talks[0]) == 0
    leading.reopen(db, small.viewers["evaluator"], guid, talks[0], small.accounts["evaluator2"])
    assert code(db, small, "evaluator2", talks[0], "screening") == "confirmed"
    assert [one.document for one in tasks.due(db, small.viewers["evaluator2"])].count(talks[0]) == 1
    with pytest.raises(Conflict, match="is not done"):
        leading.reopen(db, small.viewers["evaluator"], guid, talks[0], small.accounts["evaluator2"])


def test_who_left_is_let_out(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """A coder who codes no more is marked, and nobody waits for her once she was let out."""
    guid = begin()
    for document in talks:
        set_status(db, small.viewers["evaluator"], document, "done")
    with closing(open_server(small.home.server_path)) as server:
        accounts.set_roles(server, db, "proef", "evaluator2", [])
    left = [one for one in rounds.tasks(db, small.viewers["evaluator"], rounds.find(db, guid)) if one.has_left]
    assert {one.coder for one in left} == {small.accounts["evaluator2"]}
    for one in left:
        leading.let_out(db, small.viewers["evaluator"], guid, one.document, one.coder)
    leading.reveal(db, small.viewers["evaluator"], guid)
    with pytest.raises(Conflict):
        leading.let_out(db, small.viewers["evaluator"], guid, talks[0], small.accounts["evaluator"])


@pytest.mark.parametrize("how", ["withdrawn", "consent"])
def test_what_is_gone_is_not_waited_for(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin, how: str,
) -> None:
    """A document that is withdrawn, or whose consent ended, is on nobody's list and holds nothing up."""
    guid = begin()
    if how == "withdrawn":
        for document in talks:
            documents.withdraw(db, small.viewers["evaluator"], document, "dubbel")
    else:
        consent.withdraw(db, small.viewers["admin"], small.persons["Berk moeder"], "analyse")
    assert tasks.due(db, small.viewers["evaluator"]) == []
    assert rounds.documents(db, small.viewers["evaluator"], rounds.find(db, guid)) == []
    leading.reveal(db, small.viewers["evaluator"], guid)


def test_a_practice_round_counts_nowhere(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Shown, both see its codings, but they do not count; put away they are gone, and the texts can be coded anew."""
    guid = begin(counts=False)
    code(db, small, "evaluator", talks[0])
    both_done(db, small, talks)
    leading.reveal(db, small.viewers["evaluator"], guid)
    assert seen(db, small, talks[0])["evaluator2"] == {"klik"}
    assert len(blind.uncounted(db)) == 3
    assert not blind.documents(db)
    leading.close(db, small.viewers["evaluator"], guid)
    assert not blind.uncounted(db)
    assert seen(db, small, talks[0])["evaluator"] == set()
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    assert leading.how_many(db, small.viewers["evaluator"], who) == 3


def test_a_round_is_broken_off(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Its codings stay and are as all others; what is over is not ended once more."""
    guid = begin()
    code(db, small, "evaluator", talks[0])
    with pytest.raises(NotAllowed, match="evaluator 1, who leads this round"):
        leading.close(db, small.viewers["evaluator2"], guid)
    assert rounds.find(db, guid).state == rounds.BLIND
    with write(db):
        db.conn.execute("UPDATE user SET stopped_coding_at = '2022-01-01T00:00:00.000Z' WHERE user_id = ?",
                        (small.viewers["evaluator"].user_id,))
    leading.close(db, small.viewers["evaluator2"], guid)  # nobody leads it any more
    assert seen(db, small, talks[0])["evaluator2"] == {"klik"}
    with pytest.raises(Conflict, match="over already"):
        leading.close(db, small.viewers["evaluator2"], guid)


@pytest.mark.parametrize("counts", [True, False])
def test_an_administrator_ends_a_round(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin, counts: bool,
) -> None:
    """Who codes nothing herself too, and sees which there are to end; what counts and is shown is none of them."""
    guid = begin(counts=counts)
    admin = small.viewers["admin"]
    assert [one.guid for one in rounds.to_end(db, admin)] == [guid]
    both_done(db, small, talks)
    leading.reveal(db, small.viewers["evaluator"], guid)
    assert [one.guid for one in rounds.to_end(db, admin)] == ([] if counts else [guid])
    if counts:
        with pytest.raises(Conflict, match="over already"):
            leading.close(db, admin, guid)
        return
    leading.close(db, admin, guid)
    assert rounds.to_end(db, admin) == []
    assert rounds.find(db, guid).state == rounds.CLOSED


def test_guests_are_asked_as_others(small: SmallPilot, db: Database, talks: list[str]) -> None:
    """A coder without an account is in the list, has a label of her own, and can be dealt documents."""
    guest = coders.add_guest(db, small.viewers["evaluator"], "  Student 1 ")
    assert [(one.label, one.is_guest) for one in coders.coders(db, small.viewers["evaluator"])] == [
        ("evaluator 1", False), ("evaluator 2", False), ("Student 1", True)]
    for wrong in ("", "student 1", "x" * 61):
        with pytest.raises(BadInput):
            coders.add_guest(db, small.viewers["evaluator"], wrong)
    guid = leading.begin(db, small.viewers["evaluator"], Wanted(
        "Ronde", 2, (small.accounts["evaluator"], guest), 1))
    labels = {one.label for one in rounds.tasks(db, small.viewers["evaluator"], rounds.find(db, guid)) if one.is_guest}
    assert labels == {"Student 1"}


def test_due_dates_change(small: SmallPilot, db: Database, talks: list[str], begin: Begin) -> None:
    """Who leads says by when; a date that is none, and a coder who is not in it, are refused."""
    guid, lead = begin(), small.viewers["evaluator"]
    leading.set_due(db, lead, guid, small.accounts["evaluator2"], "2021-06-01")
    assert {one.due_on for one in tasks.due(db, small.viewers["evaluator2"])} == {"2021-06-01"}
    assert {one.due_on for one in tasks.due(db, lead)} == {None}
    with pytest.raises(BadInput):
        leading.set_due(db, lead, guid, small.accounts["evaluator2"], "2021-13-01")
    with pytest.raises(NotFound):
        leading.set_due(db, lead, guid, small.accounts["coach"], None)
    assert db.conn.execute("SELECT count(*) FROM event WHERE subject = 'double_round'").fetchone() == (2,)


def test_the_revision_tells_a_coder_of_her_own_work_only(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin,
) -> None:
    """While it is blind what others do moves no number that she is told; shown, it goes on from where it was."""
    apply_ops(db, small.operator(db), talks[0], [added("klik")])
    first, second = small.viewers["evaluator"], small.viewers["evaluator2"]
    before = codings(db, first, talks[0])["rev"]
    guid = begin()
    assert codings(db, first, talks[0])["rev"] == before > 0
    assert {code(db, small, "evaluator2", talks[0], key) for key in ("klik", "screening")} == {"confirmed"}
    assert codings(db, first, talks[0])["rev"] == before
    (result,) = apply_ops(db, first, talks[0], [added("screening")])["results"]
    news = codings(db, first, talks[0], since=before)
    assert (news["rev"], [one["id"] for one in news["codings"]]) == (before + 1, [result["coding"]])
    assert codings(db, first, talks[0], since=news["rev"])["codings"] == []
    assert codings(db, second, talks[0])["rev"] == before + 2
    apply_ops(db, first, talks[0], [{**added("x"), "kind": "remove", "coding": result["coding"]}])
    gone = codings(db, first, talks[0], since=news["rev"])
    assert (gone["rev"], gone["removed"]) == (before + 2, [result["coding"]])
    both_done(db, small, talks)
    leading.reveal(db, first, guid)
    shown = codings(db, first, talks[0], others=True)
    assert shown["rev"] > gone["rev"]
    assert small.viewers["evaluator2"].label in {one["coder"] for one in shown["codings"]}


def test_a_merge_tells_nobody_who_has_the_code(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin,
) -> None:
    """Codings of a blind round follow the codebook; neither the log nor another coder's number says where they are."""
    begin()
    code(db, small, "evaluator2", talks[0])
    first, second = small.viewers["evaluator"], small.viewers["evaluator2"]
    hers, others = (codings(db, one, talks[0])["rev"] for one in (second, first))
    merging.merge(db, first, ["klik"], "screening", seen=1)
    (coding,) = codings(db, second, talks[0], since=hers)["codings"]
    assert coding["code"] == "screening"
    assert codings(db, first, talks[0])["rev"] == others
    assert not db.conn.execute("SELECT 1 FROM event WHERE verb = 'recoded' AND subject = 'document'").fetchone()


def test_who_saw_suggestions_is_not_asked_there(small: SmallPilot, db: Database, talks: list[str]) -> None:
    """A text in which one of them saw what the machine proposes is not drawn; one without proposals is."""
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    with write(db):
        for talk in talks[:2]:
            db.conn.execute(
                "INSERT INTO proposal_shown SELECT read_version_id, ?, created_at FROM document WHERE guid = ?",
                (small.viewers["evaluator"].user_id, talk))
        db.conn.execute(
            "INSERT INTO proposal(guid, version_id, code_id, codebook_version_id, start_char, end_char, score, words,"
            " made_at) SELECT ?, d.read_version_id, k.code_id, 1, 0, 4, 0.9, '[]', d.created_at FROM document d, code k"
            " WHERE d.guid = ? AND k.key = 'klik'", (new_guid(), talks[0]))
    for counts in (True, False):
        assert leading.how_many(db, small.viewers["evaluator2"], who, counts=counts) == len(talks) - 1
