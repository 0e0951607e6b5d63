"""Asking again who it is, before what cannot be undone or leaves with names in it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pilot import access, clock
from pilot.accounts import again, pace, sittings
from pilot.door import USE_CASES, use_case
from pilot.errors import BadInput, ConfirmFirst, SlowDown
from pilot.store.files import open_server
from pilot.visit import visit
from tests.builder import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def server(small: SmallPilot) -> Iterator[Database]:
    """The file with accounts."""
    with closing(open_server(small.home.server_path)) as db:
        yield db


def _later(server: Database, minutes: float) -> None:
    """As if everybody had shown so many minutes earlier who she is."""
    at = clock.iso(clock.moment() - timedelta(minutes=minutes))
    server.conn.execute("UPDATE session SET confirmed_at = ?", (at,))
    server.conn.commit()


def test_for_some_minutes_after_signing_in_nobody_is_asked(server: Database, small: SmallPilot) -> None:
    """Then she is, until she gives her password."""
    token = sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1")
    with visit(token, small.home) as now:
        assert now.viewer.confirmed
        again.require(now.sitting)
    _later(server, sittings.CONFIRMED_MINUTES + 1)
    with visit(token, small.home) as now:
        assert not now.viewer.confirmed
        with pytest.raises(ConfirmFirst):
            again.require(now.sitting)
        again.confirm(server, now.sitting, PASSWORD)
    with visit(token, small.home) as now:
        assert now.viewer.confirmed


def test_a_sitting_is_asked_for_itself(server: Database) -> None:
    """Who shows it in one browser has not shown it in another."""
    here, there = (sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1") for _n in range(2))
    _later(server, 60)
    sitting = sittings.sitting(server, here)
    assert sitting
    again.confirm(server, sitting, PASSWORD)
    assert [found.confirmed for one in (here, there) if (found := sittings.sitting(server, one))] == [True, False]


def test_guessing_is_counted(server: Database) -> None:
    """Who finds an open screen cannot go on guessing; a right password then has to wait, too."""
    sitting = sittings.sitting(server, sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1"))
    assert sitting
    for _n in range(pace.FREE_FAILURES):
        with pytest.raises(BadInput):
            again.confirm(server, sitting, "iets anders")
    with pytest.raises(SlowDown):
        again.confirm(server, sitting, PASSWORD)


def test_the_door_asks(small: SmallPilot) -> None:
    """A use case that says so lets nobody through who showed it too long ago; the command line is never asked."""
    @use_case(anybody=True, again=True)
    def _leave(db: Database, viewer: Viewer) -> str:
        return viewer.label

    del USE_CASES[f"{_leave.__module__}.{_leave.__qualname__}"]
    with closing(small.open()) as db:
        coach = small.accounts["coach"]
        with pytest.raises(ConfirmFirst):
            _leave(db, access.viewer_for(db, coach, [access.Role.COACH], "proef"))
        assert _leave(db, access.viewer_for(db, coach, [access.Role.COACH], "proef", confirmed=True)) == "coach 1"
        assert _leave(db, small.operator(db)) == small.operator(db).label
