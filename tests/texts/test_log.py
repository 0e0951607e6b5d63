"""The log: every event in words, filtered by who, what and when, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli import ROOMS
from pilot.door import USE_CASES, open_all
from pilot.errors import NotAllowed
from texts import documents, log

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

def test_every_verb_of_the_program_has_words() -> None:
    """Whatever a use case records is said in a sentence; no verb or subject of the record itself is shown."""
    open_all(ROOMS)
    found = {event for one in USE_CASES.values() for event in one.events}
    assert len(found) > 40
    assert {verb for verb, _subject in found} <= set(log.VERBS)
    assert {subject for _verb, subject in found} <= set(log.SUBJECTS)
    assert {kind for kind, _words in log.VERBS.values()} == set(log.KINDS)


def test_who_did_what(small: SmallPilot, db: Database) -> None:
    """Newest first, with the title where there is one; filtered by person and by kind."""
    guid = small.interview(db)
    documents.transcript(db, small.viewers["evaluator"], guid)
    rows, total = log.log(db, small.viewers["admin"], log.Asked(kind="read"))
    assert total == 1
    assert (rows[0].who, rows[0].verb, rows[0].subject, rows[0].called) == (
        "evaluator 1", "opened", "a text", "Gesprek · Berk")
    mine = log.Asked(who=small.viewers["evaluator"].account_guid)
    assert {row.who for row in log.log(db, small.viewers["admin"], mine)[0]} == {"evaluator 1"}
    everything, all_of_them = log.log(db, small.viewers["admin"], log.Asked())
    assert [row.number for row in everything] == sorted((row.number for row in everything), reverse=True)
    assert all_of_them == db.conn.execute("SELECT count(*) FROM event").fetchone()[0]


def test_a_day_is_the_pilots(small: SmallPilot, db: Database, clock_at: Callable[[str], None]) -> None:
    """What happens after midnight at home belongs to that day."""
    clock_at("2022-03-01T23:30:00Z")
    documents.transcript(db, small.viewers["evaluator"], small.interview(db))
    rows, _total = log.log(db, small.viewers["admin"], log.Asked(kind="read", from_on="2022-03-02"))
    assert [(row.day, row.clock) for row in rows] == [("2022-03-02", "00:30")]
    assert log.log(db, small.viewers["admin"], log.Asked(kind="read", until_on="2022-03-01"))[1] == 0


@pytest.mark.parametrize("who", ["coach", "evaluator", "steering"])
def test_only_admins_see_it(small: SmallPilot, db: Database, who: str) -> None:
    """Nobody else learns who did what."""
    with pytest.raises(NotAllowed):
        log.log(db, small.viewers[who], log.Asked())
    with pytest.raises(NotAllowed):
        log.people(db, small.viewers[who])
