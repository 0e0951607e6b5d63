"""Backups of an encrypted home: sealed, opened by the secret alone, damaged ones told."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.config import Home
from pilot.errors import BadInput
from pilot.safety import backup, envelope, made, making, restore
from pilot.setup import create_pilot
from pilot.store import keys, large_files
from pilot.store.files import open_pilot
from pilot.store.sealed import CHUNK_BYTES
from tests.builder import build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot

PLANTED = b"een zin die niemand mag lezen"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An encrypted home with a pilot and a paper in it."""
    monkeypatch.setenv(keys.SECRET_VARIABLE, keys.new_secret())
    keys.forget()
    here = Home(tmp_path / "home")
    pilot = create_pilot(here, "proef", "Proef", "2019-11-01")
    with large_files.written(large_files.paper(pilot, "p", "png")) as file:
        file.write(PLANTED * 20_000)
    return here


@pytest.mark.slow
def test_a_sealed_backup(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it can be read; by the secret alone it comes back whole, encrypted, with the same keys."""
    saved = making.make(home, made.ASKED)
    assert saved.suffix == ".sealed"
    content = saved.read_bytes()
    assert content.startswith(envelope.MARK)
    assert PLANTED[:12] not in content
    assert b"PK\x03\x04" not in content
    assert b"manifest" not in content
    assert making.drill(home).whole
    keys.forget()
    again = restore.restore(saved, tmp_path / "again")
    assert backup.check(again) == []
    paper = large_files.paper(again.pilot("proef"), "p", "png")
    assert PLANTED not in paper.read_bytes()
    with large_files.opened(paper) as file:
        assert file.read() == PLANTED * 20_000
    ring, here = keys.opened_with(again.folder), keys.opened_with(home.folder)
    assert ring == here is not None
    with closing(open_pilot(again.pilot("proef").db_path)) as db:
        assert db.conn.execute("SELECT name FROM pilot").fetchone() == ("Proef",)


@pytest.mark.slow
def test_another_secret_opens_nothing(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the secret, or with another: one sentence, and no folder. After a change that of then still opens it."""
    saved = making.make(home, made.ASKED)
    then = os.environ[keys.SECRET_VARIABLE]
    keys.change(home.folder, new := keys.new_secret())
    for secret, said in ((new, "not the secret"), ("", "is encrypted")):
        keys.forget()
        monkeypatch.setenv(keys.SECRET_VARIABLE, secret)
        with pytest.raises(keys.Locked, match=said):
            restore.restore(saved, tmp_path / "again")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
    monkeypatch.setenv(keys.SECRET_VARIABLE, then)
    assert backup.check(restore.restore(saved, tmp_path / "again")) == []


@pytest.mark.slow
def test_whatever_is_changed_is_told(home: Home, tmp_path: Path) -> None:
    """A byte anywhere, a cut anywhere, another one's beginning: one sentence, nothing left behind."""
    saved = making.make(home, made.ASKED)
    content = saved.read_bytes()
    bad = tmp_path / "bad.sealed"
    places = {0, 12, 60, len(content) // 2, len(content) - 1, *range(2_000, len(content), max(4_001, CHUNK_BYTES // 2))}
    changed = [content[:at] + bytes([content[at] ^ 1]) + content[at + 1:] for at in sorted(places)]
    for each in (*changed, *(content[:at] for at in (0, 5, 13, 100, 700, len(content) - 1)), content + b"x" * 100_000):
        bad.write_bytes(each)
        try:
            came = restore.restore(bad, tmp_path / "again")
        except BadInput:
            assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.sealed", "home"]
        else:  # a byte that says nothing, such as one of an empty place: all the same comes back
            assert backup.check(came) == []
            assert each not in changed[:3]
            shutil.rmtree(came.folder)


@pytest.mark.slow
def test_of_a_plain_home_it_stays_plain(tmp_path: Path) -> None:
    """A demo or a home of before keys: the zip that everybody can open, and its name says so."""
    small: SmallPilot = build(tmp_path / "home")
    saved = making.make(small.home, made.ASKED)
    assert (saved.suffix, envelope.is_sealed(saved), saved.read_bytes()[:4]) == (".zip", False, b"PK\x03\x04")
