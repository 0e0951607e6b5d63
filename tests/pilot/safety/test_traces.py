"""Phrases are found wherever they stand in clear, in any spelling, and nowhere else."""

from __future__ import annotations

import base64
import gzip
import json
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from cli import cli
from pilot.safety import traces

if TYPE_CHECKING:
    from pathlib import Path

SAID, NAME = "De brug over de Zwarte Wetering zong", "Ilona Hazeveldé"
WAYS = [
    SAID.encode(), NAME.encode("utf-16-le"), NAME.encode("latin-1"), json.dumps(NAME).encode(), quote(NAME).encode(),
    *(base64.b64encode(b"xyz"[:before] + SAID.encode()) for before in range(3)),
    b"\0" * (traces.PIECE_BYTES - 10) + SAID.encode(),
]


@pytest.mark.parametrize("way", range(len(WAYS)))
def test_it_is_found_in_any_spelling(tmp_path: Path, way: int) -> None:
    """Whatever it was written as, and where a file is read in two pieces too."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_bytes(b"before " * 3 + WAYS[way] + b" after")
    assert [found.path.name for found in traces.looked_for([tmp_path], [SAID, NAME])] == ["a"]


def test_it_is_found_in_a_zip_and_in_a_name(tmp_path: Path) -> None:
    """Packed it can be read as well; and a file may be called after somebody."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part", SAID * 30)
    (tmp_path / f"{NAME}.txt").write_bytes(b"")
    (tmp_path / "b").write_bytes(b"PK\x05\x06 no zip")
    assert {(found.path.name, found.phrase) for found in traces.looked_for([tmp_path], [SAID, NAME])} == {
        ("a.zip", 0), (f"{NAME}.txt", 1)}


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    """What only looks like it, or cannot be read without more, is none; what is too short is not looked for."""
    (tmp_path / "a").write_bytes(SAID[:-1].encode() + b"." + gzip.compress(SAID.encode()))
    assert list(traces.looked_for([tmp_path, tmp_path / "gone"], [SAID])) == []
    with pytest.raises(ValueError, match="too short"):
        list(traces.looked_for([tmp_path], ["Jan"]))


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says in which file which line stands, and not the words; a short one is refused in one sentence."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "log").write_text(SAID)
    asked = ["traces", "--home", str(tmp_path / "home")]
    found = CliRunner().invoke(cli, asked, input=f"{NAME}\n{SAID}\n")
    assert (found.exit_code, found.output.strip()) == (1, f"{tmp_path}/home/log\t2")
    assert CliRunner().invoke(cli, asked, input=f"{NAME}\n").exit_code == 0
    refused = CliRunner().invoke(cli, asked, input="Jan\n")
    assert refused.exit_code != 0
