"""Recordings that came out wrong once: each whole sentence is there, at its time, or what is missing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from texts.intake.media_kind import check_media
from transcribe import account, whisper
from transcribe.output import cues

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


def test_two_people_at_once_are_marked(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """Of eleven seconds of two voices at once, in which one is lost, a good part is marked; little of the rest is."""
    heard = whisper.transcribe_file(shared / "cases/sound/overlap.ogg", tiny)
    marks = [mark[:2] for one in heard.written for mark in one.marks]
    assert account.total(account.within(marks, (0, 11_500))) >= 3000
    assert account.total(account.within(marks, (18_000, 44_000))) <= 1500


def test_seventeen_words_do_not_vanish(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """They did, under a word that lasted 5.7 s; no word that is kept lasts so long unmarked."""
    heard = whisper.transcribe_file(shared / "cases/sound/two_cities.flac", tiny)
    said = "".join(one.text for one in heard.segments)
    assert "going direct the other way" in said
    assert "so far like the present period" in said
    assert all(w.end_ms - w.start_ms < 1500 for one in heard.segments for w in one.words)


def test_no_cue_spans_a_long_pause(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """Thirty seconds of silence in the middle of a sentence: two sentences, two subtitles, times on both sides."""
    heard = whisper.transcribe_file(shared / "cases/sound/pause_of_30_s.webm", tiny)
    assert all(one.end_ms < 6000 or one.start_ms > 34_000 for one in heard.segments)
    assert all(cue.end_ms < 6000 or cue.start_ms > 34_000 for cue in cues.cues(cues.tokens(heard.segments)))
    assert {one.start_ms < 6000 for one in heard.segments} == {True, False}


def test_doubtful_text_is_marked(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """What is written of a recording that was far too loud is marked where it is wrong."""
    heard = whisper.transcribe_file(shared / "cases/sound/clipped.flac", tiny)
    marks = [mark[:2] for one in heard.written for mark in one.marks]
    assert account.total(account.within(marks, (0, 10_000))) >= 1000


def test_a_tenth_of_a_second_thanks_nobody(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """No text is made of a click."""
    with pytest.raises(BadInput, match="Nobody is heard"):
        whisper.transcribe_file(shared / "cases/sound/tenth_of_a_second.wav", tiny)
