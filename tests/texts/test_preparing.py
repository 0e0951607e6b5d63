"""Declaring a text free of names: names the register knows first, then everybody reads it, codings included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.families import register
from texts import documents, preparing
from texts.documents import NewTurn, revise, transcript
from texts.names_out import deciding, proposing, reviewing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def raw(small: SmallPilot, db: Database) -> str:
    """A raw interview in which a name of the register stands twice."""
    register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Vermeulen")
    return small.interview(db, kind="raw", turns=(
        NewTurn("Mevrouw Vermeulen belde.", "Coach", "coach"), NewTurn("Ja, Vermeulen hier.", "Moeder", "family")))


def test_names_are_pointed_out_first(small: SmallPilot, db: Database, raw: str) -> None:
    """Each word once, with what stands around it; nothing is declared while they stand there."""
    viewer = replace(small.viewers["evaluator"], prepares=True)
    found = preparing.names_in(small.pilot, db, viewer, raw)
    assert [(one.word, one.before, one.after, one.times) for one in found] == [
        ("Vermeulen", "Coach: Mevrouw ", " belde.", 2)]
    with pytest.raises(BadInput):
        preparing.declare_free_of_names(small.pilot, db, viewer, raw, 1)
    assert [one.guid for one in preparing.to_prepare(db, viewer)] == [raw]


def test_evaluators_read_it_from_then_on(small: SmallPilot, db: Database, raw: str) -> None:
    """A version with the same words that everybody who codes reads; a second time is told."""
    viewer, other = replace(small.viewers["evaluator"], prepares=True), small.viewers["evaluator2"]
    with pytest.raises(NotAllowed):
        access.require_document(db, other, raw)
    preparing.declare_free_of_names(small.pilot, db, viewer, raw, 1, no_names=True)
    version = access.require_document(db, other, raw)
    assert (version.kind, version.number) == ("deidentified", 2)
    assert preparing.to_prepare(db, viewer) == []
    verbs = [row[0] for row in db.conn.execute("SELECT verb FROM event WHERE subject_guid = ?", (raw,))]
    assert "declared free of names" in verbs
    with pytest.raises(Conflict):
        preparing.declare_free_of_names(small.pilot, db, viewer, raw, 1, no_names=True)


def test_what_was_chosen_to_be_replaced_stays_so(small: SmallPilot, db: Database, raw: str) -> None:
    """Declared free of names it would be read as it stands: not before somebody says that those words stay."""
    viewer = replace(small.viewers["evaluator"], prepares=True)
    assert proposing.propose(small.pilot, db, viewer, raw)
    places = [place.guid for group in reviewing.groups(small.pilot, db, viewer, raw) for place in group.places]
    deciding.accept(small.pilot, db, viewer, places)
    with pytest.raises(BadInput, match="chosen to be replaced"):
        preparing.declare_free_of_names(small.pilot, db, viewer, raw, 1, no_names=True)
    deciding.leave(small.pilot, db, viewer, places)
    preparing.declare_free_of_names(small.pilot, db, viewer, raw, 1, no_names=True)


def test_a_deidentified_version_is_compared_too(small: SmallPilot, db: Database, raw: str) -> None:
    """Whoever makes it otherwise than by declaring: not while a name of the register stands in its words or title."""
    viewer = replace(small.viewers["evaluator"], prepares=True)
    told = documents.turns_of(db, access.require_document(db, viewer, raw).version_id)
    half = [replace(told[0], text="[moeder] belde."), told[1]]
    with pytest.raises(BadInput, match="show who somebody is"):
        documents.revise(db, viewer, raw, half, kind="deidentified", engine="test")
    assert access.require_document(db, viewer, raw).number == 1
    documents.revise(db, viewer, raw, half, kind="corrected", engine="test")
    documents.revise(db, viewer, raw, [half[0], replace(told[1], text="Ja, hier.")], kind="deidentified", engine="test")
    assert access.require_document(db, small.viewers["evaluator2"], raw).kind == "deidentified"
    documents.revise(db, viewer, raw, half, kind="deidentified", engine="test", no_names=True)


@pytest.mark.parametrize("who", ["coach", "evaluator", "steering", "admin"])
def test_only_who_may_prepare(small: SmallPilot, db: Database, raw: str, who: str) -> None:
    """Without the right nobody learns which names stand in it, nor lets others read it."""
    for ask in (preparing.names_in, preparing.declare_free_of_names):
        with pytest.raises(NotAllowed):
            ask(small.pilot, db, small.viewers[who], raw, 1)


def test_a_later_correction_is_declared_too(small: SmallPilot, db: Database, raw: str) -> None:
    """It waits while evaluators read the earlier version, and is declared as it was read; what came since is told."""
    viewer, other = replace(small.viewers["evaluator"], prepares=True), small.viewers["evaluator2"]
    preparing.declare_free_of_names(small.pilot, db, viewer, raw, 1, no_names=True)
    turns = [NewTurn("Mevrouw belde.", "Coach", "coach"), NewTurn("Ja, hier.", "Moeder", "family")]
    for last in ("Ja, hier.", "Ja, hier ben ik."):
        revise(db, viewer, raw, [turns[0], replace(turns[1], text=last)], kind="corrected", engine="test", number=1)
    assert access.require_document(db, other, raw).number == 2
    assert [(one.guid, one.number, one.is_newer) for one in preparing.to_prepare(db, viewer)] == [(raw, 4, True)]
    with pytest.raises(Conflict, match="changed meanwhile"):
        preparing.declare_free_of_names(small.pilot, db, viewer, raw, 3)
    preparing.declare_free_of_names(small.pilot, db, viewer, raw, preparing.number_of(db, viewer, raw))
    assert access.require_document(db, other, raw).number == 5
    assert transcript(db, other, raw)["turns"][1]["text"] == "Ja, hier ben ik."
    assert preparing.to_prepare(db, viewer) == []


def test_a_name_in_the_title_is_pointed_out(small: SmallPilot, db: Database) -> None:
    """What stands above a text is read by everybody too."""
    register.set_family_name(small.pilot, db, small.operator(db), small.families["Berk"], "Vermeulen")
    guid = small.interview(db, kind="raw", turns=(NewTurn("Goed.", "Moeder", "family"),), title="Gesprek Vermeulen")
    viewer = replace(small.viewers["evaluator"], prepares=True)
    assert [(one.word, one.before) for one in preparing.names_in(small.pilot, db, viewer, guid)] == [
        ("Vermeulen", "Gesprek ")]
