"""Erasing everybody in a pilot that has one of everything: nothing of anybody is left in any table."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.safety import erasing
from pilot.safety.backup import check_store
from pilot.safety.record_sets import ACCOUNT, FAMILY, PERSON, PILOT, Subject, records
from pilot.store import migrations

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.rights.scene import Scene

# What stays, for it is of nobody who was erased.
STAYS = {
    "person": "coaches, by pseudonym and without an account", "consent": "of coaches, for what they tell themselves",
    "working_time": "of coaches", "job": "tasks about no text or person", "memo": "of the team, about the project",
    "aim_evidence": "in the team's own words", "referral": "of nobody who came to be a family",
}


@pytest.mark.slow
def test_nobody_is_left(everything: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once all families, people and accounts but one were erased, only what says why it stays has rows."""
    monkeypatch.setenv("RODE_DRAAD_HOME", str(tmp_path / "home"))
    scene = everything.copy(tmp_path / "home")
    small = scene.small
    with closing(small.open()) as db:
        boss = small.operator(db)
        filled = _filled(db)
        for kind in (FAMILY, PERSON):
            for (guid,) in db.conn.execute(f"SELECT guid FROM {kind}").fetchall():
                if db.conn.execute(f"SELECT 1 FROM {kind} WHERE guid = ?", (guid,)).fetchone():
                    erasing.at_once(small.home, small.pilot, db, boss, Subject(kind, guid), "asked")
        for name in small.accounts.keys() - {"admin", "elders"}:
            erasing.at_once(small.home, small.pilot, db, boss, Subject(ACCOUNT, small.accounts[name]), "asked")
        left = _filled(db)
        assert left == set(STAYS)
        assert len(filled) > 60
        assert check_store(db, migrations.PILOT) == []


def _filled(db: Database) -> set[str]:
    """Tables of the pilot file with rows, but for those that say why their rows stay."""
    return {table for table, one in records().items() if one.store == PILOT and not one.kept
            and db.conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()}
