"""Recordings that came out wrong once: each whole sentence is there, at its time, or what is missing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from texts.intake.media_kind import check_media
from transcribe import whisper

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.model
FIRST, SECOND = "coffee together", "went to school"
# File: what is heard in it, and how long it lasts in ms by a player.
HEARD = {
    "rate_changes.mp3": ((FIRST, SECOND), 9960), "mono_then_stereo.mp3": ((FIRST, SECOND), 9950),
    "opposite_phase.flac": (("came to our house",), 5209), "two_tracks.mp4": ((FIRST, SECOND), 10_709),
    "chained.ogg": ((FIRST, SECOND), 9870), "vbr_no_header.mp3": ((FIRST, SECOND, "she knew us well"), 44_800),
    "starts_late.mp4": ((FIRST,), 8250),
}


@pytest.mark.parametrize("name", HEARD)
def test_nothing_is_lost(name: str, shared: Path, tiny: whisper.FasterWhisper) -> None:
    """Every sentence is written down, nothing is called damaged, and the intake knows how long it lasts."""
    path = shared / "cases/sound" / name
    sentences, length_ms = HEARD[name]
    heard = whisper.transcribe_file(path, tiny)
    segments, told = heard.segments, heard.damage.sentences()
    said = " ".join(segment.text for segment in segments)
    assert all(sentence in said for sentence in sentences)
    assert told == []
    with path.open("rb") as file:
        media = check_media(file, name)
    assert media.duration_ms == pytest.approx(length_ms, abs=60)
    assert media.warnings == ()
    if name == "starts_late.mp4":
        assert segments[0].words[0].start_ms == pytest.approx(3000, abs=300)


def test_a_truncated_recording_is_said_to_be_damaged(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """What could be read is written down, and it says up to where that was."""
    path = shared / "cases/sound/truncated.ogg"
    heard = whisper.transcribe_file(path, tiny)
    segments, told = heard.segments, heard.damage.sentences()
    assert "It was the best of times" in segments[0].text
    assert told == ["The recording is damaged: it breaks off after 00:00:28. It was read up to there."]
    with path.open("rb") as file:
        assert "breaks off after 00:00:28" in check_media(file, path.name).warnings[0]
