"""Record sets: every table is claimed by the room that owns it, and what is said of it fits its columns."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.safety import closure
from pilot.safety.record_sets import KINDS, PILOT, REGISTER, Subject, modules, records, says
from pilot.store.files import open_pilot, open_register
from tests.test_house_tables import OWNERS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

OPENERS = {PILOT: open_pilot, REGISTER: open_register}


def _tables(db: Database) -> set[str]:
    return {row[0] for row in db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT GLOB '*sqlite_*'")}


@pytest.mark.parametrize("store", OPENERS)
@pytest.mark.slow
def test_every_table_is_claimed(store: str, tmp_path: Path) -> None:
    """A table that no room claims would keep what somebody asked to have erased: claim it in `records.py`."""
    with closing(OPENERS[store](tmp_path / "one.db", create=True)) as db:
        assert _tables(db) - {"event"} == {
            table for table, one in records().items() if one.store == store} - {"event"}


def test_rooms_claim_their_own() -> None:
    """Who writes a table says what becomes of it: the room of its owner, in its `records.py`."""
    for table in records():
        assert table in OWNERS
    for module in modules():
        for one in module.RECORDS:
            assert OWNERS[one.table].split("/")[0] == module.__name__.split(".")[0], one.table


@pytest.mark.slow
def test_what_is_said_of_columns_is_possible(tmp_path: Path) -> None:
    """Only a key that may be empty is emptied; what stays points to nothing that goes; rows have an order to go in."""
    with closing(open_pilot(tmp_path / "one.db", create=True)) as db:
        shape = closure.shape_of(db)
        for table, one in records().items():
            keys = {link.columns[0] for link in shape.links if link.table == table}
            assert {*one.blank, *one.takes} <= keys, table
            for column in one.blank:
                assert db.conn.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND NOT \"notnull\"",
                                       (table, column)).fetchone(), (table, column)
            assert bool(one.kept) + bool(one.takes or one.what or one.first) < 2, table
            if one.called:
                assert db.conn.execute(
                    "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, one.called)).fetchone(), table
        for link in shape.links:
            if closure.set_of(link.table).kept and link.columns[0] not in closure.set_of(link.table).blank:
                assert closure.set_of(link.parent).kept, link
        order = shape.order()
        assert order.index("turn") < order.index("document_version") < order.index("document") < order.index("story")


def test_nothing_goes_where_nothing_is_there(small: SmallPilot, db: Database) -> None:
    """A guid that is nobody's takes nothing along, whatever it is said to be."""
    small.interview(db)
    for kind in KINDS:
        gone = closure.find(db, small.pilot, Subject(kind, "00000000-0000-4000-8000-00000000dead"))
        assert not any(gone.rows.values()), kind


@pytest.mark.parametrize(("kept", "found"), [
    ('{"family": "a-1"}', True), ('{"a-1": 3}', True), ('["x", ["b,a-1"]]', True), ('{"family": "a-12"}', False),
    ('"a-1 of them"', False), ("{}", False), ("7", False)])
def test_a_guid_is_found_by_itself(kept: str, found: bool) -> None:
    """A word counts where it stands by itself, and not as a part of another."""
    assert says(kept, {"a-1"}) is found
