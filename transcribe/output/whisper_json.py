"""JSON with openai-whisper's keys, and with ours beside them: who speaks, and where to listen. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from transcribe.output.transcript import speaker_name

if TYPE_CHECKING:
    from transcribe.output.transcript import Transcript
    from transcribe.segments import Segment, Word


def written(transcript: Transcript) -> str:
    """Whisper's `text`, `segments` and `language`; `marks` are places to listen to; all times in seconds."""
    whole = {
        "text": "".join(segment.text for segment in transcript.segments),
        "segments": [_row(n, segment) for n, segment in enumerate(transcript.segments)],
        "language": transcript.language,
        "marks": [{"start": mark.start_ms / 1000, "end": mark.end_ms / 1000, "reason": mark.reason}
                  for mark in transcript.marks]}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _row(n: int, segment: Segment) -> dict[str, object]:
    """One segment with the keys of openai-whisper; times in seconds, seek in hundredths."""
    return {
        "id": n, "seek": segment.seek_ms // 10, "start": segment.start_ms / 1000, "end": segment.end_ms / 1000,
        "text": segment.text, "tokens": [token for word in segment.words for token in word.tokens],
        "temperature": 0.0, "avg_logprob": segment.facts.logprob, "compression_ratio": segment.facts.compression,
        "no_speech_prob": segment.facts.no_speech, "words": [_word(word) for word in segment.words],
    }


def _word(word: Word) -> dict[str, object]:
    """One word; `speaker` only where it is known."""
    spoken = {"word": word.text, "start": word.start_ms / 1000, "end": word.end_ms / 1000,
              "probability": word.probability}
    return spoken if word.speaker is None else {**spoken, "speaker": speaker_name(word.speaker)}
