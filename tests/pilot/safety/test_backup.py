"""Backup, restore and check of a whole home."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import cli
from pilot import events
from pilot.config import Home
from pilot.errors import BadInput, Conflict
from pilot.families.papers import answering, letters
from pilot.safety import backup, restore
from pilot.store import chain, keys, large_files
from pilot.store.files import new_guid, open_pilot
from tests.builder import SmallPilot


@pytest.fixture
def filled(small: SmallPilot) -> SmallPilot:
    """The small pilot with an interview and a recording."""
    with closing(small.open()) as db:
        small.interview(db)
        audio = small.pilot.recordings / "g1.ogg"
        audio.write_bytes(b"sound" * 1000)
        db.conn.execute(
            "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
            " created_at) VALUES ('g1', 1, 'family', 'ogg', 'audio/ogg', 5000, ?, 1000, '2021-01-01', '')",
            (hashlib.sha256(audio.read_bytes()).hexdigest(),))
    return small


@pytest.mark.slow
def test_a_backup_comes_back_whole(filled: SmallPilot, tmp_path: Path) -> None:
    """What was backed up while the pilot is open stands in the restored folder, row for row."""
    with closing(filled.open()) as still_open:
        made = backup.back_up(filled.home, tmp_path / "b.zip")
        wanted = list(still_open.conn.execute("SELECT guid, text FROM document_version"))
    restored = restore.restore(made, tmp_path / "again")
    assert backup.check(restored) == []
    with closing(open_pilot(restored.pilot("proef").db_path)) as db:
        assert list(db.conn.execute("SELECT guid, text FROM document_version")) == wanted != []
    assert (restored.pilot("proef").recordings / "g1.ogg").read_bytes() == b"sound" * 1000


def test_a_damaged_backup_is_refused_whole(filled: SmallPilot, tmp_path: Path) -> None:
    """A changed byte, a missing file, a cut end or another zip: one sentence and no folder."""
    made = backup.back_up(filled.home, tmp_path / "b.zip")
    content = made.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[: len(content) // 2])
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"sound", b"SOUND") if name.endswith(".ogg") else data)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as new:
        new.writestr("x", "y")
    for bad in (cut, changed, other):
        with pytest.raises(BadInput, match="not a whole backup"):
            restore.restore(bad, tmp_path / "again")
        assert not (tmp_path / "again").exists()
        assert not list(tmp_path.glob(".again*"))


def test_a_backup_never_leaves_its_folder(filled: SmallPilot, tmp_path: Path) -> None:
    """A backup whose list climbs out of the folder writes nothing outside."""
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as new:
        new.writestr("../outside", "x")
        new.writestr("manifest.json", '{"format": 1, "sha256": {"../outside": "x"}}')
    with pytest.raises(BadInput):
        restore.restore(evil, tmp_path / "deep" / "again")
    assert not list(tmp_path.rglob("outside"))


def test_nothing_is_overwritten(filled: SmallPilot, tmp_path: Path) -> None:
    """An existing backup or a filled folder is refused and kept."""
    made = backup.back_up(filled.home, tmp_path / "b.zip")
    with pytest.raises(Conflict):
        backup.back_up(filled.home, made)
    with pytest.raises(Conflict):
        restore.restore(made, filled.home.folder)
    assert backup.check(filled.home) == []


@pytest.mark.parametrize(("sql", "fault"), [
    ("PRAGMA foreign_keys=OFF; UPDATE person SET family_id = 99 WHERE family_id = 1", "foreign key"),
    ("DROP TRIGGER version_frozen; UPDATE document_version SET text = replace(text, 'Zij', 'Hij')", "has changed"),
    ("DELETE FROM turn_fts_data WHERE id > 10", "search index"),
])
def test_check_finds_what_was_tampered_with(filled: SmallPilot, sql: str, fault: str) -> None:
    """Foreign keys, texts and the search index are each looked at."""
    with closing(filled.open()) as db:
        db.conn.executescript(sql)
    faults = backup.check(filled.home)
    assert any(fault in line for line in faults), faults


def test_check_finds_lost_and_changed_recordings(filled: SmallPilot) -> None:
    """A recording that was changed or lost is named by guid."""
    path = filled.pilot.recordings / "g1.ogg"
    path.write_bytes(b"other")
    assert backup.check(filled.home) == ["proef: recording g1 has changed"]
    path.unlink()
    assert backup.check(filled.home) == ["proef: recording g1 is missing"]
    told = CliRunner().invoke(cli, ["--lang", "nl", "check", "--home", str(filled.home.folder)])
    assert (told.exit_code, told.stdout) == (1, "proef: opname g1 ontbreekt\n")


@pytest.mark.slow
def test_the_commands_say_and_exit_as_promised(filled: SmallPilot, tmp_path: Path) -> None:
    """backup and check print their result and exit 0; bad input exits 2 with a sentence on stderr."""
    run = CliRunner()
    home = ["--home", str(filled.home.folder)]
    done = run.invoke(cli, ["backup", str(tmp_path / "b.zip"), *home])
    path, *stores = done.stdout.splitlines()
    assert (done.exit_code, path) == (0, str(tmp_path / "b.zip"))
    assert [line.split("\t")[0] for line in stores] == ["server.db", "pilots/proef/pilot.db"]
    again = run.invoke(cli, ["backup", str(tmp_path / "b.zip"), *home])
    assert again.exit_code == 2
    assert again.stdout == ""
    assert "exists already" in again.stderr
    assert run.invoke(cli, ["restore", str(tmp_path / "b.zip"), str(tmp_path / "r")]).exit_code == 0
    assert run.invoke(cli, ["check", "--home", str(tmp_path / "r")]).stdout.strip() == "ok"
    (tmp_path / "r" / "pilots" / "proef" / "recordings" / "g1.ogg").unlink()
    assert run.invoke(cli, ["check", "--home", str(tmp_path / "r")]).exit_code == 1
    assert Home(tmp_path / "r").pilots()


@pytest.mark.slow
def test_a_backup_holds_on_to_the_events(filled: SmallPilot, tmp_path: Path) -> None:
    """A backup notes the last event of each store, and is one itself; a record cut off since then shows."""
    run = CliRunner()
    home, made = ["--home", str(filled.home.folder)], tmp_path / "b.zip"
    with closing(filled.open()) as db:
        number, last = chain.last(db)
        assert f"pilots/proef/pilot.db\t{number}\t{last}\n" in run.invoke(cli, ["backup", str(made), *home]).stdout
        told = db.conn.execute("SELECT verb, subject, subject_guid FROM event WHERE event_id > ?", (number,)).fetchall()
        assert told == [("backed up", "pilot", "proef")]
        against = ["check", "--against", str(made), *home]
        assert run.invoke(cli, against).stdout.strip() == "ok"
        for trigger in ("event_append_only_u", "event_append_only_d"):
            db.conn.execute(f"DROP TRIGGER {trigger}")
        db.conn.execute("DELETE FROM event WHERE event_id >= ?", (number,))
        found = run.invoke(cli, ["check", *home])
        assert (found.exit_code, found.stdout.splitlines()) == (1, [f"pilots/proef/pilot.db: {fault}" for fault in (
            "trigger event_append_only_d is missing", "trigger event_append_only_u is missing",
            "events at the end of the record have been taken out")])
        # Who rewrites the last event too is found out by a backup.
        db.conn.execute("UPDATE event_head SET (event_id, hash) = (SELECT event_id, hash FROM event"
                        " ORDER BY event_id DESC LIMIT 1)")
        assert "taken out" not in run.invoke(cli, ["check", *home]).stdout
        answer = run.invoke(cli, against)
        assert answer.exit_code == 1
        assert f"pilots/proef/pilot.db: event {number} is not as it was in the backup\n" in answer.stdout
        db.conn.execute("UPDATE event SET verb = 'x' WHERE event_id = 3")
        assert "pilots/proef/pilot.db: event 3 does not follow" in run.invoke(cli, ["check", *home]).stdout
    assert run.invoke(cli, ["check", "--against", str(filled.pilot.db_path), *home]).exit_code == 2


@pytest.mark.slow
def test_a_store_that_is_gone_is_told(filled: SmallPilot, tmp_path: Path) -> None:
    """Missing or empty it is a fault, and nothing is made in its place; a trigger that is not ours is one too."""
    made = backup.back_up(filled.home, tmp_path / "b.zip")
    with closing(filled.open()) as db:
        db.conn.execute("CREATE TRIGGER no_events BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END")
        assert backup.check(filled.home) == ["pilots/proef/pilot.db: trigger no_events should not be there"]
        db.conn.execute("DROP TRIGGER no_events")
    filled.pilot.register_path.unlink()
    assert backup.check(filled.home) == ["pilots/proef/register.db: is missing"]
    filled.home.server_path.write_bytes(b"")
    assert "server.db: is empty" in backup.check(filled.home)
    assert not filled.home.server_path.stat().st_size
    shutil.rmtree(filled.pilot.folder)
    assert "pilots/proef/pilot.db: is missing" in backup.check(filled.home, made)


def test_a_store_without_its_record_is_told(filled: SmallPilot) -> None:
    """A table that was dropped, the record of events above all, is a fault rather than nothing to check."""
    with closing(filled.open()) as db:
        db.conn.execute("DROP TABLE event")
    assert "pilots/proef/pilot.db: table event is missing" in backup.check(filled.home)


@pytest.mark.slow
def test_what_was_read_just_before_is_in_the_backup(filled: SmallPilot, tmp_path: Path) -> None:
    """An event that waits beside a busy file is brought into it before it is copied."""
    with closing(filled.open()) as db, closing(filled.open()) as other:
        guid = filled.interview(db)
        other.conn.execute("BEGIN IMMEDIATE")
        events.read(db, filled.viewers["evaluator"], "opened", "document", guid)
        other.conn.execute("ROLLBACK")
    home = restore.restore(backup.back_up(filled.home, tmp_path / "b.zip"), tmp_path / "again")
    with closing(open_pilot(home.pilot("proef").db_path)) as db:
        assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'opened'").fetchone() == (1,)


def test_a_wrong_folder_is_told_and_not_made(filled: SmallPilot, tmp_path: Path) -> None:
    """A backup into a folder that is not there, and a check of one, exit 2 with a sentence; no folder appears."""
    run = CliRunner()
    home = ["--home", str(filled.home.folder)]
    nowhere = str(tmp_path / "nowhere")
    for command in (["backup", f"{nowhere}/b.zip", *home], ["check", "--home", nowhere]):
        answer = run.invoke(cli, command)
        assert answer.exit_code == 2
        assert "There is no" in answer.stderr
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.slow
def test_what_is_written_is_for_this_account_alone(filled: SmallPilot, tmp_path: Path) -> None:
    """Backups and stores hold names and what families said: nobody else on the machine can read them."""
    run = CliRunner(env={keys.SECRET_VARIABLE: keys.new_secret()})
    assert run.invoke(cli, ["pilot", "create", "nieuw", "Nieuw", "--home", str(tmp_path / "h")]).exit_code == 0
    assert run.invoke(cli, ["backup", str(tmp_path / "b.zip"), "--home", str(tmp_path / "h")]).exit_code == 0
    made = [tmp_path / "b.zip", *(path for path in (tmp_path / "h").rglob("*") if path.is_file())]
    assert len(made) == 5
    assert [path.stat().st_mode & 0o077 for path in made] == [0] * 5


@pytest.mark.slow
def test_signed_forms_come_back(filled: SmallPilot, tmp_path: Path) -> None:
    """A signature is in the backup and the restored home; one that was lost or changed is a fault."""
    with closing(filled.open()) as db:
        coach = filled.viewers["coach"]
        letter = letters.to_read(filled.pilot, db, coach, "adult", "nl").number
        answering.sign(filled.pilot, db, coach, answering.Asked(
            new_guid(), filled.persons["Berk moeder"], {"quote": True}), letter,
            answering.Signed([[[0, 0], [400, 300]]]))
    restored = restore.restore(backup.back_up(filled.home, tmp_path / "b.zip"), tmp_path / "again")
    assert backup.check(restored) == []
    (path,) = large_files.papers(restored.pilot("proef"))
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"x")
    assert any("has changed" in fault for fault in backup.check(restored))
    path.unlink()
    assert any("signed paper" in fault and "missing" in fault for fault in backup.check(restored))
