"""Recordings and uploads on disk: opened, written, given a second name."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from pilot.errors import NotFound
from pilot.store import large_files

if TYPE_CHECKING:
    from pathlib import Path


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
