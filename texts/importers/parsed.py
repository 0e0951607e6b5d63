"""What every importer hands over: turns of plain text, no file and no store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from texts.importers.normalise import normalise


@dataclass(frozen=True)
class ParsedTurn:
    """One paragraph by one speaker.

    Args:
        speaker: the label as the file has it, '' when unknown.
        text: normalised, never empty, no line end at either side.
        start_ms: integer ms from the start of the recording, None when the file does not say.
        end_ms: integer ms, never before start_ms, None when not known.
    """

    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True)
class ParsedText:
    """A file read as turns.

    Args:
        turns: in the order of the file, at least one.
        format: how it was read: txt, md, docx, odt, rtf, pdf, html, vtt, srt or whisper.
        speakers: the labels in order of first appearance, without ''.
        warnings: sentences in the current language on what was left out or moved.
    """

    turns: tuple[ParsedTurn, ...]
    format: str
    speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def parsed(turns: Iterable[ParsedTurn], format: str, warnings: Iterable[str] = ()) -> ParsedText:
    """A ParsedText of the turns that hold text, normalised, with speakers and warnings each once."""
    kept = []
    for turn in turns:
        text = normalise(turn.text).strip()
        if text:
            kept.append(ParsedTurn(normalise(turn.speaker).strip(), text, turn.start_ms, turn.end_ms))
    speakers = dict.fromkeys(turn.speaker for turn in kept if turn.speaker)
    return ParsedText(tuple(kept), format, tuple(speakers), tuple(dict.fromkeys(warnings)))
