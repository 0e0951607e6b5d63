"""A Word document: where to listen first, then a paragraph a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.as_docx import begun, finished
from pilot.files.printable import printable
from pilot.vocabulary.timecode import timecode
from pilot.words import _
from transcribe.output.transcript import speaker_name, told
from transcribe.segments import turns

if TYPE_CHECKING:
    from transcribe.output.transcript import Transcript


def docx(transcript: Transcript) -> bytes:
    """The file; each turn with its time and who speaks."""
    made = begun(_("Written out"), tuple(
        (what, how) for what, how in ((_("Recording"), transcript.media), (_("Written out by"), transcript.engine),
                                      (_("Spoken language"), transcript.language)) if how))
    if transcript.marks:
        made.add_heading(_("Listen here"), level=2)
        for mark in transcript.marks:
            made.add_paragraph(told(mark), style="List Bullet")
        made.add_heading(_("Text"), level=2)
    for turn in turns(transcript.words):
        line = made.add_paragraph()
        name = speaker_name(turn.speaker)
        line.add_run(printable(f"{timecode(turn.start_ms)} {name}{': ' if name else ''}")).bold = True
        line.add_run(printable(turn.text))
    return finished(made)
