"""What a model is told to expect: the register's names and words, and what people put right."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.errors import NotAllowed
from pilot.families import hotwords, register

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_the_most_useful_first(small: SmallPilot, db: Database) -> None:
    """What was put right twice, names in parts and whole, the lexicon, what was put right once; nothing of others."""
    admin, boss = small.viewers["admin"], small.operator(db)
    viewer = small.prepares(db)
    register.set_person_name(small.pilot, db, boss, small.persons["Berk moeder"], "Ilona Hazeveld")
    register.set_person_name(small.pilot, db, boss, small.persons["Es moeder"], "Greetje Ander")
    register.add_word(small.pilot, db, admin, "Hazeweg", "address", "[straat]", small.families["Berk"])
    register.add_word(small.pilot, db, admin, "0611111111", "phone", "[nummer]", small.families["Berk"])
    guid = small.interview(db, kind="raw")
    assert hotwords.learn(small.pilot, db, viewer, guid, ["Kentalis", "Kentalis", "Yorneo", "", "x", "y" * 61]) == 2
    assert hotwords.learn(small.pilot, db, viewer, guid, ["Kentalis"]) == 1
    assert hotwords.expected(small.pilot, small.families["Berk"]) == [
        "Kentalis", "Ilona", "Hazeveld", "Ilona Hazeveld", "Hazeweg", "Yorneo"]
    assert hotwords.expected(small.pilot, small.families["Es"]) == ["Greetje", "Ander", "Greetje Ander"]


def test_who_teaches_it_and_what_is_recorded(small: SmallPilot, db: Database) -> None:
    """Only who prepares texts; the event names the document and no word, and none stands in the pilot's file."""
    guid = small.interview(db, kind="raw")
    with pytest.raises(NotAllowed):
        hotwords.learn(small.pilot, db, small.viewers["evaluator2"], guid, ["Kentalis"])
    viewer = small.prepares(db)
    assert hotwords.learn(small.pilot, db, viewer, guid, ["?"]) == 0
    hotwords.learn(small.pilot, db, viewer, guid, ["Kentalis"])
    assert db.conn.execute("SELECT subject, subject_guid FROM event WHERE verb = 'learned'").fetchall() == [
        ("word", guid)]
    with closing(small.open()):
        assert b"Kentalis" not in small.pilot.db_path.read_bytes()
