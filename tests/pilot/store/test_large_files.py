"""Recordings and uploads on disk: opened, written, given a second name."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from pilot.config import Home
from pilot.errors import BadInput, NotFound
from pilot.store import keys, large_files, sealed

if TYPE_CHECKING:
    from pathlib import Path

    from pilot.config import Pilot


def test_what_is_gone_is_one_sentence(tmp_path: Path) -> None:
    """A recording whose file is gone is told without the name of a folder."""
    with pytest.raises(NotFound, match="file of this recording is missing") as told:
        large_files.opened(tmp_path / "g.mp3")
    assert str(tmp_path) not in told.value.sentence("en")


def test_size_does_not_move_the_reader(tmp_path: Path) -> None:
    """Asking how long a file is leaves the place where it is being read."""
    (tmp_path / "a").write_bytes(b"0123456789")
    with large_files.opened(tmp_path / "a") as file:
        assert file.read(4) == b"0123"
        assert large_files.size(file) == 10
        assert file.read(2) == b"45"


def test_an_upload_is_for_this_account_alone(tmp_path: Path) -> None:
    """Made with no rights for others, and what it holds already stays when it is written on."""
    path = tmp_path / "a.part"
    with large_files.continued(path) as file:
        file.write(b"begin")
    with large_files.continued(path) as file:
        file.seek(0, os.SEEK_END)
        file.write(b" end")
    assert path.read_bytes() == b"begin end"
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("links", [True, False])
def test_a_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """A file gets another name beside its own, also on a disk that knows no hard links."""
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a.part").write_bytes(b"sound")
    target = tmp_path / "recordings" / "a.mp3"
    for _ in range(2):  # an earlier attempt may have left the name
        large_files.name_again(tmp_path / "a.part", target)
    (tmp_path / "a.part").unlink()
    assert target.read_bytes() == b"sound"


@pytest.fixture
def encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pilot:
    """A pilot in a home with keys."""
    monkeypatch.setenv(keys.SECRET_VARIABLE, keys.new_secret())
    keys.begin(tmp_path / "home")
    pilot = Home(tmp_path / "home").pilot("proef")
    for folder in (pilot.recordings, pilot.uploads):
        folder.mkdir(parents=True)
    return pilot


def test_what_lies_in_an_encrypted_home_is_sealed(encrypted: Pilot) -> None:
    """An upload that goes on, its second name, what is written whole: to read as they were, not on the disk."""
    part, there = large_files.upload(encrypted, "g"), large_files.recording(encrypted, "g", "mp3")
    with large_files.continued(part) as file:
        file.write(b"what she said" * 100)
    with pytest.raises(BlockingIOError), large_files.continued(part) as file:
        large_files.continued(part, wait=False)
    with large_files.continued(part) as file:
        file.seek(0, os.SEEK_END)
        file.write(b" and more")
    large_files.name_again(part, there)
    part.unlink()
    with large_files.opened(there) as file:
        assert file.read() == b"what she said" * 100 + b" and more"
    assert b"what she said" not in there.read_bytes()
    with large_files.appearing(large_files.playable(encrypted, "g")) as file:
        file.write(b"what she said")
    assert large_files.length(large_files.playable(encrypted, "g")) == 13
    assert b"what she said" not in large_files.playable(encrypted, "g").read_bytes()
    assert large_files.plain_files(encrypted) == []


def test_who_is_lent_a_file_has_the_key_of_no_other(encrypted: Pilot) -> None:
    """A process without the secret reads the one that it was given, and not another with what it was given."""
    one, other = (large_files.recording(encrypted, guid, "mp3") for guid in "ab")
    for path in (one, other):
        with large_files.written(path) as file:
            file.write(path.name.encode() * 50)
    given = large_files.lent(one)
    with large_files.borrowed(given) as file:
        assert file.read() == b"a.mp3" * 50
    with pytest.raises(sealed.Damaged):
        large_files.borrowed(given.replace(str(one), str(other)))


def test_what_was_plain_is_sealed_once(encrypted: Pilot) -> None:
    """What lay there before the home had keys is read as it was, and then sealed with the same rights."""
    path = large_files.recording(encrypted, "g", "mp3")
    path.write_bytes(b"what she said" * 10_000)
    path.chmod(0o600)
    with large_files.opened(path) as before:
        assert before.read(4) == b"what"
    assert large_files.plain_files(encrypted) == [path]
    large_files.seal(path)
    assert large_files.plain_files(encrypted) == []
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"what she said" not in path.read_bytes()
    with large_files.opened(path) as file:
        assert file.read() == b"what she said" * 10_000


@pytest.mark.parametrize("at", [0, 10, 40, 66_600])
def test_damage_is_one_sentence(encrypted: Pilot, at: int) -> None:
    """A byte that changed on the disk, in the beginning too, is told; nothing else is read instead."""
    path = large_files.recording(encrypted, "g", "mp3")
    with large_files.written(path) as file:
        file.write(b"what she said" * 100)
    changed = bytearray(path.read_bytes())
    changed[at] ^= 1
    path.write_bytes(changed)
    with pytest.raises(BadInput, match="damaged") as told, large_files.opened(path) as file:
        file.read()
    assert "g.mp3" not in told.value.sentence("nl")


def test_without_the_secret_nothing_is_read(encrypted: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes the disk and not the secret gets one sentence."""
    path = large_files.recording(encrypted, "g", "mp3")
    with large_files.written(path) as file:
        file.write(b"what she said")
    keys.forget()
    monkeypatch.delenv(keys.SECRET_VARIABLE)
    with pytest.raises(keys.Locked):
        large_files.opened(path)
