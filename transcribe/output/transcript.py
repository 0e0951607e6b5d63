"""What is written to a file: what was heard, who spoke, and where somebody should listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.vocabulary.timecode import timecode
from pilot.words import _
from transcribe.listen import REASON_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.checks import Listen
    from transcribe.segments import Segment, Word


@dataclass(frozen=True)
class Transcript:
    """A recording written out, outside any pilot.

    Attributes:
        segments: in order of time.
        language: code of the language that was asked for.
        marks: places where it is likely to be wrong.
        media: name of the file of the recording, without its folder.
        engine: what wrote it out, such as 'faster-whisper base'.
    """

    segments: Sequence[Segment]
    language: str
    marks: Sequence[Listen] = ()
    media: str = ""
    engine: str = ""

    @property
    def words(self) -> list[Word]:
        """All of them, in the order of the segments."""
        return [word for segment in self.segments for word in segment.words]


def speaker_name(speaker: int | None) -> str:
    """“Speaker 1” of 0, in the current language; '' where nobody said who speaks."""
    return "" if speaker is None else _("Speaker {n}").format(n=speaker + 1)


def told(mark: Listen) -> str:
    """A place to listen to as a line: from when to when, and why, in the current language."""
    return f"{timecode(mark.start_ms)} - {timecode(mark.end_ms)}: {_(REASON_NAMES[mark.reason])}"
