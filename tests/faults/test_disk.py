"""A disk that is full or takes nothing, a second writer, a clock that goes back, a step of an update that is killed:
what was confirmed stays, what was not is told in a sentence and can be done again."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import closing, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from coding.book import codebook
from pilot import clock
from pilot.config import ROOT, Home
from pilot.errors import NoRoom
from pilot.safety import backup
from pilot.store import files, migrations
from pilot.store.files import open_pilot, write
from tests.browser.conftest import address_of, stop
from tests.builder import copy_of
from tests.faults.storm import Coder
from tests.forked import ended
from tests.old_home import OLD_HOMES, load
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from tests.browser.forge import Forge
    from tests.builder import SmallPilot

DISK_BYTES = 24 * 1024 * 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], int]]:
    """A small disk of its own at `tmp_path / "disk"`; called with options, it is mounted anew with them."""
    at = tmp_path / "disk"
    at.mkdir()

    def mounted(options: str) -> int:
        return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "rode-draad", str(at)]).returncode

    if mounted(f"size={DISK_BYTES}"):
        pytest.skip("this account may mount no disk")
    try:
        yield mounted
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def coder_of(small: SmallPilot, base: str) -> Coder:
    """Somebody with a text to code, who acts when told to."""
    with closing(small.open()) as db:
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        text = small.interview(db, turns=(NewTurn(" ".join(f"woord{n}" for n in range(400)), "Moeder", "family"),))
    return Coder(small, base, text, threading.Event())


def sent(coder: Coder, action: tuple[str, str, str, object]) -> httpx.Response:
    """The answer to one try of an action."""
    _name, method, path, body = action
    return coder.client.request(method, path, json=body)


def filled(path: Path) -> None:
    """Fill the disk that `path` lies on to the last byte."""
    with path.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)


def test_a_full_disk_loses_nothing(
    small: SmallPilot, tmp_path: Path, disk: Callable[[str], int], forge: Forge
) -> None:
    """At least ten actions confirmed, then no room: each action is refused with a sentence and as something to send
    again; with room again the very same actions go in, and all are there once."""
    served = copy_of(small, tmp_path / "disk" / "home")
    process = forge.serve(served.home.folder)
    try:
        coder = coder_of(served, address_of(process).rstrip("/"))
        for _ in range(10):
            coder.act(*coder.next())
        assert len(coder.confirmed) == 10
        waiting = [coder.next() for _ in range(12)]
        filled(tmp_path / "disk" / "heap")
        answers = [sent(coder, one) for one in waiting]
        refused = [answer for answer in answers if not answer.is_success]
        assert refused, "the disk never was full"
        assert {answer.status_code for answer in refused} == {507}
        assert all("schijf" in answer.json()["error"] for answer in refused)
        (tmp_path / "disk" / "heap").unlink()
        for one in waiting:
            coder.act(*one)
        assert coder.refused == []
        with closing(served.open()) as db:
            there = [row[0] for row in db.conn.execute("SELECT guid FROM coding_op")]
        assert sorted(there) == sorted(coder.confirmed)
        assert len(there) == 22
        assert backup.check(served.home) == []
    finally:
        said = stop(process)
    assert "Traceback" not in said


def test_a_disk_that_takes_nothing_is_told_as_such(
    small: SmallPilot, tmp_path: Path, disk: Callable[[str], int]
) -> None:
    """A store on a disk without the right to write: the sentence is about the disk, never about a damaged file."""
    served = copy_of(small, tmp_path / "disk" / "home")
    assert not disk(f"remount,ro,size={DISK_BYTES}")
    try:
        with pytest.raises(NoRoom, match="cannot be written"), closing(served.open()) as db, write(db):
            db.conn.execute("DELETE FROM draft")
    finally:
        assert not disk(f"remount,rw,size={DISK_BYTES}")


def test_a_clock_that_goes_back_takes_nothing_away(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock falls back a day between two actions: both stay, in the order they came, and the record of
    events is whole."""
    real = clock.moment
    with closing(small.open()) as db:
        first = small.interview(db, title="Eerst")
        monkeypatch.setattr(clock, "moment", lambda: real() - timedelta(days=1))
        second = small.interview(db, title="Daarna")
        guids = [row[0] for row in db.conn.execute(
            "SELECT subject_guid FROM event WHERE subject = 'document' AND verb = 'added' ORDER BY event_id")]
    assert guids[-2:] == [first, second]
    assert backup.check(small.home) == []


def updated_until(path: Path, after: int) -> None:
    """Bring a file up to date, and die of SIGKILL after so many steps."""
    steps, left = migrations.PILOT._migrations, iter(range(after - 1, -1, -1))

    def dying(do: Callable[[Database], None]) -> Callable[[Database], None]:
        def step(db: Database) -> None:
            do(db)
            if not next(left):
                os.kill(os.getpid(), signal.SIGKILL)

        return step

    steps[:] = [type(one)(one.name, dying(one.fn)) for one in steps]
    open_pilot(path)


@pytest.mark.parametrize("after", [1, 25])
def test_an_update_that_is_killed_begins_again(tmp_path: Path, after: int) -> None:
    """kill -9 amid the steps that bring an old file up to date: the next opening does them all, and nothing is lost."""
    home = Home(load(OLD_HOMES[0], tmp_path / "home"))
    path = home.pilots()[0].db_path
    with closing(files.connect(path)) as db:
        texts = db.conn.execute("SELECT guid, text FROM document_version ORDER BY guid").fetchall()
        names = {row[0] for row in db.conn.execute("SELECT name FROM _sqlite_migrations")}
    assert len(texts) >= 1
    assert len(names) + 25 < len(migrations.PILOT._migrations)
    assert ended(lambda: updated_until(path, after)) == -signal.SIGKILL
    with closing(open_pilot(path)) as db:
        assert db.conn.execute("SELECT guid, text FROM document_version ORDER BY guid").fetchall() == texts
    assert backup.check(home) == []


def test_a_second_writer_makes_others_wait_and_lose_nothing(small: SmallPilot, forge: Forge) -> None:
    """Another program holds the file for three seconds while somebody codes: her actions come after it, each once."""
    process = forge.serve(small.home.folder)
    try:
        coder = coder_of(small, address_of(process).rstrip("/"))
        coder.act(*coder.next())
        with closing(small.open()) as db:
            with write(db):
                thread = threading.Thread(target=_act, args=(coder, 3))
                thread.start()
                time.sleep(3)
                assert len(coder.confirmed) == 1
            thread.join()
            there = [row[0] for row in db.conn.execute("SELECT guid FROM coding_op")]
        assert coder.refused == []
        assert sorted(there) == sorted(coder.confirmed)
        assert len(there) == len(set(there)) == 4
    finally:
        stop(process)



def _act(coder: Coder, times: int) -> None:
    for _ in range(times):
        coder.act(*coder.next())
