"""Plain text: a line a turn, with its time and who speaks. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary.timecode import timecode
from transcribe.output.transcript import speaker_name
from transcribe.segments import turns

if TYPE_CHECKING:
    from transcribe.output.transcript import Transcript


def txt(transcript: Transcript) -> str:
    """Lines such as “00:00:12 Speaker 1: text”."""
    return "".join(
        f"{timecode(turn.start_ms)} {speaker_name(turn.speaker)}{': ' if turn.speaker is not None else ''}{turn.text}\n"
        for turn in turns(transcript.words))
