"""Codings as numbers: the same as reading them one by one, whatever changed since they were packed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.marks import packed
from pilot.store.files import open_pilot, write
from tests.coding.marks.one_by_one import Judgement, as_rows, one_by_one
from tests.themes.told import AT, Doc, Mark, Told, fill, text_of
from tests.waiting import LIMIT_S
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

DOCS, CODES = 3, ("a", "b")
LAYERS = ("coder", "consensus")


def stored(db: Database) -> set[int]:
    """The documents whose codings lie in the file as numbers."""
    return {row[0] for row in db.conn.execute("SELECT document_id FROM coding_packed")}


@pytest.fixture
def coded(small: SmallPilot, db: Database) -> Database:
    """Three texts with codings of two coders."""
    marks = [Mark(doc, code, by, 5 * by, 12 + doc) for doc in range(DOCS) for code in CODES for by in (0, 1)]
    with write(db):
        db.conn.execute("PRAGMA defer_foreign_keys = ON")
        fill(db, Told(docs=[Doc(0, "2020-03-01")] * DOCS, marks=marks))
    return db


def _newer(db: Database, document: int) -> None:
    """A version of the same words, as an editor stores one, that is read from now on; nothing has a place in it yet."""
    last, = db.conn.execute("SELECT max(number) FROM document_version WHERE document_id = ?", (document,)).fetchone()
    db.conn.execute(
        "INSERT INTO document_version(guid, document_id, number, kind, text, sha256, engine, created_at)"
        " SELECT ?, document_id, ?, 'deidentified', text, sha256, 'test', created_at FROM document_version"
        " WHERE document_id = ? AND number = ?", (f"{document}.{last + 1}", last + 1, document, last))


def _change(db: Database, what: str, coding: int, span: tuple[int, int]) -> None:
    """Change one thing of one coding, as the rooms do it."""
    document, = db.conn.execute("SELECT document_id FROM coding WHERE coding_id = ?", (coding,)).fetchone()
    reads, = db.conn.execute("SELECT read_version_id FROM document WHERE document_id = ?", (document,)).fetchone()
    sets = {"retract": f"retracted_at = '{AT}'", "restore": "retracted_at = NULL", "sign": "sign = '±'",
            "recode": "code_id = (SELECT code_id FROM code WHERE key = 'b')", "layer": "layer = 'consensus'",
            "coder": "coder_id = 101"}
    if what in sets:
        db.conn.execute(f"UPDATE coding SET {sets[what]} WHERE coding_id = ?", (coding,))
    elif what == "version":
        _newer(db, document)
    elif what == "forget":
        db.conn.execute("DELETE FROM coding_place WHERE coding_id = ? AND version_id = ?", (coding, reads))
    else:
        how = How(what)
        places.put(db, coding, reads, span if how in places.PLACED else None, how, text=text_of(document - 1))


CHANGES = ("retract", "restore", "sign", "recode", "layer", "coder", "version", "forget", "moved", "carried",
           "undecided", "gone", "whole")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(
    st.sampled_from(CHANGES), st.integers(0, 4 * DOCS - 1),
    st.tuples(st.integers(0, 25), st.integers(1, 5)).map(lambda one: (one[0], one[0] + one[1]))), max_size=6))
@pytest.mark.slow
def test_numbers_are_never_old(coded: Database, changes: list[tuple[str, int, tuple[int, int]]]) -> None:
    """After any change the codings in a layer are those that reading them one by one gives, and only what changed is
    made anew. What an earlier example left is where the next begins."""
    documents = [n + 1 for n in range(DOCS)]
    codings = [row[0] for row in coded.conn.execute("SELECT coding_id FROM coding ORDER BY coding_id")]
    for what, which, span in changes:
        for layer in LAYERS:
            assert as_rows(packed.packed(coded, documents, layer=layer)) == one_by_one(coded, documents, layer)
        assert stored(coded) == set(documents)
        with write(coded):
            _change(coded, what, codings[which], span)
        changed = coded.conn.execute(
            "SELECT document_id FROM coding WHERE coding_id = ?", (codings[which],)).fetchone()[0]
        assert stored(coded) >= set(documents) - {changed}
    for layer in LAYERS:
        assert as_rows(packed.packed(coded, documents, layer=layer)) == one_by_one(coded, documents, layer)


def test_some_documents_codes_and_coders(coded: Database) -> None:
    """Whoever asks for less gets what is in that, in reading order within a code."""
    every = one_by_one(coded, [1, 2, 3], "coder")
    code, = coded.conn.execute("SELECT code_id FROM code WHERE key = 'b'").fetchone()
    assert as_rows(packed.packed(coded, [2], layer="coder")) == [one for one in every if one[0] == 2]
    assert as_rows(packed.packed(coded, [1, 2, 3], layer="coder", codes=np.array([code]))) == [
        one for one in every if one[2] == code]
    assert as_rows(packed.packed(coded, [1, 2, 3], layer="coder", coder=101)) == [one for one in every if one[3] == 101]
    assert as_rows(packed.packed(coded, [], layer="coder")) == []
    found = packed.packed(coded, [3, 1], layer="coder")
    order = np.lexsort((found.end, found.start, found.code, found.version, found.document))
    assert order.tolist() == list(range(8))


def test_a_text_without_codings_is_packed_too(coded: Database) -> None:
    """So that it is not looked for again; and its first coding is seen."""
    with write(coded):
        coded.conn.execute(f"UPDATE coding SET retracted_at = '{AT}' WHERE document_id = 2")
    assert as_rows(packed.packed(coded, [2], layer="coder")) == []
    assert stored(coded) == {2}
    with write(coded):
        coded.conn.execute("UPDATE coding SET retracted_at = NULL WHERE document_id = 2")
    assert len(packed.packed(coded, [2], layer="coder").code) == 4


def test_who_counts_waits_for_nobody(coded: Database) -> None:
    """While somebody else writes, and within a moment that is being read, the answer is the same; nothing is kept."""
    expected = one_by_one(coded, [1, 2, 3], "coder")
    path = Path(coded.conn.execute("PRAGMA database_list").fetchone()[2])
    found: list[list[Judgement]] = []

    def count() -> None:
        with_own = open_pilot(path)
        found.append(as_rows(packed.packed(with_own, [1, 2, 3], layer="coder")))
        with_own.close()

    with write(coded):
        found.append(as_rows(packed.packed(coded, [1, 2, 3], layer="coder")))
        counting = threading.Thread(target=count)
        counting.start()
        counting.join(LIMIT_S)
        assert not counting.is_alive()
    assert found == [expected, expected]
    assert stored(coded) == set()


def test_a_document_that_goes_takes_its_numbers_along(coded: Database) -> None:
    """They hold no document back that is erased, and are not left behind."""
    packed.packed(coded, [1, 2, 3], layer="coder")
    with write(coded):
        coded.conn.execute("PRAGMA defer_foreign_keys = ON")
        for table in ("coding_place", "coding", "turn", "passage", "document_version"):
            whose = "version_id IN (SELECT version_id FROM document_version WHERE document_id = 3)"
            own = table in ("coding", "document_version")
            coded.conn.execute(f"DELETE FROM {table} WHERE {'document_id = 3' if own else whose}")
        coded.conn.execute("DELETE FROM document WHERE document_id = 3")
    assert stored(coded) == {1, 2}


def test_more_codes_than_the_numbers_hold(coded: Database) -> None:
    """Nothing is counted rather than counted wrongly."""
    with write(coded):
        coded.conn.execute("INSERT INTO code(code_id, guid, key) VALUES (65536, 'much', 'much')")
    with pytest.raises(OverflowError):
        packed.packed(coded, [1], layer="coder")
