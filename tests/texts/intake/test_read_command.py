"""`cli.py read`: what would be read from a file, as JSON, with nothing stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from cli import cli

if TYPE_CHECKING:
    from pathlib import Path


def test_what_would_be_read_is_printed(tmp_path: Path) -> None:
    """Turns with speaker (null where unknown) and times, warnings, and what is left out; nothing else is on stdout."""
    path = tmp_path / "gesprek.txt"
    path.write_text("Gesprek\n\nMoeder: Goed, één keer.\n\nTranscribed by https://otter.ai\n", encoding="utf-8")
    answer = CliRunner().invoke(cli, ["read", str(path)])
    assert answer.exit_code == 0
    found = json.loads(answer.stdout)
    assert found["turns"] == [
        {"speaker": None, "start_ms": None, "end_ms": None, "text": "Gesprek"},
        {"speaker": "Moeder", "start_ms": None, "end_ms": None, "text": "Goed, één keer."},
    ]
    assert found["left_out"] == ["Transcribed by https://otter.ai"]
    assert len(found["warnings"]) == 1
    assert set(found) == {"turns", "warnings", "left_out"}
    assert [each.name for each in tmp_path.iterdir()] == ["gesprek.txt"]


def test_a_file_that_is_refused_gets_one_sentence(tmp_path: Path) -> None:
    """Exit 2, one line on stderr, nothing on stdout."""
    path = tmp_path / "gesprek.docx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    answer = CliRunner().invoke(cli, ["read", str(path)])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_name_needs_no_ending(tmp_path: Path) -> None:
    """What a file holds says what it is: a text is read, a recording is said to be one."""
    text, sound = tmp_path / "gesprek 4.3.2021", tmp_path / "opname"
    text.write_text("Moeder: Het ging goed.\n", encoding="utf-8")
    sound.write_bytes(b"OggS" + bytes(200))
    answer = CliRunner().invoke(cli, ["read", str(text)])
    assert [turn["speaker"] for turn in json.loads(answer.stdout)["turns"]] == ["Moeder"]
    refused = CliRunner().invoke(cli, ["read", str(sound)])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "opname is a recording, not a text" in refused.stderr
