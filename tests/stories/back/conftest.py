"""A conversation of a family with a passage that goes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from stories.back import asking, preparing
from tests.quoted import END, START

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


class Back(NamedTuple):
    """What goes back to Es: guid, its document, the guid of its one passage; the coach of Es does it."""

    guid: str
    document: str
    passage: str
    coach: Viewer


def passages(db: Database, guid: str) -> list[str]:
    """Guids of the passages in it, in the order they were chosen."""
    return [row[0] for row in db.conn.execute(
        "SELECT p.guid FROM giving_back_passage g JOIN passage p USING (passage_id) JOIN giving_back b"
        " USING (giving_back_id) WHERE b.guid = ? ORDER BY p.passage_id", (guid,))]


@pytest.fixture
def back(small: SmallPilot, db: Database) -> Back:
    """An evaluator chose a passage of what the mother said; her coach sits down with her."""
    document = small.interview(db, "Es")
    coach = small.viewers["coach2"]
    guid = preparing.begin(db, coach, small.families["Es"])
    preparing.choose(db, small.viewers["evaluator"], guid, document, [(START, END)])
    asking.sit(db, coach, guid, "2021-06-01", "together", [small.persons["Es moeder"]])
    return Back(guid, document, passages(db, guid)[0], coach)
