"""What was said of a file that waits: kept by revision, one's own, gone with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput, Conflict, NotFound
from texts.intake import drafts, uploads
from texts.intake.drafts import Draft, keep, kept

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def guid(small: SmallPilot, db: Database) -> str:
    """A file of the evaluator that is on its way in."""
    return uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 10).guid


def test_kept_until_it_is_cleared_away(small: SmallPilot, db: Database, guid: str) -> None:
    """The last that was said stands there; with the file it goes."""
    viewer = small.viewers["evaluator"]
    assert kept(db, viewer) == {guid: Draft(0, {})}
    assert keep(db, viewer, guid, 0, {"title": "Eén"}) == 1
    assert keep(db, viewer, guid, 1, {"title": "Twee"}) == 2
    assert kept(db, viewer) == {guid: Draft(2, {"title": "Twee"})}
    uploads.discard(small.pilot, db, viewer, guid)
    assert kept(db, viewer) == {}


def test_the_later_tab_is_told(small: SmallPilot, db: Database, guid: str) -> None:
    """What was made from something older does not overwrite what another tab kept since."""
    viewer = small.viewers["evaluator"]
    keep(db, viewer, guid, 0, {"title": "Eén"})
    with pytest.raises(Conflict, match="another tab"):
        keep(db, viewer, guid, 0, {"title": "Ander"})
    assert kept(db, viewer)[guid].said == {"title": "Eén"}


def test_it_is_ones_own(small: SmallPilot, db: Database, guid: str) -> None:
    """Somebody else sees nothing of it and keeps nothing in it."""
    with pytest.raises(NotFound):
        keep(db, small.viewers["evaluator2"], guid, 0, {})
    assert kept(db, small.viewers["evaluator2"]) == {}


def test_it_is_bounded(small: SmallPilot, db: Database, guid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than anybody sets right is refused, and nothing changes."""
    monkeypatch.setattr(drafts, "LIMIT_CHARS", 100)
    with pytest.raises(BadInput):
        keep(db, small.viewers["evaluator"], guid, 0, {"title": "x" * 100})
    assert kept(db, small.viewers["evaluator"])[guid].revision == 0
