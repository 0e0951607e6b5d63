"""Whisper's json: openai-whisper's object with segments, or faster-whisper's list of them; seconds to ms."""

from __future__ import annotations

import json
import math
from pathlib import Path

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.charset import decode
from texts.importers.faults import damaged, shown_name
from texts.importers.parsed import ParsedText, ParsedTurn, parsed

_NOT_WHISPER = N_(
    "{name} is not a transcript made by Whisper: it has no list of segments with start, end and text. Choose "
    "another file."
)
_SEGMENT = N_("Segment {number} in {name} has no good start, end or text. Make the transcript again.")
_BACKWARDS = N_("The times in {name} are not in order (segment {number}). Make the transcript again.")

# Longer than any recording; beyond it a time is a mistake (and would not fit the store).
_SECONDS_LIMIT = 1000 * 3600


def read_whisper(path: Path, name: str) -> ParsedText:
    """Segments as turns; start and end from seconds to integer ms, rounded; `speaker` where it is there.

    Raises:
        BadInput: no json, not Whisper's, a segment without good times, or times that run backwards.
    """
    try:
        data = json.loads(decode(path.read_bytes(), name))
    except (ValueError, RecursionError) as fault:
        raise damaged(name) from fault
    segments = data.get("segments") if isinstance(data, dict) else data
    if not isinstance(segments, list) or not segments or not all(isinstance(s, dict) for s in segments):
        raise BadInput(_NOT_WHISPER, name=shown_name(name))
    if not {"start", "end", "text"} <= segments[0].keys():
        raise BadInput(_NOT_WHISPER, name=shown_name(name))
    return parsed(_turns(segments, name), "whisper")


def _turns(segments: list[dict[str, object]], name: str) -> list[ParsedTurn]:
    turns: list[ParsedTurn] = []
    before = 0
    for number, segment in enumerate(segments, 1):
        start, end = _ms(segment.get("start")), _ms(segment.get("end"))
        text, speaker = segment.get("text"), segment.get("speaker") or ""
        if start is None or end is None or not isinstance(text, str) or not isinstance(speaker, str):
            raise BadInput(_SEGMENT, name=shown_name(name), number=number)
        if end < start or start < before:
            raise BadInput(_BACKWARDS, name=shown_name(name), number=number)
        before = start
        turns.append(ParsedTurn(speaker, text, start, end))
    return turns


def _ms(seconds: object) -> int | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
        return None
    return round(seconds * 1000) if 0 <= seconds <= _SECONDS_LIMIT else None
