"""Transcripts as files."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
import srt
import webvtt

from pilot.errors import BadInput
from transcribe import output
from transcribe.segments import Segment, Word

if TYPE_CHECKING:
    from pathlib import Path

SEGMENTS = [
    Segment(500, 2500, " Zij zei: <b> & --> dat 🙂", (Word(" Zij", 500, 900, 0.9),), 0.9, 0.1, tokens=(1, 2)),
    Segment(3_600_000, 3_601_001, " Ja."),
]


def test_vtt_can_be_read_back(tmp_path: Path) -> None:
    """A reader of WebVTT finds the same times and text, whatever stands in it."""
    path = tmp_path / "a.vtt"
    path.write_text(output.render(SEGMENTS, "vtt", "nl"), encoding="utf-8")
    read = webvtt.read(str(path))
    assert [(c.start, c.end) for c in read.captions] == [
        ("00:00:00.500", "00:00:02.500"), ("01:00:00.000", "01:00:01.001")]
    assert "&lt;b&gt; &amp; --&gt; dat 🙂" in read.captions[0].raw_text


def test_srt_can_be_read_back() -> None:
    """A reader of SubRip finds the same times and text."""
    read = list(srt.parse(output.render(SEGMENTS, "srt", "nl")))
    assert [(r.start.total_seconds(), r.end.total_seconds()) for r in read] == [(0.5, 2.5), (3600.0, 3601.001)]
    assert read[1].content == "Ja."


def test_txt_has_a_turn_a_line() -> None:
    """Plain text has one readable turn per line."""
    assert output.render(SEGMENTS, "txt", "nl") == "Zij\nJa.\n"


def test_json_has_whispers_keys() -> None:
    """The keys of openai-whisper, times in seconds."""
    whole = json.loads(output.render(SEGMENTS, "json", "nl"))
    assert set(whole) == {"text", "segments", "language"}
    assert set(whole["segments"][0]) == {
        "id", "seek", "start", "end", "text", "tokens", "temperature", "avg_logprob", "compression_ratio",
        "no_speech_prob", "words"}
    assert whole["segments"][0]["words"] == [{"word": " Zij", "start": 0.5, "end": 0.9, "probability": 0.9}]
    assert (whole["segments"][0]["start"], whole["segments"][1]["id"]) == (0.5, 1)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails at the last moment, the older file stands and nothing lies beside it."""
    path = tmp_path / "a.txt"
    output.save("eerst", path)

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="cannot be written"):
        output.save("later", path)
    assert path.read_text() == "eerst"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    """Writing into a folder that does not exist is told in a sentence."""
    with pytest.raises(BadInput, match="Choose another folder"):
        output.save("x", tmp_path / "none" / "a.txt")
