"""A transcript as a file: subtitles, plain text, JSON with openai-whisper's keys, a Word document, ELAN's own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.saving import require_place, save
from transcribe.output import document, elan, plain, subtitles, whisper_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcribe.output.transcript import Transcript

_WRITERS: dict[str, Callable[[Transcript], str | bytes]] = {
    "vtt": subtitles.vtt, "srt": subtitles.srt, "txt": plain.txt, "json": whisper_json.written,
    "docx": document.docx, "eaf": elan.eaf}
FORMATS = tuple(_WRITERS)

__all__ = ["FORMATS", "render", "require_place", "save"]


def render(transcript: Transcript, format: str) -> bytes:
    """The bytes of a transcript in one of FORMATS; text is UTF-8 and ends with a newline."""
    made = _WRITERS[format](transcript)
    return made.encode() if isinstance(made, str) else made
