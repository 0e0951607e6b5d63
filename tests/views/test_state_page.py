"""The page that says what is wrong, and the list of the first day."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest

from jobs import state as of_jobs
from pilot import clock
from pilot.access import Role
from pilot.running import first_day, state
from pilot.store import keys
from pilot.store.files import write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


class Usage(NamedTuple):
    """What a disk says of itself, in bytes."""

    total: int
    used: int
    free: int


def said(small: SmallPilot, db: Database) -> set[str]:
    """The first words of what is wrong."""
    found = state.found(small.home, small.pilot, db, small.viewers["admin"])
    assert found == sorted(found, key=lambda one: one.soon)
    return {" ".join(one.said.split()[:4]) for one in found}


def test_each_fault_is_told_and_gone_when_it_is_mended(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room, encryption, backup, the clock, the only administrator: told while it is so, and no longer."""
    with closing(small.open()) as db:
        at_first = said(small, db)
        assert {"What lies on the", "No backup was ever", "You are the only", "Nobody may prepare texts,"} <= at_first
        assert "There is {free} GB" not in at_first
        with monkeypatch.context() as patch:
            patch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 0, 10**8))
            assert "There is {free} GB" in said(small, db)
        with monkeypatch.context() as patch:
            patch.setattr(clock, "moment", lambda: datetime(2001, 1, 1, tzinfo=UTC))
            assert "The clock of the" in said(small, db)
        with monkeypatch.context() as patch:
            patch.setattr(keys, "kept", lambda folder: b"{}")
            assert "What lies on the" not in said(small, db)
        small.with_roles(db, "evaluator", Role.EVALUATOR, Role.ADMIN)
        assert "You are the only" not in said(small, db)


def test_failed_and_waiting_tasks(small: SmallPilot) -> None:
    """What failed this week and what nobody does is counted; what waits for a moment is not."""
    with closing(small.open()) as db:
        viewer = small.viewers["admin"]
        assert of_jobs.found(small.home, db, viewer) == []
        with write(db):
            for n, (state_, at) in enumerate((("failed", clock.now()), ("failed", "2020-01-01T00:00:00.000Z"),
                                             ("queued", clock.now()), ("queued", "2020-01-01T00:00:00.000Z"))):
                db.conn.execute("INSERT INTO job(guid, kind, input_key, state, created_at, finished_at)"
                                " VALUES (?, 'x', ?, ?, ?, ?)", (str(n), str(n), state_, at, at))
        assert [one.values["n"] for one in of_jobs.found(small.home, db, viewer)] == [1, 1]


def test_the_first_day_knows_what_is_done(small: SmallPilot) -> None:
    """Families and coaches are there in the small pilot; consent, letters and a backup are not."""
    with closing(small.open()) as db:
        steps = {one.address + one.said[:8]: one.done
                 for one in first_day.steps(small.home, small.pilot, db, small.viewers["admin"])}
    assert steps["/familiesAdd the "]
    assert steps["/familiesGive eac"]
    assert not steps["/backupsMake a b"]
    assert not steps["/settingsFill in "]
