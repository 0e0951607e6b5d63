"""The codebook commands: results on stdout, messages on stderr, exit 0 or 2."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.book import codebook
from tests.coding.book.test_file import SMALL

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small codebook file."""
    path = tmp_path / "book.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_a_good_file_is_counted(file: Path) -> None:
    """Checking a good file says how many codes it has."""
    result = CliRunner().invoke(cli, ["codebook", "check", str(file)])
    assert (result.exit_code, result.stdout) == (0, "2 codes, no faults\n")


@pytest.mark.parametrize(("content", "told"), [
    (b"", "Line 1: the file is empty."),
    (b"name: \xff", "Line 1: this is not text in UTF-8"),
    (SMALL.replace("key: een", "key: Een").encode(), "Line 8: “Een” is no key"),
])
def test_a_wrong_file_exits_2(file: Path, content: bytes, told: str) -> None:
    """A wrong file ends with its faults on stderr, nothing on stdout and exit 2."""
    file.write_bytes(content)
    result = CliRunner().invoke(cli, ["codebook", "check", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_missing_file_exits_2(tmp_path: Path) -> None:
    """A file that is not there is told in a sentence."""
    result = CliRunner().invoke(cli, ["codebook", "check", str(tmp_path / "no.yaml")])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_a_file_with_a_mark_of_windows_is_read(file: Path) -> None:
    """A byte order mark and Windows line ends do no harm."""
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert CliRunner().invoke(cli, ["codebook", "check", str(file)]).exit_code == 0


def test_loading_into_a_pilot(small: SmallPilot, db: Database, file: Path) -> None:
    """Loading makes versions, also of an older file; loading what is in use says so."""
    arguments = ["codebook", "load", str(file), "--pilot", str(small.pilot.db_path), "--label", "eerste"]
    assert CliRunner().invoke(cli, arguments).stdout == "1\n"
    file.write_text(SMALL.replace("nl: Een", "nl: Eentje"), encoding="utf-8")
    assert CliRunner().invoke(cli, arguments).stdout == "2\n"
    file.write_text(SMALL, encoding="utf-8")
    assert CliRunner().invoke(cli, arguments).stdout == "3\n"
    again = CliRunner().invoke(cli, arguments)
    assert (again.exit_code, again.stdout) == (0, "3\n")
    assert again.stderr == "This codebook is in use already.\n"
    assert [version.number for version in codebook.versions(db, small.viewers["admin"])] == [3, 2, 1]


def test_loading_into_no_pilot(file: Path, tmp_path: Path) -> None:
    """A path without a pilot is refused."""
    result = CliRunner().invoke(cli, ["codebook", "load", str(file), "--pilot", str(tmp_path / "none.db")])
    assert result.exit_code == 2
    assert "There is no pilot" in result.stderr
