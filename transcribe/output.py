"""A transcript as a file: WebVTT, SubRip, plain text, or JSON with openai-whisper's keys. Pure, except `save`."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_
from transcribe.segments import turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.segments import Segment

FORMATS = ("vtt", "srt", "txt", "json")


def render(segments: Sequence[Segment], format: str, language: str) -> str:
    """The segments in one of FORMATS; ends with a newline."""
    writers = {"vtt": _vtt, "srt": _srt, "txt": _txt}
    return _json(segments, language) if format == "json" else writers[format](segments)


def timestamp(ms: int, mark: str = ".") -> str:
    """HH:MM:SS.mmm of integer ms; `mark` stands before the thousandths."""
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{mark}{ms % 1000:03d}"


def _vtt(segments: Sequence[Segment]) -> str:
    cues = [
        f"{timestamp(s.start_ms)} --> {timestamp(s.end_ms)}\n{_cue(s.text)}\n" for s in segments]
    return "WEBVTT\n\n" + "\n".join(cues)


def _cue(text: str) -> str:
    """Text that cannot be taken for markup or for the line of times."""
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _srt(segments: Sequence[Segment]) -> str:
    return "\n".join(
        f"{n}\n{timestamp(s.start_ms, ',')} --> {timestamp(s.end_ms, ',')}\n{s.text.strip().replace('-->', '->')}\n"
        for n, s in enumerate(segments, start=1))


def _txt(segments: Sequence[Segment]) -> str:
    return "".join(turn.text + "\n" for turn in turns(segments))


def _json(segments: Sequence[Segment], language: str) -> str:
    rows = [_row(n, segment) for n, segment in enumerate(segments)]
    whole = {"text": "".join(s.text for s in segments), "segments": rows, "language": language}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _row(n: int, segment: Segment) -> dict[str, Any]:
    """One segment with the keys of openai-whisper; times in seconds, seek in hundredths."""
    return {
        "id": n, "seek": segment.seek_ms // 10, "start": segment.start_ms / 1000, "end": segment.end_ms / 1000,
        "text": segment.text, "tokens": list(segment.tokens), "temperature": segment.temperature,
        "avg_logprob": segment.avg_logprob, "compression_ratio": segment.compression_ratio,
        "no_speech_prob": segment.no_speech,
        "words": [
            {"word": w.text, "start": w.start_ms / 1000, "end": w.end_ms / 1000, "probability": w.probability}
            for w in segment.words],
    }


def save(text: str, path: Path) -> None:
    """Write a file whole or not at all; an older file of that name is replaced in one step.

    Raises: BadInput when it cannot be written.
    """
    name = None
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", delete=False) as file:
            name = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise BadInput(
            N_("{path} cannot be written. Choose another folder, or make room on the disk."), path=path) from error
