"""Files written whole or not at all, and what is no file left as it is."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from pilot.files import saving

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    """/dev/stdout, a pipe: written to. Put in its place, a file would take the device from the whole machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    saving.require_place(pipe)
    with ThreadPoolExecutor() as reader:
        read = reader.submit(pipe.read_bytes)
        saving.save(b"text", pipe)
        assert read.result(timeout=20) == b"text"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file it leads to is replaced, in its own folder."""
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.txt", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    saving.save(b"new", link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_place_is_asked_for_before(tmp_path: Path) -> None:
    """A folder that is not there, or a folder itself, is told in a sentence; asking leaves nothing behind."""
    saving.require_place(tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []
    for path in (tmp_path / "none" / "a.txt", tmp_path):
        with pytest.raises(BadInput, match="cannot be written"):
            saving.require_place(path)
