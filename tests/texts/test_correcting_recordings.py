"""Changing what is known of a recording without a text: each field, consent of who is new, one with a text refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pilot.errors import AskFirst, BadInput, RodeDraadError
from pilot.families import consent, people
from pilot.store.files import write
from tests.dump import dump
from tests.web.rights_table import add_recording
from texts.correcting_recordings import Facts, change, facts
from texts.documents import NewDocument, NewTurn, add_document

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def guid(small: SmallPilot, db: Database) -> str:
    """A recording of the mother of Berk."""
    return add_recording(small, db, "family", "Berk moeder")


def changed(small: SmallPilot, db: Database, guid: str, sure: tuple[str, ...] = (), **fields: Any) -> Facts:
    """The second evaluator changes some fields; returns what is known afterwards."""
    viewer = small.viewers["evaluator2"]
    change(db, viewer, guid, replace(facts(db, viewer, guid), **fields), sure=sure)
    return facts(db, viewer, guid)


def test_each_field(small: SmallPilot, db: Database, guid: str) -> None:
    """Date, voice and who is heard change, what is not named stays, and the log tells who did it."""
    mother = small.persons["Berk moeder"]
    known = facts(db, small.viewers["evaluator"], guid)
    assert known == Facts(small.families["Berk"], "family", "2021-03-04", (mother,))
    assert changed(small, db, guid, recorded_on="2021-04-05").recorded_on == "2021-04-05"
    both = changed(small, db, guid, persons=(mother, small.persons["coach"]))
    assert set(both.persons) == {mother, small.persons["coach"]}
    assert changed(small, db, guid, voice="coach").voice == "coach"
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'changed' AND subject = 'recording'"
                           ).fetchone() == (3,)


def test_another_family(small: SmallPilot, db: Database, guid: str) -> None:
    """Only with somebody of that family, who consents to being recorded."""
    with pytest.raises(BadInput):
        changed(small, db, guid, family=small.families["Es"])
    moved = changed(small, db, guid, family=small.families["Es"], persons=(small.persons["Es moeder"],))
    assert (moved.family, moved.persons) == (small.families["Es"], (small.persons["Es moeder"],))


def test_consent_of_who_is_new(small: SmallPilot, db: Database, guid: str) -> None:
    """Who never consented is not added, and the one it hangs on is not taken away."""
    father = people.add_person(db, small.operator(db), kind="parent", role="vader", pseudonym="Vader Berk",
                               family_guid=small.families["Berk"])
    mother = small.persons["Berk moeder"]
    with pytest.raises(BadInput):
        changed(small, db, guid, persons=(mother, father))
    with pytest.raises(BadInput):
        changed(small, db, guid, voice="coach", persons=(small.persons["coach"],))
    consent.give(db, small.operator(db), father, ["record"], "2020-01-15")
    assert set(changed(small, db, guid, persons=(mother, father)).persons) == {mother, father}


def test_what_is_refused_changes_nothing(small: SmallPilot, db: Database, guid: str) -> None:
    """Nothing new, a date to come, an early one that is not sure, or somebody without the right."""
    before = list(dump(db.conn))
    wrong: tuple[dict[str, Any], ...] = ({}, {"recorded_on": "2999-01-01"}, {"voice": "robot"})
    for fields in wrong:
        with pytest.raises(BadInput):
            changed(small, db, guid, **fields)
    with pytest.raises(AskFirst):
        changed(small, db, guid, recorded_on="2001-01-01")
    for name in ("coach", "admin", "steering"):
        with pytest.raises(RodeDraadError):
            change(db, small.viewers[name], guid, Facts(small.families["Berk"], "family", "2021-05-01", ()))
    assert list(dump(db.conn)) == before
    assert changed(small, db, guid, sure=("2001-01-01",), recorded_on="2001-01-01").recorded_on == "2001-01-01"


def test_one_with_a_text_is_changed_there(small: SmallPilot, db: Database, guid: str) -> None:
    """The sentence says where."""
    (number,) = db.conn.execute("SELECT recording_id FROM recording WHERE guid = ?", (guid,)).fetchone()
    new = NewDocument(small.families["Berk"], "interview", "family", "Gesprek", "2021-03-04",
                      persons=(small.persons["Berk moeder"],), recording_id=number)
    with write(db):
        add_document(db, small.operator(db), new, [NewTurn("Ja.")], version_kind="raw", engine="test")
    with pytest.raises(BadInput, match="change it there"):
        facts(db, small.viewers["evaluator2"], guid)
