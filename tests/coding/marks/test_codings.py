"""Applying, repeating and refusing a coder's actions."""

from __future__ import annotations

import uuid
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.book import codebook
from coding.marks import actions, codings
from pilot import access
from pilot.access import Role
from pilot.accounts import accounts
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.store.files import open_server, write
from tests.conftest import ROOT
from tests.dump import dump
from texts.documents import NewTurn, add_version, transcript, turns_of, withdraw
from texts.documents import revise as revise_document
from texts.versions import versions

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

KEYS = ("vast_gezicht", "klik", "screening")


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with the project's own codebook."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    return small.interview(db)


def new() -> str:
    """A browser's uuid."""
    return str(uuid.uuid4())


def add(start: int, end: int, code: str = "vast_gezicht", **more: Any) -> dict[str, Any]:
    """An action that adds a coding."""
    return {"op": new(), "kind": "add", "coding": new(), "code": code, "start": start, "end": end, **more}


def remove(coding: str) -> dict[str, Any]:
    """An action that removes a coding."""
    return {"op": new(), "kind": "remove", "coding": coding}


def spans(
    db: Database, small: SmallPilot, document: str, who: str = "evaluator",
) -> set[tuple[str, int | None, int | None]]:
    """What this coder sees of her own codings."""
    found = codings.codings(db, small.viewers[who], document)["codings"]
    return {(c["code"], c["start"], c["end"]) for c in found}


def test_a_coding_is_stored_with_its_quote(small: SmallPilot, db: Database, document: str) -> None:
    """The passage holds the words at that place, counted in code points, past an emoji too."""
    text = db.execute("SELECT text FROM document_version").fetchone()[0]
    start = text.index("dat scheelt")
    result = actions.apply_ops(db, small.viewers["evaluator"], document, [add(start, start + 11)])
    assert [r["state"] for r in result["results"]] == ["confirmed"]
    assert db.execute("SELECT quote FROM passage").fetchone()[0] == "dat scheelt"
    assert spans(db, small, document) == {("vast_gezicht", start, start + 11)}


def test_a_repeated_batch_changes_nothing(small: SmallPilot, db: Database, document: str) -> None:
    """The same actions sent again give the same answers and leave the file as it was."""
    ops = [add(0, 5), add(0, 5, "klik"), add(6, 9)]
    ops.append(remove(ops[0]["coding"]))
    first = actions.apply_ops(db, small.viewers["evaluator"], document, ops)
    before = list(dump(db.conn))
    assert actions.apply_ops(db, small.viewers["evaluator"], document, ops) == first
    assert list(dump(db.conn)) == before
    assert spans(db, small, document) == {("klik", 0, 5), ("vast_gezicht", 6, 9)}


def test_one_bad_action_does_not_lose_the_others(small: SmallPilot, db: Database, document: str) -> None:
    """Each action is confirmed or refused by itself, with its sentence."""
    ops = [add(0, 5), add(0, 99_999), add(6, 9)]
    results = actions.apply_ops(db, small.viewers["evaluator"], document, ops)["results"]
    assert [r["state"] for r in results] == ["confirmed", "rejected", "confirmed"]
    assert results[1]["sentence"] == "This passage is not in the text. Select it again."
    assert len(spans(db, small, document)) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "bestaat_niet"}, "newest codebook"),
        ({"code": "mechanismen"}, "group of codes"),
        ({"code": 3}, "newest codebook"),
        ({"start": 5, "end": 5}, "not in the text"),
        ({"start": 7, "end": 5}, "not in the text"),
        ({"start": -1}, "not in the text"),
        ({"start": True}, "not in the text"),
        ({"end": 5.0}, "not in the text"),
        ({"start": 32, "end": 33}, "no words"),
        ({"weight": 6}, "from 1 to 5"),
        ({"weight": "1"}, "from 1 to 5"),
        ({"op": "1"}, "valid number"),
        ({"coding": None}, "valid number"),
        ({"kind": "wipe"}, "adds a coding, changes"),
        ({"sign": "++"}, "not stated"),
        ({"code": "vooruitgang", "sign": "+"}, "takes no direction"),
    ],
)
def test_refused(
    small: SmallPilot, db: Database, document: str, change: dict[str, Any], sentence: str
) -> None:
    """What cannot be stored is refused in one sentence, and nothing is stored."""
    results = actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5) | change])["results"]
    assert results[0]["state"] == "rejected"
    assert sentence in results[0]["sentence"]
    assert not spans(db, small, document)
    assert db.execute("SELECT count(*) FROM passage").fetchone()[0] == 0
    assert db.execute("SELECT count(*) FROM event WHERE verb IN ('coded', 'uncoded')").fetchone()[0] == 0


def test_undo_of_a_remove_brings_the_same_coding_back(small: SmallPilot, db: Database, document: str) -> None:
    """Removed and added again, as often as one likes, a coding keeps its number and so what hangs on it."""
    first = add(0, 5)
    actions.apply_ops(db, small.viewers["evaluator"], document, [first])
    for _ in range(5):
        actions.apply_ops(db, small.viewers["evaluator"], document, [remove(first["coding"])])
        assert not spans(db, small, document)
        actions.apply_ops(db, small.viewers["evaluator"], document, [first | {"op": new()}])
        assert spans(db, small, document) == {("vast_gezicht", 0, 5)}
    assert db.execute("SELECT count(*) FROM coding").fetchone()[0] == 1


def test_the_same_code_twice_on_a_passage_is_one_coding(small: SmallPilot, db: Database, document: str) -> None:
    """Two windows that code the same: the second hears the first one's number, and can remove it by its own."""
    first, second = add(0, 5), add(0, 5)
    actions.apply_ops(db, small.viewers["evaluator"], document, [first])
    viewer = small.viewers["evaluator"]
    results = actions.apply_ops(db, viewer, document, [second])["results"]
    assert results[0] == {"op": second["op"], "state": "confirmed", "coding": first["coding"]}
    assert len(spans(db, small, document)) == 1
    actions.apply_ops(db, viewer, document, [second, remove(second["coding"])])
    assert not spans(db, small, document)


def test_passages_are_shared(small: SmallPilot, db: Database, document: str) -> None:
    """Two codes and two coders on the same words make one passage."""
    actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5), add(0, 5, "klik")])
    actions.apply_ops(db, small.viewers["evaluator2"], document, [add(0, 5)])
    assert db.execute("SELECT count(*) FROM passage").fetchone()[0] == 1
    assert db.execute("SELECT count(*) FROM coding").fetchone()[0] == 3


def test_only_ones_own_codings_go(small: SmallPilot, db: Database, document: str) -> None:
    """Another coder's coding cannot be removed, nor its number taken."""
    theirs = add(0, 5)
    actions.apply_ops(db, small.viewers["evaluator2"], document, [theirs])
    ops = [remove(theirs["coding"]), theirs | {"op": new()}, theirs, remove(new())]
    results = actions.apply_ops(db, small.viewers["evaluator"], document, ops)["results"]
    assert [r["state"] for r in results] == ["rejected"] * 4
    assert spans(db, small, document, "evaluator2") == {("vast_gezicht", 0, 5)}


def test_a_coding_of_another_document_cannot_be_removed_here(
    small: SmallPilot, db: Database, document: str
) -> None:
    """An action stays inside its document."""
    other = small.interview(db, title="Ander gesprek")
    there = add(0, 5)
    actions.apply_ops(db, small.viewers["evaluator"], other, [there])
    result = actions.apply_ops(db, small.viewers["evaluator"], document, [remove(there["coding"])])
    assert result["results"][0]["state"] == "rejected"
    assert spans(db, small, other)


def revise(small: SmallPilot, db: Database, document: str, *turns: str, kind: str = "deidentified") -> None:
    """A new version with these turns."""
    revise_document(db, small.operator(db), document, [NewTurn(turn) for turn in turns], kind=kind, engine="test")


def test_an_action_on_an_older_text_is_carried_to_the_new_one(
    small: SmallPilot, db: Database, document: str
) -> None:
    """What was coded without a connection while the text was corrected is kept, and stands on its words."""
    viewer = small.viewers["evaluator"]
    before = access.require_document(db, viewer, document)
    old = [turn.text for turn in turns_of(db, before.version_id)]
    revise(small, db, document, "Goedemiddag allemaal, we beginnen.", *old)
    start = "\n".join(old).index("dat scheelt")
    one = add(start, start + 11)
    answer = actions.apply_ops(db, viewer, document, [one], version=before.version_guid)
    assert [result["state"] for result in answer["results"]] == ["confirmed"]
    assert answer["version"] != before.version_guid
    now = codings.codings(db, viewer, document)
    text = db.execute("SELECT text FROM document_version ORDER BY number DESC").fetchone()[0]
    assert [text[c["start"]:c["end"]] for c in now["codings"]] == ["dat scheelt"]
    again = actions.apply_ops(db, viewer, document, [add(start, start + 11)], version=before.version_guid)
    assert again["results"][0]["coding"] == one["coding"]


def test_a_version_of_another_text_is_a_conflict(small: SmallPilot, db: Database, document: str) -> None:
    """Offsets into a text that is not this document's are applied nowhere."""
    other = access.require_document(db, small.viewers["evaluator"], small.interview(db, title="Ander"))
    with pytest.raises(Conflict):
        actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 3)], version=other.version_guid)
    assert db.execute("SELECT count(*) FROM coding_op").fetchone()[0] == 0


def test_what_cannot_be_placed_waits_for_a_person(small: SmallPilot, db: Database, document: str) -> None:
    """Words that were rewritten: the coding is undecided, kept, and stands where its coder says, or is gone."""
    viewer = small.viewers["evaluator"]
    one, two = add(0, 20), add(0, 20, "klik")
    actions.apply_ops(db, viewer, document, [one, two])
    revise(small, db, document, "Heel andere woorden staan hier nu.", "En nog meer daarvan.")
    found = codings.codings(db, viewer, document)
    assert found["codings"] == []
    assert {c["id"] for c in found["undecided"]} == {one["coding"], two["coding"]}
    answer = actions.apply_ops(db, viewer, document, [
        {"op": new(), "kind": "place", "coding": one["coding"], "start": 0, "end": 10},
        {"op": new(), "kind": "place", "coding": two["coding"], "gone": True}])
    assert {result["state"] for result in answer["results"]} == {"confirmed"}
    found = codings.codings(db, viewer, document)
    assert [(c["id"], c["start"], c["end"]) for c in found["codings"]] == [(one["coding"], 0, 10)]
    assert found["undecided"] == []
    revise(small, db, document, "Vooraf.", "Heel andere woorden staan hier nu.", "En nog meer daarvan.")
    found = codings.codings(db, viewer, document)
    assert [(c["start"], c["end"]) for c in found["codings"]] == [(8, 18)]
    assert found["undecided"] == []


def test_an_older_version_is_read_with_its_codings(small: SmallPilot, db: Database, document: str) -> None:
    """Each living coding stands at its place in that version, made before or after it; nothing is decided there."""
    viewer = replace(small.viewers["evaluator"], prepares=True)
    old = [turn.text for turn in turns_of(db, access.require_document(db, viewer, document).version_id)]
    text = "\n".join(old)
    start = text.index("dat scheelt")
    actions.apply_ops(db, viewer, document, [add(start, start + 11)])
    revise(small, db, document, "Goedemiddag allemaal, we beginnen.", *old)
    late = add(start + 35, start + 46, "klik")
    later = add(0, 11, "klik")
    actions.apply_ops(db, viewer, document, [late, later])
    now, before = codings.codings(db, viewer, document), codings.codings(db, viewer, document, number=1)
    assert (now["current"], before["current"]) == (now["version"], now["version"])
    assert before["version"] != now["version"]
    assert [(text[one["start"]:one["end"]], one["code"]) for one in before["codings"]] == [
        ("dat scheelt", "vast_gezicht"), ("dat scheelt", "klik")]
    assert len(now["codings"]) == 3
    assert before["undecided"] == []
    assert transcript(db, viewer, document, 1)["turns"][0]["text"] == old[0]
    assert [(one.number, one.is_current) for one in versions(db, viewer, document)] == [(2, True), (1, False)]
    with pytest.raises(NotFound):
        codings.codings(db, viewer, document, number=3)


def test_a_version_one_may_not_read_is_not_there(small: SmallPilot, db: Database) -> None:
    """Without the right to prepare texts only the last text free of names is read: others hold what is taken out."""
    raw = small.interview(db, kind="raw")
    revise(small, db, raw, "Zonder namen, met een straat.")
    revise(small, db, raw, "Zonder namen.")
    viewer = small.viewers["evaluator2"]
    assert [one.number for one in versions(db, viewer, raw)] == [3]
    for number in (1, 2):
        with pytest.raises(NotFound):
            transcript(db, viewer, raw, number)
        with pytest.raises(NotFound):
            codings.codings(db, viewer, raw, number=number)


def test_who_left_has_her_codings_placed_by_others(small: SmallPilot, db: Database, document: str) -> None:
    """Another coder decides about an undecided coding only once its own coder codes no more: another role, or gone."""
    mine = add(0, 20)
    actions.apply_ops(db, small.viewers["evaluator"], document, [mine])
    revise(small, db, document, "Heel andere woorden staan hier nu.")
    other = small.viewers["evaluator2"]
    op = {"kind": "place", "coding": mine["coding"], "start": 0, "end": 10}
    assert actions.apply_ops(db, other, document, [op | {"op": new()}])["results"][0]["state"] == "rejected"
    assert codings.codings(db, other, document)["undecided"] == []
    with closing(open_server(small.home.server_path)) as server:
        accounts.set_roles(server, db, "proef", "evaluator", [Role.STEERING])
    assert [c["id"] for c in codings.codings(db, other, document)["undecided"]] == [mine["coding"]]
    assert actions.apply_ops(db, other, document, [op | {"op": new()}])["results"][0]["state"] == "confirmed"


def test_a_raw_version_made_later_is_not_what_people_read(small: SmallPilot, db: Database, document: str) -> None:
    """De-identified comes before raw, whatever its number; codings stand in both."""
    viewer = small.viewers["evaluator"]
    actions.apply_ops(db, viewer, document, [add(0, 5)])
    before = access.require_document(db, viewer, document)
    with write(db):
        add_version(db, small.operator(db), before.document_id,
                    [NewTurn("Ruw."), *turns_of(db, before.version_id)], kind="raw", engine="test")
    assert access.require_document(db, viewer, document) == before
    assert spans(db, small, document) == {("vast_gezicht", 0, 5)}
    found = db.execute("SELECT start_char, end_char, how FROM coding_place ORDER BY version_id").fetchall()
    assert found == [(0, 5, "made"), (5, 10, "carried")]


def test_a_coding_has_a_direction_or_states_none(small: SmallPilot, db: Database, document: str) -> None:
    """Said with the code or later, taken away again, and kept when the coding is removed and brought back."""
    viewer = small.viewers["evaluator"]
    one, two = add(0, 5, sign="-"), add(6, 9)
    actions.apply_ops(db, viewer, document, [one, two])

    def signs() -> dict[str, str | None]:
        return {c["id"]: c["sign"] for c in codings.codings(db, viewer, document)["codings"]}

    assert signs() == {one["coding"]: "-", two["coding"]: None}
    actions.apply_ops(db, viewer, document, [{"op": new(), "kind": "change", "coding": two["coding"], "sign": "±"}])
    assert signs() == {one["coding"]: "-", two["coding"]: "±"}
    actions.apply_ops(db, viewer, document, [
        remove(two["coding"]), two | {"op": new()},
        {"op": new(), "kind": "change", "coding": one["coding"], "sign": None}])
    assert signs() == {one["coding"]: None, two["coding"]: "±"}
    theirs = {"op": new(), "kind": "change", "coding": one["coding"], "sign": "+"}
    refused = actions.apply_ops(db, small.viewers["evaluator2"], document, [theirs])["results"][0]
    assert refused["sentence"] == "This coding is somebody else's. You can only change your own."


@pytest.mark.parametrize("who", ["coach", "coach2", "steering", "admin"])
def test_only_evaluators_code(small: SmallPilot, db: Database, document: str, who: str) -> None:
    """Nobody else gets through to reading or writing codings."""
    viewer = small.viewers[who]
    for call in (
        lambda: actions.apply_ops(db, viewer, document, [add(0, 5)]),
        lambda: codings.codings(db, viewer, document),
        lambda: codings.status(db, viewer, document),
        lambda: codings.set_status(db, viewer, document, "done"),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_withdrawn_document_takes_no_codings(small: SmallPilot, db: Database, document: str) -> None:
    """What was withdrawn is not there any more, for coding neither."""
    withdraw(db, small.viewers["evaluator"], document, "dubbel")
    with pytest.raises(NotFound):
        actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5)])


def test_a_raw_text_is_not_coded(small: SmallPilot, db: Database, document: str) -> None:
    """A version this role may not read in this pilot is not coded either."""
    raw = small.interview(db, title="Ruw", kind="raw")
    with pytest.raises(NotAllowed):
        actions.apply_ops(db, small.viewers["evaluator"], raw, [add(0, 5)])


def test_without_a_codebook_nothing_is_coded(small: SmallPilot, db: Database) -> None:
    """A pilot without a codebook says so; reading still works."""
    document = small.interview(db)
    with pytest.raises(Conflict):
        actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5)])
    with pytest.raises(Conflict):
        codings.set_status(db, small.viewers["evaluator"], document, "done")
    found = codings.codings(db, small.viewers["evaluator"], document)
    assert (found["rev"], found["codings"], found["undecided"], found["removed"]) == (0, [], [], [])
    assert codings.status(db, small.viewers["evaluator"], document) == "open"


def test_too_many_actions_at_once(small: SmallPilot, db: Database, document: str) -> None:
    """A batch has an end."""
    with pytest.raises(BadInput):
        actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5)] * (actions.MOST_OPS + 1))


def test_a_revision_counts_the_actions_on_its_own_document(small: SmallPilot, db: Database, document: str) -> None:
    """What somebody does in another text leaves no gap; after a revision that never was everything is news."""
    viewer, elsewhere = small.viewers["evaluator"], small.interview(db, title="Elders")
    for n, at in enumerate((0, 4), start=1):
        actions.apply_ops(db, small.viewers["evaluator2"], elsewhere, [add(0, 3), add(4, 9), add(10, 12)])
        assert actions.apply_ops(db, viewer, document, [add(at, at + 3)])["rev"] == n
    assert codings.codings(db, viewer, elsewhere, others=True)["rev"] == 6
    assert [one["start"] for one in codings.codings(db, viewer, document, since=1)["codings"]] == [4]
    assert codings.codings(db, viewer, document, since=2)["codings"] == []
    assert len(codings.codings(db, viewer, document, since=99)["codings"]) == 2


def test_changes_since_a_revision(small: SmallPilot, db: Database, document: str) -> None:
    """A browser that knows revision n hears only what came and went after it."""
    viewer = small.viewers["evaluator"]
    one, two, three = add(0, 5), add(6, 9), add(10, 14)
    rev = actions.apply_ops(db, viewer, document, [one, two])["rev"]
    actions.apply_ops(db, viewer, document, [three, remove(one["coding"])])
    delta = codings.codings(db, viewer, document, since=rev)
    assert [c["id"] for c in delta["codings"]] == [three["coding"]]
    assert delta["removed"] == [one["coding"]]
    later = codings.codings(db, viewer, document, since=delta["rev"])
    assert (later["rev"], later["codings"], later["removed"]) == (delta["rev"], [], [])


def test_other_coders_only_when_asked(small: SmallPilot, db: Database, document: str) -> None:
    """By default one sees one's own; asked for, the others' come with a label and no name."""
    actions.apply_ops(db, small.viewers["evaluator2"], document, [add(0, 5)])
    viewer = small.viewers["evaluator"]
    assert codings.codings(db, viewer, document)["codings"] == []
    theirs = codings.codings(db, viewer, document, others=True)["codings"]
    assert [c["coder"] for c in theirs] == [small.viewers["evaluator2"].label]


def test_done_and_open_again_per_coder(small: SmallPilot, db: Database, document: str) -> None:
    """Done is one coder's own, under one codebook; a second 'done' is not a second event."""
    viewer = small.viewers["evaluator"]
    codings.set_status(db, viewer, document, "done")
    codings.set_status(db, viewer, document, "done")
    assert codings.status(db, viewer, document) == "done"
    assert codings.status(db, small.viewers["evaluator2"], document) == "open"
    codings.set_status(db, viewer, document, "open")
    assert codings.status(db, viewer, document) == "open"
    verbs = [row[0] for row in db.execute(
        "SELECT verb FROM event WHERE subject_guid = ? ORDER BY event_id", (document,))]
    assert verbs.count("finished") == 1
    assert verbs.count("reopened") == 1
    with pytest.raises(BadInput):
        codings.set_status(db, viewer, document, "almost")


def test_one_event_per_batch_and_verb(small: SmallPilot, db: Database, document: str) -> None:
    """The record says that a document was coded, not what was said in it."""
    first = add(0, 5)
    actions.apply_ops(db, small.viewers["evaluator"], document,
                      [first, add(6, 9), remove(first["coding"])])
    rows = db.execute(
        "SELECT verb, subject_guid FROM event WHERE verb IN ('coded', 'uncoded') ORDER BY event_id").fetchall()
    assert sorted(rows) == [("coded", document), ("uncoded", document)]


ACTIONS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 40), st.integers(1, 12), st.sampled_from(KEYS)), min_size=1, max_size=25)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(series=ACTIONS, cut=st.lists(st.integers(1, 5), max_size=6))
@pytest.mark.slow
def test_any_way_of_sending_gives_the_same_codings(
    small: SmallPilot, db: Database, document: str, series: list[tuple[bool, int, int, str]], cut: list[int]
) -> None:
    """However a series of actions is cut into batches, and however often those are sent, the codings are those
    that a plain set would hold."""
    viewer = small.viewers["evaluator"]
    for left in codings.codings(db, viewer, document)["codings"]:
        actions.apply_ops(db, viewer, document, [remove(left["id"])])
    expected: dict[str, tuple[str, int, int]] = {}
    ops = []
    for adding, start, length, code in series:
        if adding or not expected:
            span = (code, start, start + length)
            if span in expected.values():
                continue
            ops.append(add(start, start + length, code))
            expected[ops[-1]["coding"]] = span
        else:
            ops.append(remove(next(iter(expected))))
            expected.pop(ops[-1]["coding"])
    at = 0
    for size in [*cut, len(ops)]:
        at = min(len(ops), at + size)
        actions.apply_ops(db, viewer, document, ops[:at])
    kept = {op["coding"] for op in ops if op["kind"] == "add" and not _blank(db, op)}
    assert spans(db, small, document) == {span for coding, span in expected.items() if coding in kept}


def _blank(db: Database, op: dict[str, Any]) -> bool:
    text = db.execute("SELECT text FROM document_version LIMIT 1").fetchone()[0]
    return not text[op["start"] : op["end"]].strip()
