"""An encrypted home: how a plain one becomes it; every way in and out works on it and leaves nothing to read."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import sqlite3 as plain_sqlite
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import httpx
import pytest
from click.testing import CliRunner

from cli import cli
from coding.desk import practice
from jobs import queue, worker
from jobs.worker import Worker, ensure_running  # the real one: tests of routes put another in its place
from pilot import fence
from pilot.accounts import sittings
from pilot.config import ROOT, Home
from pilot.errors import BadInput, Conflict
from pilot.families import register
from pilot.fence import calls
from pilot.safety import backup, encrypting, made, making, recovering, restore
from pilot.store import files, keys, large_files, locking, pool, sealed
from pilot.store.files import is_plain, open_pilot, open_register, open_server, write
from tests import old_home
from tests.browser.conftest import address_of, serve_home, stop
from tests.builder import SmallPilot
from tests.conftest import SECRET
from tests.dump import dump
from tests.forked import dies_at, ended
from tests.waiting import eventually
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.shapes import Asked

SAID = "Dat vertelde ik alleen aan de buurvrouw van twaalf"
NAME = "Zwaantje Koekelberghs"


def plant(small: SmallPilot) -> None:
    """A sentence in a text, a name in the register, a practice file, a copy from before a migration."""
    with closing(small.open()) as db:
        small.interview(db, turns=(NewTurn(SAID, "Moeder", "family"),))
        register.set_person_name(small.pilot, db, small.viewers["admin"], small.persons["Berk moeder"], NAME)
        with practice.place(small.pilot, db, small.viewers["evaluator"], practice.DOCUMENT):
            pass
    files.back_up_before(small.pilot.db_path, "9999_later")


def readable(folder: Path) -> list[str]:
    """The files of a home in which the sentence, the name or one of their words can be read."""
    words = [word.encode() for word in (SAID, NAME, "buurvrouw", "Koekelberghs", "Emmen", "SQLite format 3")]
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*"))
            if path.is_file() and any(word in path.read_bytes() for word in words)]


def stores(home: Home) -> dict[str, list[str]]:
    """All rows of every store and its schema, as SQL in no order, by its place."""
    found = {}
    for path in sorted(home.folder.rglob("*.db")):
        with closing(files.connect(path)) as db:
            found[str(path.relative_to(home.folder))] = sorted(dump(db.conn))
    return found


def run(*words: object, **env: str | None) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a command, with these variables; None: without. A password is handed in."""
    answer = CliRunner(env=env).invoke(cli, [str(word) for word in words], input="vier groene dakpannen\n")
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.mark.slow
def test_a_plain_home_is_encrypted_with_every_row(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Server, pilot, register, practice and copies: the same rows, and nothing of them to be read; twice is once."""
    plant(small)
    before = stores(small.home)
    assert len(before) == 5
    assert len(readable(small.home.folder)) == 5
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    modes = {path: path.stat().st_mode for path in small.home.folder.rglob("*.db")}
    assert len(list(encrypting.encrypt(small.home))) == 5
    assert readable(small.home.folder) == []
    assert stores(small.home) == before
    assert {path: path.stat().st_mode for path in modes} == modes
    assert list(encrypting.encrypt(small.home)) == []
    assert backup.check(small.home) == []


@pytest.mark.parametrize(("times", "owner", "name"), [
    (1, locking, "_take_alone"), (2, locking, "_same"), (2, os, "replace"), (2, large_files, "wipe")])
@pytest.mark.slow
def test_killed_halfway_the_home_is_whole_and_it_goes_on(
    times: int, owner: object, name: str, small: SmallPilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is encrypted opens so, what is plain opens as before, and the next time does the rest."""
    before = stores(small.home)
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)

    def killed() -> None:
        dies_at(owner, name, times=times)
        list(encrypting.encrypt(small.home))

    assert ended(killed) == -signal.SIGKILL
    assert encrypting.plain_stores(small.home)
    assert stores(small.home) == before
    faults = backup.check(small.home)
    assert faults
    assert all("is not encrypted" in fault for fault in faults)
    with closing(small.open()) as db:  # people can work in it, too
        small.interview(db)
    list(encrypting.encrypt(small.home))
    assert encrypting.plain_stores(small.home) == []
    assert not list(small.home.folder.rglob("*.coming"))
    assert backup.check(small.home) == []
    with closing(small.open()) as db:
        assert db.conn.execute("SELECT count(*) FROM document").fetchone() == (1,)


@pytest.mark.slow
def test_a_store_that_is_open_is_refused_and_stays(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the app has it open nothing is written that would be lost: a sentence, and the plain store as it was."""
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    with closing(small.open()) as db:
        db.conn.execute("SELECT * FROM pilot").fetchall()
        with pytest.raises(Conflict, match="in use"):
            list(encrypting.encrypt(small.home))
        small.interview(db)
    assert is_plain(small.pilot.db_path)
    list(encrypting.encrypt(small.home))
    with closing(small.open()) as db:
        assert db.conn.execute("SELECT count(*) FROM document").fetchone() == (1,)


@pytest.mark.slow
def test_an_older_encrypted_home_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home of an earlier version, encrypted, is brought up to date; the copy of before is encrypted too."""
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    home = Home(old_home.load(old_home.OLD_HOMES[0], tmp_path / "home"))
    assert len(list(encrypting.encrypt(home))) >= 3
    with closing(open_pilot(home.pilots()[0].db_path)) as db:
        assert db.conn.execute("SELECT count(*) FROM coding").fetchone()[0] > 0
    open_server(home.server_path).close()
    open_register(home.pilots()[0].register_path).close()
    copies = list(home.folder.rglob("*before*.db"))
    assert len(copies) >= 2
    assert not any(is_plain(path) for path in home.folder.rglob("*.db"))


@pytest.fixture
def planted(locked: SmallPilot) -> Iterator[SmallPilot]:
    """An encrypted home with a sentence and a name in it, and practice codings."""
    plant(locked)
    yield locked
    calls.stop()


def test_nothing_lies_readable_while_people_work(planted: SmallPilot) -> None:
    """With the log and its index beside each store, and in the middle of a change, too."""
    with (pool.lent(planted.pilot.db_path, open_pilot) as db,
          closing(open_register(planted.pilot.register_path)) as names,
          closing(open_server(planted.home.server_path)) as server, write(db), write(names), write(server)):
        db.conn.execute("UPDATE pilot SET name = ?", (SAID,))
        assert {path.suffix for path in planted.home.folder.rglob("*.db-*")} == {".db-wal", ".db-shm"}
        assert readable(planted.home.folder) == []
    with closing(plain_sqlite.connect(planted.pilot.db_path)) as thief, pytest.raises(plain_sqlite.DatabaseError):
        thief.execute("SELECT * FROM sqlite_master").fetchall()


@pytest.mark.slow
def test_a_backup_of_it_comes_back_with_its_secret_only(planted: SmallPilot, tmp_path: Path) -> None:
    """Nothing of it can be read in the zip or beside it; without the secret nothing is left of a try."""
    made = tmp_path / "b.zip"
    assert run("backup", made, "--home", planted.home.folder)[0] == 0
    assert readable(tmp_path) == []
    for wrong in (None, "iets heel anders dan dat"):
        keys.forget()
        status, out, said = run("restore", made, tmp_path / "again", **{keys.SECRET_VARIABLE: wrong})
        assert (status, out) == (2, "")
        assert "secret" in said
        assert not list(tmp_path.glob("*again*"))
    keys.forget()
    again = restore.restore(made, tmp_path / "again")
    assert backup.check(again, made) == []
    assert readable(again.folder) == []
    with closing(open_pilot(again.pilot("proef").db_path)) as db:
        assert db.conn.execute("SELECT text FROM document_version").fetchone() == (SAID,)


@pytest.mark.slow
def test_a_backup_of_a_half_encrypted_home_comes_back_encrypted(
    small: SmallPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was still plain when it was made is encrypted as it is restored."""
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    plant(small)
    next(encrypting.encrypt(small.home))
    again = restore.restore(backup.back_up(small.home, tmp_path / "b.zip"), tmp_path / "again")
    assert readable(again.folder) == []
    assert backup.check(again) == []


def test_a_plain_store_among_encrypted_ones_is_a_fault(planted: SmallPilot) -> None:
    """Somebody who puts a readable file in the place of one is found out."""
    pool.close_all()
    planted.pilot.register_path.unlink()
    with closing(plain_sqlite.connect(planted.pilot.register_path)) as other:
        other.execute("PRAGMA user_version = 1")
    assert any("register.db: is not encrypted" in fault for fault in backup.check(planted.home))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:subprocess")  # the worker outlives who starts it
def test_workers_and_their_children_open_it(planted: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is done in a child; the secret stands in no command line, and what parses files does not have it."""
    def asked(kind: str, **given: object) -> str:
        with closing(planted.open()) as db, write(db):
            return queue.enqueue(db, planted.viewers["evaluator"], kind, cast("Asked", given), kind)

    def state(guid: str) -> str:
        with closing(planted.open()) as db:
            return queue.job(db, planted.viewers["evaluator"], guid).state

    done = asked("count")
    assert Worker(planted.home, {"count": "tests.jobs.handlers:count"}, idle_s=0).run()
    assert state(done) == "done"
    later = asked("count")  # no kind the real worker knows: it lives on, and waits
    assert ensure_running(planted.home)
    eventually(lambda: worker.is_running(planted.home))
    pid = int((planted.home.folder / "worker.lock").read_text())
    try:
        assert SECRET.split()[1] not in Path(f"/proc/{pid}/cmdline").read_text()
        assert readable(planted.home.folder) == []
        log = (planted.home.folder / "worker.log").read_text()
        assert "Locked" not in log
        assert SECRET not in log
    finally:
        os.kill(pid, signal.SIGTERM)
        eventually(lambda: not worker.is_running(planted.home))
    assert state(later) == "queued"
    monkeypatch.setenv("RODE_DRAAD_OIDC_SECRET", "van een ander")
    calls.stop()
    assert fence.run("tests.pilot.safety.behind:secrets") == []


@pytest.mark.slow
def test_every_command_says_so_and_touches_nothing(locked: SmallPilot, tmp_path: Path) -> None:
    """Without the secret, or with another one: exit 2, one sentence, not a byte of the home changes."""
    def home() -> dict[Path, bytes]:
        return {path: path.read_bytes() if path.is_file() else b"" for path in locked.home.folder.rglob("*")}

    before = home()
    here = ("--home", locked.home.folder)
    pilot = ("--pilot", locked.pilot.db_path)
    for words in (("user", "list", *here), ("pilot", "create", "b", "B", *here), ("check", *here), ("work", *here),
                  ("backup", tmp_path / "b.zip", *here), ("serve", "--port", "0", *here), ("tasks", "list", *pilot),
                  ("codebook", "versions", *pilot), ("encrypt", locked.home.folder), ("key", "change", *here)):
        for secret, said in ((None, "is encrypted. Give its secret"),
                             ("een heel ander geheim is dit", "not the secret of")):
            keys.forget()
            status, out, err = run(*words, **{keys.SECRET_VARIABLE: secret})
            assert (status, out) == (2, ""), words
            assert said in err, words
            assert len(err.strip().splitlines()) == 1, words
    assert home() == before
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.slow
def test_what_somebody_put_in_an_encrypted_home_is_not_opened(
    small: SmallPilot, planted: SmallPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain store, recording or upload that replaces one of ours: refused in a sentence, told by check, and brought
    back from a backup; who takes the mark off the keys opens nothing."""
    home, pilot = planted.home, planted.pilot
    saved = backup.back_up(home, tmp_path / "b.zip")
    pool.close_all()
    for path, theirs in ((home.server_path, small.home.server_path), (pilot.db_path, small.pilot.db_path),
                         (pilot.register_path, small.pilot.register_path)):
        ours = path.read_bytes()
        shutil.copyfile(theirs, path)
        with pytest.raises(BadInput, match="somebody put it there"):
            files.connect(path)
        where = path.relative_to(home.folder).as_posix()
        assert backup.check(home)[0] == f"{where}: is not encrypted"
        path.write_bytes(ours)
    for path in (large_files.recording(pilot, "g", "mp3"), large_files.upload(pilot, "g")):
        path.write_bytes(b"x" * 1000)
        for opens in (large_files.opened, large_files.lent, large_files.continued):
            with pytest.raises(sealed.Damaged):
                opens(path)
        path.unlink()
    shutil.copyfile(small.pilot.db_path, pilot.db_path)
    assert recovering.recover(home, saved).back == ("pilots/proef/pilot.db", "pilots/proef/register.db")
    assert backup.check(home) == []
    keys.change(home.folder, new := keys.new_secret())
    monkeypatch.setenv(keys.SECRET_VARIABLE, new)
    said = json.loads((home.folder / keys.NAME).read_text())
    assert said["whole"] is True
    keys.forget()
    (home.folder / keys.NAME).write_text(json.dumps(said | {"whole": False}))
    with pytest.raises(keys.Locked):
        planted.open()


def test_a_home_that_an_earlier_version_encrypted_is_closed_at_the_start(locked: SmallPilot, small: SmallPilot) -> None:
    """One that is all encrypted and does not say so yet says so; one in which something is plain is told of."""
    shutil.rmtree(locked.home.folder / "pilots")
    (locked.home.folder / keys.NAME).unlink()
    locked.home.server_path.unlink()
    keys.forget()
    keys.begin(locked.home.folder)
    open_server(locked.home.server_path, create=True).close()
    assert encrypting.is_due(locked.home)
    encrypting.settle(locked.home)
    assert not encrypting.is_due(locked.home)
    (small.home.folder / keys.NAME).write_bytes((locked.home.folder / keys.NAME).read_bytes())
    encrypting.settle(small.home)
    with pytest.raises(BadInput, match="not encrypted"):
        small.open()


@pytest.mark.slow
def test_a_first_pilot_asks_for_a_secret(tmp_path: Path) -> None:
    """Without one: what to do, and nothing is made; with one all is encrypted; made up, it is plain."""
    without: dict[str, str | None] = dict.fromkeys(keys.VARIABLES)
    home = tmp_path / "home"
    for words in (("pilot", "create", "emmen", "Emmen"),
                  ("user", "add", "anna")):
        status, out, said = run(*words, "--home", home, **without)
        assert (status, out, home.exists()) == (2, "", False)
        assert "cli.py key new" in said
    status, out, _ = run("key", "new", "--file", tmp_path / "secret")
    assert (status, (tmp_path / "secret").stat().st_mode & 0o077) == (0, 0)
    assert run("key", "new", "--file", tmp_path / "secret")[0] == 2
    secret = {**without, keys.FILE_VARIABLE: str(tmp_path / "secret")}
    assert run("pilot", "create", "emmen", "Emmen", "--home", home, **secret)[0] == 0
    assert run("user", "add", "anna", "--pilot", "emmen", "--role", "admin",
               "--home", home, **secret)[0] == 0
    assert readable(home) == []
    keys.forget()
    assert "anna\temmen: admin" in run("user", "list", "--home", home, **secret)[1]
    for made_up in (("pilot", "create", "emmen", "Emmen", "--plain"), ("pilot", "create", "demo", "Demo")):
        plain = tmp_path / made_up[2]
        assert run(*made_up, "--home", plain, **without)[0] == 0
        assert is_plain(plain / "server.db")
        status, _, said = run("pilot", "create", "echt", "Echt", "--home", plain, **secret)
        assert (status, (plain / "pilots" / "echt").exists()) == (2, False)
        assert "cli.py encrypt" in said


def test_a_new_secret_from_the_command_line(locked: SmallPilot, tmp_path: Path) -> None:
    """The old one opens nothing any more; a file in the home is refused, and nothing has changed then."""
    here = ("--home", locked.home.folder)
    inside, outside = locked.home.folder / "nieuw", tmp_path / "nieuw"
    for path in (inside, outside):
        path.write_text(keys.new_secret())
    assert run("key", "change", "--to", inside, *here)[0] == 2
    assert run("key", "change", *here)[0] == 2  # nobody to ask
    assert run("key", "change", "--to", outside, *here)[0] == 0
    keys.forget()
    assert run("check", *here)[0] == 2
    found = {keys.SECRET_VARIABLE: None, keys.FILE_VARIABLE: str(outside)}
    assert run("check", *here, **found)[:2] == (0, "ok\n")


def test_encrypting_from_the_command_line(small: SmallPilot, tmp_path: Path) -> None:
    """A folder without stores and a missing secret are told; then each store is named as it is done."""
    (tmp_path / "leeg").mkdir()
    assert run("encrypt", tmp_path / "leeg", **{keys.SECRET_VARIABLE: SECRET})[0] == 2
    assert not list((tmp_path / "leeg").iterdir())
    assert run("encrypt", small.home.folder, **dict.fromkeys(keys.VARIABLES))[0] == 2
    assert is_plain(small.home.server_path)
    status, out, _ = run("encrypt", small.home.folder, **{keys.SECRET_VARIABLE: SECRET})
    assert (status, len(out.splitlines())) == (0, 3)
    assert readable(small.home.folder) == []


@pytest.mark.slow
def test_what_lies_plain_from_before_is_told_and_taken_away(
    small: SmallPilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup of before and a store put aside as damaged: told on Today and by the command, taken away once there is a
    backup that is sealed, and nothing else is."""
    def told() -> list[str]:
        with closing(small.open()) as db:
            return encrypting.warnings(small.home, db, small.viewers["admin"])

    plant(small)
    assert told() == []  # a demo
    assert run("user", "add", "anna", "--home", small.home.folder)[0] == 0
    assert ["cli.py encrypt" in one for one in told()] == [True]
    old = small.home.folder / "backups" / "backup-20260101T000000Z-upgrade.zip"  # in nobody's turn to go
    old.parent.mkdir()
    backup.back_up(small.home, old)
    aside = small.home.folder / "damaged-20260101T000000Z" / "pilots" / "proef" / "pilot.db"
    aside.parent.mkdir(parents=True)
    shutil.copyfile(small.pilot.db_path, aside)
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    status, out, err = run("encrypt", small.home.folder)
    assert (status, str(old) in err, str(aside.parents[2]) in err) == (0, True, True)
    assert [one[:2] for one in told()] == ["2 "]
    status, out, err = run("encrypt", small.home.folder, "--remove-old")
    assert (status, out, old.is_file(), aside.is_file()) == (2, "", True, True)
    assert "cli.py backups now" in err
    sealed_one = making.make(small.home, made.ASKED)
    assert run("encrypt", small.home.folder, "--remove-old")[:2] == (0, f"{old}\n{aside.parents[2]}\n")
    assert (told(), readable(small.home.folder), sealed_one.is_file()) == ([], [], True)
    assert not aside.parents[2].exists()
    assert backup.check(small.home) == []


def test_a_damaged_store_is_told_in_a_sentence(locked: SmallPilot, capfd: pytest.CaptureFixture[str]) -> None:
    """With the right secret: a file that is cut or turned about is no traceback, and nothing on stderr."""
    raw = bytearray(locked.pilot.db_path.read_bytes())
    raw[20:60] = bytes(40)
    locked.pilot.db_path.write_bytes(raw)
    with pytest.raises(BadInput, match="damaged"):
        locked.open()
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_the_app_serves_an_encrypted_home(planted: SmallPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the secret in a file it answers and takes what is written; nothing of it can be read on the disk."""
    with closing(open_server(planted.home.server_path)) as server:
        token = sittings.sign_in(server, "evaluator", "demo", "127.0.0.1")
    pool.close_all()
    (tmp_path / "secret").write_text(SECRET)
    monkeypatch.delenv(keys.SECRET_VARIABLE)
    monkeypatch.setenv(keys.FILE_VARIABLE, str(tmp_path / "secret"))
    process = serve_home(planted.home.folder)
    try:
        url = address_of(process)
        with httpx.Client(base_url=url, cookies={"rode_draad": token}, timeout=60) as client:
            with closing(planted.open()) as db:
                guid = db.conn.execute("SELECT guid FROM document").fetchone()[0]
            found = client.get(f"/api/documents/{guid}")
            assert (found.status_code, SAID in found.text) == (200, True)
        assert readable(planted.home.folder) == []
        # A crash writes nothing of its memory down.
        limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
        assert next(line.split()[4] for line in limits if line.startswith("Max core file size")) == "0"
        assert SECRET.encode() not in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        assert SECRET.encode() not in Path(f"/proc/{process.pid}/environ").read_bytes()
    finally:
        said = stop(process)
    assert SAID not in said
    assert SECRET not in said
    assert readable(planted.home.folder) == []


def in_terminal(command: list[str], typed: list[str]) -> tuple[int, str]:
    """Exit status and screen of a command to which this is typed in a terminal, each when it asks."""
    without = {name: value for name, value in os.environ.items() if name not in keys.VARIABLES}
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, str(ROOT / "cli.py"), *command], stdin=theirs, stdout=theirs, stderr=theirs,
                          cwd=ROOT, env=without, start_new_session=True) as process:
        os.close(theirs)
        screen, answers = b"", iter(typed)
        with suppress(OSError):  # the other end is gone
            while piece := os.read(ours, 1024):
                screen += piece
                if piece.rstrip().endswith(b":"):
                    os.write(ours, next(answers).encode() + b"\n")
    os.close(ours)
    return process.returncode, screen.decode()


@pytest.mark.slow
def test_in_a_terminal_a_passphrase_is_asked(tmp_path: Path) -> None:
    """Twice for a new home, once after that; it is not shown, and a wrong one opens nothing."""
    home = str(tmp_path / "home")
    status, screen = in_terminal(["pilot", "create", "emmen", "Emmen", "--home", home], [SECRET, SECRET])
    assert (status, SECRET in screen) == (0, False), screen
    assert "New passphrase of this folder" in screen
    assert in_terminal(["pilot", "list", "--home", home], [SECRET])[0] == 0
    status, screen = in_terminal(["pilot", "list", "--home", home], ["iets heel anders"])
    assert (status, "not the secret of" in screen) == (2, True)
    assert readable(Path(home)) == []


def test_a_home_of_before_is_said_to_be_plain(small: SmallPilot, locked: SmallPilot) -> None:
    """One with people in it that is not encrypted, and no demo or encrypted one, is due."""
    assert not encrypting.is_due(small.home)
    assert not encrypting.is_due(locked.home)
    assert run("user", "add", "anna", "--home", small.home.folder)[0] == 0
    assert encrypting.is_due(small.home)
