"""Memos: kept with what they are on, read by who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.memos import memos
from pilot.errors import NotAllowed
from pilot.store.files import new_guid, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

AT = "2022-01-01T10:00:00.000Z"


def test_private_ones_are_their_authors(small: SmallPilot, db: Database) -> None:
    """Shared ones are everybody's who codes, private ones one's own; the command line reads no private one."""
    one, two = small.viewers["evaluator"], small.viewers["evaluator2"]
    with write(db):
        for title, is_private in (("gedeeld", False), ("geheim", True)):
            memos.add(db, new_guid(), one.user_id, title, "tekst", is_private=is_private, created_at=AT)
    assert {memo.title for memo in memos.memos(db, one)} == {"gedeeld", "geheim"}
    assert {memo.title for memo in memos.memos(db, two)} == {"gedeeld"}
    assert {memo.title for memo in memos.memos(db, small.operator(db))} == {"gedeeld"}
    with pytest.raises(NotAllowed):
        memos.memos(db, small.viewers["coach"])


def test_on_several_things(small: SmallPilot, db: Database) -> None:
    """A memo can be on several, also on another memo, and on nothing: then it is the project's or the journal's."""
    author = small.viewers["evaluator"].user_id
    family = db.conn.execute("SELECT family_id FROM family WHERE pseudonym = 'Berk'").fetchone()[0]
    document = db.conn.execute("SELECT document_id FROM document WHERE guid = ?", (small.interview(db),)).fetchone()[0]
    on = (("family_id", family), ("document_id", document))
    with write(db):
        first = memos.add(db, new_guid(), author, "a", "tekst", created_at=AT, on=on)
        memos.add(db, new_guid(), author, "b", "tekst", created_at=AT, on=[("other_id", first)], changed_at=AT)
        memos.add(db, new_guid(), author, "c", "tekst", created_at=AT, journal_on="2022-01-01")
    found = {memo.title: memo for memo in memos.memos(db, small.viewers["evaluator"])}
    assert found["a"].on == on
    assert found["a"].author == small.accounts["evaluator"]
    assert (found["b"].on, found["b"].changed_at) == ((("other_id", first),), AT)
    assert (found["c"].on, found["c"].journal_on) == ((), "2022-01-01")


def test_the_store_keeps_them_whole(small: SmallPilot, db: Database) -> None:
    """A memo is on one thing at a time per row, not on itself, and on nothing we do not know."""
    author = small.viewers["evaluator"].user_id
    with write(db):
        memo = memos.add(db, new_guid(), author, "a", "tekst", created_at=AT)
    with pytest.raises(sqlite3.IntegrityError), write(db):
        memos.put_on(db, memo, [("other_id", memo)])
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.conn.execute("INSERT INTO memo_on(memo_id) VALUES (?)", (memo,))
    with pytest.raises(ValueError), write(db):
        memos.put_on(db, memo, [("wave_id", 1)])
