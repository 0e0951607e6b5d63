"""Another pseudonym for a family: everywhere it is shown, in both files or in neither, and honest about the texts."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput, Conflict
from pilot.families import people, register
from pilot.store.files import write
from texts.documents import NewTurn, documents
from texts.renaming import rename_family

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_a_family_and_all_that_bears_its_name(small: SmallPilot, db: Database) -> None:
    """Its people, its titles and the register follow; another family and words that only contain it do not."""
    admin, guid = small.viewers["admin"], small.families["Berk"]
    register.set_family_name(small.pilot, db, admin, guid, "Vandersteen")
    register.set_person_name(small.pilot, db, admin, small.persons["Berk moeder"], "Anna Vandersteen")
    small.interview(db)
    with write(db):
        db.conn.execute("UPDATE document SET title = 'Berk over de Berkenlaan'")
    rename_family(small.pilot, db, admin, guid, " Vlier ")
    assert {f.pseudonym for f in people.families(db, admin)} == {"Vlier", "Es"}
    assert "Moeder Vlier" in {p.pseudonym for p in people.persons(db, admin, guid)}
    assert "Moeder Es" in {p.pseudonym for p in people.persons(db, admin, small.families["Es"])}
    assert [d.title for d in documents(db, small.viewers["evaluator"])] == ["Vlier over de Berkenlaan"]
    assert {(row.pseudonym, row.name) for row in register.names(small.pilot, db, admin)} == {
        ("Vlier", "Vandersteen"), ("Moeder Vlier", "Anna Vandersteen")}


def test_texts_that_still_have_it_are_counted(small: SmallPilot, db: Database) -> None:
    """A text is never changed behind anybody's back; how many still have the old name is said."""
    small.interview(db, turns=(NewTurn("Bij de familie Berk thuis.", "Coach", "coach"),))
    small.interview(db, turns=(NewTurn("Onder de berken in de tuin.", "Coach", "coach"),))
    assert rename_family(small.pilot, db, small.viewers["admin"], small.families["Berk"], "Vlier") == 1
    assert db.conn.execute("SELECT count(*) FROM document_version WHERE text LIKE '%Berk thuis%'").fetchone() == (1,)


def test_its_own_name_in_other_capitals(small: SmallPilot, db: Database) -> None:
    """A family may keep its name and change only how it is written."""
    rename_family(small.pilot, db, small.viewers["admin"], small.families["Berk"], "BERK")
    assert "Moeder BERK" in {p.pseudonym for p in people.persons(db, small.viewers["admin"], small.families["Berk"])}


@pytest.mark.parametrize(("name", "fault"), [("es", Conflict), ("  ", BadInput)])
def test_a_name_that_cannot_be(small: SmallPilot, db: Database, name: str, fault: type[Exception]) -> None:
    """Taken or empty: one sentence, nothing changed."""
    with pytest.raises(fault):
        rename_family(small.pilot, db, small.viewers["admin"], small.families["Berk"], name)
    assert {f.pseudonym for f in people.families(db, small.viewers["admin"])} == {"Berk", "Es"}


def test_in_both_files_or_in_neither(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the register cannot be written the pilot stays as it was."""
    monkeypatch.setattr(
        "pilot.families.renaming.open_register", lambda *_a, **_k: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        rename_family(small.pilot, db, small.viewers["admin"], small.families["Berk"], "Vlier")
    with closing(small.open()) as other:
        assert {f.pseudonym for f in people.families(other, small.viewers["admin"])} == {"Berk", "Es"}
