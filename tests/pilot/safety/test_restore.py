"""A backup that comes from anywhere is brought back whole, or refused in one sentence with nothing left behind."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from cli import cli
from pilot.accounts import sittings
from pilot.config import Home
from pilot.errors import BadInput
from pilot.safety import backup, manifest, restore
from pilot.store import keys, large_files
from pilot.store.files import open_server
from tests.builder import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot

HASH = "0" * 64
GOOD: dict[str, Any] = {"format": 1, "sha256": {"server.db": HASH}, "events": {}}


def packed(path: Path, says: object, files: dict[str, bytes] | None = None, *, twice: bool = False) -> Path:
    """A zip with this manifest (bytes as they are) and these files; with `twice` the first of them again."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", says if isinstance(says, bytes) else json.dumps(says))
        for name, content in (files or {"server.db": b"x"}).items():
            archive.writestr(name, content)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("server.db", b"y")
    return path


@pytest.mark.parametrize("says", [
    None, [], 7, "x", {}, b"", b"\xff", b"[" * 200_000, b'{"format":' * 2_000, {"format": "1", "sha256": {}},
    {"format": 1}, {"format": 1, "sha256": []}, {"format": 1, "sha256": [["server.db", HASH]]},
    {"format": 1, "sha256": {"server.db": 3}}, {"format": 1, "sha256": {"server.db": "0"}},
    {"format": 1, "sha256": {"server.db": HASH}, "events": []},
    {"format": 1, "sha256": {"server.db": HASH}, "events": {"server.db": 1}},
    {"format": 1, "sha256": {"server.db": HASH}, "events": {"server.db": [1.5, "x"]}},
    {"format": 1, "sha256": {"server.db": HASH}, "events": {"pilots/a/pilot.db": [1, "x"]}},
    {"format": 1, "sha256": {"gone.db": HASH}}], ids=lambda says: str(says)[:40])
def test_a_manifest_that_says_something_else(tmp_path: Path, says: object) -> None:
    """It is no backup of ours."""
    with pytest.raises(BadInput, match="^[^ ]*a.zip is not a whole backup of Rode Draad"):
        restore.restore(packed(tmp_path / "a.zip", says), tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("place", [
    "../x", "/etc/x", "a\0b", "worker.log", "server.db-wal", "pilots/../server.db", "pilots/a/practice/x.db",
    "pilots/a/recordings/..", "pilots/a/recordings/b/c", "pilots/A/pilot.db", "pilots/a/pilot.db\n", "c:\\x",
    "pilots/a/recordings/" + "x" * 300, "\ud800"])
def test_a_place_that_no_home_has(tmp_path: Path, place: str) -> None:
    """Only stores and recordings are brought back, each to its own place."""
    source = packed(tmp_path / "a.zip", {"format": 1, "sha256": {place: HASH}})
    with pytest.raises(BadInput, match="is not a whole backup"):
        restore.restore(source, tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_entries_that_lie(tmp_path: Path) -> None:
    """Two entries of one name, a packing that is broken, a lock: one sentence."""
    twice = packed(tmp_path / "twice.zip", GOOD, twice=True)
    broken = packed(tmp_path / "broken.zip", GOOD, {"server.db": os.urandom(9_000)})
    data = bytearray(broken.read_bytes())
    data[len(data) // 2] ^= 255
    broken.write_bytes(data)
    locked = packed(tmp_path / "locked.zip", GOOD)
    data = bytearray(locked.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    locked.write_bytes(data)
    for source in (twice, broken, locked):
        with pytest.raises(BadInput, match="is not a whole backup"):
            restore.restore(source, tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.zip", "locked.zip", "twice.zip"]


def test_what_does_not_fit_on_the_disk_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small zip may unpack to more than there is room for."""
    source = packed(tmp_path / "a.zip", GOOD, {"server.db": bytes(10_000_000)})
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=restore.RESERVE_BYTES + 9_000_000))
    with pytest.raises(BadInput, match="not enough room"):
        restore.restore(source, tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("name", [
    "deepman", "listman", "manifest_broken-deflate", "manifest_dotdot", "manifest_encrypted-flag", "manifest_list",
    "manifest_nul-name", "manifest_null", "manifest_sha-number"])
def test_hostile_backups_of_others(shared: Path, tmp_path: Path, name: str) -> None:
    """The command says one sentence, exits 2 and leaves nothing behind."""
    source = shared / "cases" / "hostile" / f"{name}.zip"
    if not source.is_file():
        pytest.skip("no cases beside the project")
    ended = CliRunner().invoke(cli, ["restore", str(source), str(tmp_path / "again")])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.strip() == f"{source} is not a whole backup of Rode Draad. Choose another file."
    assert not list(tmp_path.iterdir())


def test_nobody_is_signed_in_after_it(small: SmallPilot, tmp_path: Path) -> None:
    """A sitting that lived when the backup was made has ended in what is brought back."""
    with closing(open_server(small.home.server_path)) as server:
        token = sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1")
        assert sittings.sitting(server, token)
    made = backup.back_up(small.home, tmp_path / "b.zip")
    home = restore.restore(made, tmp_path / "again")
    with closing(open_server(home.server_path)) as server:
        assert sittings.sitting(server, token) is None
        assert sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1")
    with closing(open_server(small.home.server_path)) as server:
        assert sittings.sitting(server, token)


@pytest.mark.parametrize("seconds", [-(10**9), 0, 4_300_000_000, 10**11])
@pytest.mark.slow
def test_a_recording_with_an_odd_clock_is_backed_up(small: SmallPilot, tmp_path: Path, seconds: int) -> None:
    """A recorder's clock may say any year; the sound counts."""
    path = large_files.recording(small.pilot, "0" * 8, "mp3")
    path.write_bytes(b"sound")
    os.utime(path, (seconds, seconds))
    made = backup.back_up(small.home, tmp_path / "b.zip")
    assert path.relative_to(small.home.folder).as_posix() in manifest.of(made).sha256
    home = restore.restore(made, tmp_path / "again")
    assert (home.pilots()[0].recordings / path.name).read_bytes() == b"sound"


def test_into_the_folder_somebody_stands_in(
    small: SmallPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder called "." has no name of its own, and is a new folder as any other."""
    source = tmp_path / "a.zip"
    backup.back_up(small.home, source)
    (tmp_path / "again").mkdir()
    monkeypatch.chdir(tmp_path / "again")
    run = CliRunner().invoke(cli, ["restore", str(source), "."])
    assert (run.exit_code, backup.check(Home(tmp_path / "again"))) == (0, [])


@pytest.mark.parametrize(("false", "says"), [
    ({}, "is not a whole backup"), ({"format": 2}, "is not a whole backup"), (None, "is not the secret of"),
    ("plain", "is encrypted")])
def test_a_fault_in_its_keys_is_said_of_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, false: object, says: str
) -> None:
    """The folder it is unpacked in, gone by then, is not named, and nothing is left behind."""
    keys.forget()
    monkeypatch.setenv(keys.SECRET_VARIABLE, keys.new_secret())
    (tmp_path / "other").mkdir()
    keys.begin(tmp_path / "other")
    ours = (tmp_path / "other" / keys.NAME).read_bytes()
    if false == "plain":
        monkeypatch.delenv(keys.SECRET_VARIABLE)
    else:
        monkeypatch.setenv(keys.SECRET_VARIABLE, keys.new_secret())
    files = {"keys.json": ours if false in (None, "plain") else json.dumps(false).encode(), "server.db": b"x"}
    sha256 = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    backup_zip = packed(tmp_path / "a.zip", GOOD | {"sha256": sha256}, files)
    for bring in (lambda: restore.restore(backup_zip, tmp_path / "again"), lambda: restore.prove(backup_zip, tmp_path)):
        keys.forget()
        with pytest.raises(BadInput) as refused:
            bring()
        assert says in str(refused.value)
        assert str(backup_zip) in str(refused.value)
        assert ".part" not in str(refused.value)
        assert ".proof" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "other"]
