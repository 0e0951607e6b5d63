"""A backup by the plan: when, where, proven, copied, rotated, tried out, and before an upgrade."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli import cli
from jobs import queue, regular
from jobs.worker import Worker
from pilot import clock
from pilot.accounts import accounts
from pilot.config import Home
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.safety import backup, made, making, places, plan, recovering, restore, rotation, standing, upgrade
from pilot.safety.plan import Plan
from pilot.store import keys, large_files, pool
from pilot.store.files import new_guid, open_pilot, open_register, open_server, write
from tests.builder import copy_of
from tests.old_home import OLD_HOMES, dump, load

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

NIGHTLY = Plan(True, "02:30", "Europe/Amsterdam", plan.USUAL)
KEPT = rotation.Rotation(2, 0, 0)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
       st.times().map(lambda at: f"{at:%H:%M}"), st.sampled_from(["Europe/Amsterdam", "America/Caracas", "UTC"]))
@pytest.mark.slow
def test_it_is_due_once_a_day(now: datetime, at: str, zone: str) -> None:
    """The last planned moment is at most a day and an hour (of summer time) ago; made after it nothing is due."""
    wanted = Plan(True, at, zone, plan.USUAL)
    moment = plan.last_planned(wanted, now)
    assert timedelta(0) <= now - moment <= timedelta(hours=25)
    assert plan.is_due(wanted, None, False, now)
    assert not plan.is_due(wanted, moment, False, now)
    assert plan.is_due(wanted, moment - timedelta(minutes=1), False, now)
    assert plan.is_due(wanted, now - timedelta(hours=1), True, now)


@pytest.mark.slow
def test_a_backup_by_the_plan(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """It is whole, copied letter for letter, noted, and the page tells of it; old ones are gone in both places."""
    second = tmp_path / "second"
    second.mkdir()
    plan.set_places(small.home, None, second)
    plan.keep(small.home, Plan(True, "02:30", "Europe/Amsterdam", KEPT, "", str(second)))
    first = making.make(small.home, made.PLANNED)
    assert (second / first.name).read_bytes() == first.read_bytes()
    assert {path.stat().st_mode & 0o077 for path in (first, second / first.name, first.parent)} == {0}
    for days in range(1, 5):
        for folder in (first.parent, second):
            shutil.copy(first, folder / places.name(clock.moment() - timedelta(days=days), upgrade=False, sealed=False))
    last = _later(small, made.ASKED)
    for folder in (first.parent, second):
        assert len(places.lying(folder)) == 2
        assert places.lying(folder)[0].path.name == last.name
    found = standing.standing(small.home, db, small.viewers["admin"])
    assert ([one.why for one in found.made], found.warnings) == (["asked", "planned"], [])
    assert found.made[0].second == "copied"
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'backed up'").fetchone() == (2,)
    assert backup.check(restore.restore(last, tmp_path / "again")) == []


def _later(small: SmallPilot, why: str) -> Path:
    """Another backup, a second later: two in one have one name."""
    at = clock.moment() + timedelta(seconds=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "moment", lambda: at)
        return making.make(small.home, why)


@pytest.mark.slow
def test_a_second_place_that_is_away(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """The backup is whole all the same, and an administrator is warned until it is there again."""
    second = tmp_path / "disk"
    second.mkdir()
    plan.set_places(small.home, None, second)
    second.rmdir()
    making.make(small.home, made.ASKED)
    said = standing.warnings(small.home, db, small.viewers["admin"])
    assert said == [f"The last backup was not copied to the second place: The second place is not there: {second}."]
    second.mkdir()
    _later(small, made.ASKED)
    assert standing.warnings(small.home, db, small.viewers["admin"]) == []


@pytest.mark.slow
def test_a_damaged_store_makes_no_backup(small: SmallPilot, db: Database) -> None:
    """It is told, nothing lies there that looks like a backup, and the whole one of before stays."""
    whole = making.make(small.home, made.ASKED)
    plan.keep(small.home, Plan(True, "02:30", "UTC", rotation.Rotation(1, 0, 0)))
    register = small.pilot.register_path
    content = bytearray(register.read_bytes())
    content[8192:12288] = os.urandom(4096)
    register.write_bytes(content)
    with pytest.raises(BadInput, match="damaged|not a whole"):
        _later(small, made.PLANNED)
    assert [one.path for one in places.lying(whole.parent)] == [whole]
    assert [path.name for path in whole.parent.iterdir()] == [whole.name]
    (said,) = standing.warnings(small.home, db, small.viewers["admin"])
    assert said.startswith("The last backup failed: ")


@pytest.mark.slow
def test_a_drill(small: SmallPilot, db: Database) -> None:
    """The newest comes back in a temporary place that is gone afterwards; a changed one does not, and says so."""
    with pytest.raises(NotFound, match="no backup yet"):
        making.drill(small.home)
    small.interview(db)
    whole = making.make(small.home, made.ASKED)
    tried = making.drill(small.home)
    assert (tried.whole, tried.stores, tried.texts, tried.sounds) == (True, 3, 1, 0)
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 255
    whole.write_bytes(content)
    assert "not a whole backup" in making.drill(small.home).fault
    assert [path.name for path in whole.parent.iterdir()] == [whole.name]


@pytest.mark.slow
def test_the_clock_asks_once(small: SmallPilot, db: Database) -> None:
    """Off in a demo; on, one is asked for when it is time and done by the worker; after one that failed in an hour."""
    at = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert not regular.ask_when_due(small.home, at)
    with closing(open_server(small.home.server_path)) as server:
        accounts.add(server, "anna", "een lang wachtwoord")
    assert plan.plan(small.home) == NIGHTLY
    assert regular.ask_when_due(small.home, at)
    assert not regular.ask_when_due(small.home, at)  # one waits
    from cli import HANDLERS, SHORT

    Worker(small.home, HANDLERS, short=SHORT, idle_s=0, clock=regular.ask_when_due).run()
    (one,) = queue.jobs(db, small.operator(db))
    assert (one.state, one.error, made.newest(small.home)[0].why) == ("done", "", "planned")
    now = clock.moment()
    assert not regular.ask_when_due(small.home, now)
    earlier = f"{now - timedelta(hours=1):%H:%M}"  # whatever the hour is, the next by the plan is far
    plan.keep(small.home, replace(NIGHTLY, at=earlier, zone="UTC"))
    made.note(small.home, clock.iso(now), "x", "planned", whole=False, sealed=False, size=0, ms=0, second="none",
              fault=BadInput("Choose at least one role."))
    assert not regular.ask_when_due(small.home, now + timedelta(minutes=59))
    assert regular.ask_when_due(small.home, now + timedelta(minutes=60))


def test_only_who_looks_after_the_pilot(small: SmallPilot, db: Database) -> None:
    """Others neither see nor ask; a plan that cannot be is refused and the old one stays."""
    for name in ("coach", "evaluator", "steering"):
        with pytest.raises(NotAllowed):
            regular.ask_backup(db, small.viewers[name])
    for at, keeping in (("25:00", plan.USUAL), ("half drie", plan.USUAL), ("02:30", rotation.Rotation(0, 1, 1)),
                        ("02:30", rotation.Rotation(1, -1, 1)), ("02:30", rotation.Rotation(1, 1, 61))):
        with pytest.raises(BadInput):
            plan.set_plan(small.home, db, small.viewers["admin"], is_on=True, at=at, rotation=keeping)
    assert not plan.plan(small.home).is_on


@pytest.mark.parametrize("version", OLD_HOMES, ids=lambda path: path.name)
@pytest.mark.slow
def test_back_to_an_earlier_version(version: Path, tmp_path: Path) -> None:
    """An upgrade makes a backup first; brought back as it was, it is row for row the home of that version."""
    home = Home(load(version, tmp_path / "home"))
    dump(home.folder, tmp_path / "before")
    saved = upgrade.back_up_first(home)
    assert saved is not None
    assert places.lying(saved.parent)[0].upgrade
    assert upgrade.back_up_first(home) is None  # all is up to date now
    assert backup.check(home) == []
    again = restore.restore(saved, tmp_path / "again", as_it_was=True)
    dump(again.folder, tmp_path / "after")
    with closing(open_server(home.server_path)) as server:
        assert server.conn.execute("SELECT why, state FROM backup_made").fetchall() == [("upgrade", "whole")]
    before, after = ({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.sql")}
                     for folder in (tmp_path / "before", tmp_path / "after"))
    assert {name for name in before if name.endswith(("pilot.sql", "register.sql"))} <= set(after)
    assert {name: text for name, text in after.items() if name != "server.sql"} == {
        name: before[name] for name in after if name != "server.sql"}
    differ = set(before["server.sql"].splitlines()) ^ set(after["server.sql"].splitlines())
    assert all(b'INTO "session"' in line for line in differ)  # everybody has to sign in again


@pytest.mark.slow
def test_what_is_damaged_comes_back(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """One command: a store with its register, a recording by itself; all else stays, what was there is put aside."""
    run, home = CliRunner(), ["--home", str(small.home.folder)]
    assert run.invoke(cli, ["recover", *home]).stdout == "Nothing is damaged.\n"
    guid = small.interview(db)
    making.make(small.home, made.ASKED)
    small.interview(db, title="Later")
    db.close()
    with closing(open_server(small.home.server_path)) as server:
        accounts.add(server, "later", "een lang wachtwoord")
    broken = small.pilot.db_path
    broken.write_bytes(b"\0" * 5000)
    done = run.invoke(cli, ["recover", *home])
    assert done.exit_code == 0, done.output
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        "pilots/proef/pilot.db", "pilots/proef/register.db"]
    with closing(open_pilot(broken)) as again:
        assert [row[0] for row in again.conn.execute("SELECT guid FROM document")] == [guid]
    with closing(open_server(small.home.server_path)) as server:
        assert "later" in [one.name for one in accounts.all_accounts(server)]
    (aside,) = small.home.folder.glob("damaged-*")
    assert (aside / "pilots/proef/pilot.db").read_bytes() == b"\0" * 5000
    assert backup.check(small.home) == []
    open_register(small.pilot.register_path).close()


@pytest.mark.slow
def test_only_what_the_key_sealed_comes_back(locked: SmallPilot, built: SmallPilot) -> None:
    """A plain zip that somebody laid among the backups of an encrypted home is passed over, and refused when named."""
    making.make(locked.home, made.ASKED)
    other = copy_of(built, locked.home.folder.with_name("other"))
    with closing(open_server(other.home.server_path)) as server:
        accounts.add(server, "mallory", "een lang wachtwoord")
    laid = backup.back_up(other.home, locked.home.folder / "backups" / "backup-20990101T000000Z.zip")
    pool.close_all()
    locked.home.server_path.write_bytes(b"\0" * 5000)
    with pytest.raises(BadInput, match="before this one was encrypted"):
        recovering.recover(locked.home, laid)
    assert locked.home.server_path.read_bytes() == b"\0" * 5000
    assert recovering.recover(locked.home).back == ("server.db",)
    with closing(open_server(locked.home.server_path)) as server:
        assert "mallory" not in [one.name for one in accounts.all_accounts(server)]
    assert backup.check(locked.home) == []


@pytest.mark.slow
def test_a_lost_key_comes_back(locked: SmallPilot) -> None:
    """Stores that are whole stay as they are, with what was done since the backup; all they lack is the locked key."""
    making.make(locked.home, made.ASKED)
    with closing(open_server(locked.home.server_path)) as server:
        accounts.add(server, "later", "een lang wachtwoord")
    pool.close_all()
    (locked.home.folder / keys.NAME).unlink()
    done = CliRunner().invoke(cli, ["recover", "--home", str(locked.home.folder)])
    assert (done.exit_code, done.stdout.partition("\t")[0]) == (0, keys.NAME), done.output
    with closing(open_server(locked.home.server_path)) as server:
        assert "later" in [one.name for one in accounts.all_accounts(server)]
    assert backup.check(locked.home) == []
    assert not list(locked.home.folder.glob("damaged-*"))


class Killed(BaseException):
    """Whoever is killed cleans nothing up."""


@pytest.mark.slow
def test_recovering_goes_on_where_it_was_killed(locked: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an encrypted home: a file that was cut comes back alone, and what was done since stays; a store comes back
    with its register, however often it is killed between two files."""
    guid, home = new_guid(), locked.home
    path = large_files.recording(locked.pilot, guid, "png")
    with large_files.written(path) as file:
        file.write(b"what is seen" * 100)
    with closing(locked.open()) as db, write(db):
        db.conn.execute(
            "INSERT INTO refi_figure(guid, kind, name, description, ext, size, sha256, family_id, created_at, told)"
            " SELECT ?, 'picture', 'a', '', 'png', 1200, ?, min(family_id), ?, '[]' FROM family",
            (guid, hashlib.sha256(b"what is seen" * 100).hexdigest(), clock.now()))
    making.make(home, made.ASKED)
    with closing(locked.open()) as db:
        later = locked.interview(db)
    pool.close_all()
    path.write_bytes(path.read_bytes()[:-10])
    assert recovering.recover(home).back == (f"pilots/proef/recordings/{guid}.png",)
    with closing(locked.open()) as db:
        assert db.conn.execute("SELECT guid FROM document").fetchall() == [(later,)]
    pool.close_all()
    locked.pilot.db_path.write_bytes(b"\0" * 5000)
    path.unlink()
    real, killed_at, left = recovering._moved, 0, 0

    def moved(source: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        real(source, target)

    monkeypatch.setattr(recovering, "_moved", moved)
    while True:
        left = killed_at
        try:
            done = recovering.recover(home)
            break
        except Killed:
            killed_at += 1
    assert killed_at >= 3
    assert set(done.back) == {"pilots/proef/pilot.db", "pilots/proef/register.db",
                              f"pilots/proef/recordings/{guid}.png"}
    assert backup.check(home) == []
    with closing(locked.open()) as db, large_files.opened(path) as file:
        assert db.conn.execute("SELECT count(*) FROM document").fetchone() == (0,)
        assert file.read(12) == b"what is seen"


def test_without_a_backup_nothing_is_touched(small: SmallPilot, db: Database) -> None:
    """No whole backup: one sentence, and the damaged file lies where it lay."""
    db.close()
    small.pilot.db_path.write_bytes(b"\0" * 5000)
    answer = CliRunner().invoke(cli, ["recover", "--home", str(small.home.folder)])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "no whole backup" in answer.stderr
    assert small.pilot.db_path.read_bytes() == b"\0" * 5000
    assert large_files.recordings(small.pilot) == []


@pytest.mark.slow
def test_commands_of_the_plan(small: SmallPilot, tmp_path: Path) -> None:
    """What is not given stays; one place twice is refused; now, list and drill print what they did."""
    run, home = CliRunner(), ["--home", str(small.home.folder)]
    (tmp_path / "b").mkdir()
    said = run.invoke(cli, ["backups", "set", "--at", "4:05", "--days", "3", "--second", str(tmp_path / "b"), *home])
    assert said.stdout.split("\t")[:6] == ["off", "04:05", "Europe/Amsterdam", "3", "8", "12"]
    twice = run.invoke(cli, ["backups", "set", "--folder", str(tmp_path / "b"), *home])
    assert (twice.exit_code, "protects nothing" in twice.stderr) == (2, True)
    path = run.invoke(cli, ["backups", "now", *home]).stdout.strip()
    listed = [line.split("\t")[0] for line in run.invoke(cli, ["backups", "list", *home]).stdout.splitlines()]
    assert listed == [path, str(tmp_path / "b" / path.rsplit("/", 1)[1])]
    tried = run.invoke(cli, ["backups", "drill", *home])
    assert (tried.exit_code, tried.stdout.split("\t")[1]) == (0, "3")
