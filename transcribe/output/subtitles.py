"""Subtitles: WebVTT and SubRip. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcribe.output.cues import cues, tokens
from transcribe.output.transcript import speaker_name

if TYPE_CHECKING:
    from transcribe.output.cues import Cue
    from transcribe.output.transcript import Transcript


def timestamp(ms: int, mark: str = ".") -> str:
    """HH:MM:SS.mmm of integer ms; `mark` stands before the thousandths."""
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{mark}{ms % 1000:03d}"


def vtt(transcript: Transcript) -> str:
    """WebVTT; who speaks stands in a voice tag."""
    made = [f"{timestamp(cue.start_ms)} --> {timestamp(cue.end_ms)}\n{_voice(cue)}{_escaped(chr(10).join(cue.lines))}\n"
            for cue in cues(tokens(transcript.segments))]
    return "WEBVTT\n\n" + "\n".join(made)


def _voice(cue: Cue) -> str:
    return "" if cue.speaker is None else f"<v {_escaped(speaker_name(cue.speaker))}>"


def _escaped(text: str) -> str:
    """Text that cannot be taken for markup or for the line of times."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def srt(transcript: Transcript) -> str:
    """SubRip; who speaks stands before the first cue of a turn."""
    made, before = [], None
    for n, cue in enumerate(cues(tokens(transcript.segments)), start=1):
        name = f"{speaker_name(cue.speaker)}: " if cue.speaker is not None and cue.speaker != before else ""
        before = cue.speaker
        text = name + "\n".join(cue.lines).replace("-->", "->")
        made.append(f"{n}\n{timestamp(cue.start_ms, ',')} --> {timestamp(cue.end_ms, ',')}\n{text}\n")
    return "\n".join(made)
