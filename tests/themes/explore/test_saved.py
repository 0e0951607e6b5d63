"""Views that are kept: whose they are, what is kept of them, and that they never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from pilot.errors import BadInput, Conflict, NotFound
from themes.explore import saved

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_ones_own_and_what_is_shared(small: SmallPilot, db: Database) -> None:
    """A private view is seen by who made it, a shared one by all; only who made it takes it away."""
    one, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    own = saved.save_view(db, one, "  Terugval \n per gezin ", " Voor het overleg ", "explore",
                          {"view": "first", "by": "support", "password": "x", "site": ""}, shared=False)
    shared = saved.save_view(db, one, "Iedereen", "", "themes", {"voice": "coach", "view": "first"}, shared=True)
    mine = {view.guid: view for view in saved.saved_views(db, one)}
    assert (mine[own].name, mine[own].note, mine[own].by) == ("Terugval per gezin", "Voor het overleg", "")
    assert mine[own].address == "explore?by=support&view=first"
    assert mine[shared].address == "themes?voice=coach"
    assert [(view.guid, view.by) for view in saved.saved_views(db, other)] == [(shared, "evaluator 1")]
    with pytest.raises(NotFound):
        saved.remove_view(db, other, shared)
    saved.remove_view(db, one, shared)
    assert saved.saved_views(db, other) == []


def test_a_name_is_given_once(small: SmallPilot, db: Database) -> None:
    """A second view of one's own with a name is refused and the first stays; somebody else may use the name."""
    one, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    guid = saved.save_view(db, one, "Klik", "", "explore", {"view": "first"}, shared=True)
    with pytest.raises(Conflict, match="with this name"):
        saved.save_view(db, one, "Klik", "", "explore", {"view": "course"}, shared=True)
    saved.save_view(db, other, "Klik", "", "explore", {"view": "course"}, shared=True)
    assert [view.query for view in saved.saved_views(db, one) if view.guid == guid] == [{"view": "first"}]
    with pytest.raises(IntegrityError, match="immutable"):
        db.conn.execute("UPDATE saved_view SET name = 'Anders'")


@pytest.mark.parametrize(("name", "note", "page", "query"), [
    ("", "", "explore", {}), ("x" * 81, "", "explore", {}), ("Klik", "x" * 2_001, "explore", {}),
    ("Klik", "", "log", {}), ("Klik", "", "explore", {"voice": "moon"}),
    ("Klik", "", "explore", {"which": "x" * 5_000})])
def test_what_cannot_be_kept_is_one_sentence(
    small: SmallPilot, db: Database, name: str, note: str, page: str, query: dict[str, str],
) -> None:
    """Nothing is kept, and no event is written."""
    before = db.conn.execute("SELECT count(*) FROM event").fetchone()
    with pytest.raises(BadInput):
        saved.save_view(db, small.viewers["evaluator"], name, note, page, query, shared=True)
    assert db.conn.execute("SELECT count(*) FROM saved_view").fetchone() == (0,)
    assert db.conn.execute("SELECT count(*) FROM event").fetchone() == before
