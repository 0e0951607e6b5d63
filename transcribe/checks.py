"""Where a person should listen: places where a transcript is likely to be wrong. They flag; nothing is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.account import Span
    from transcribe.writing import Mark, Written

# What is found now; `listen.REASON_NAMES` knows those of older versions too.
REASONS = ("who speaks", "two at once", "repeated", "too many words", "unsure", "voice without text",
           "sound without text", "another language", "damaged", "could not be written out")

# At most so much of the voice is marked for words that are only a little unsure, nine in fifteen of which are wrong.
MOST_MARKED, LESS_SURE = 0.045, 0.55


@dataclass(frozen=True)
class Listen:
    """One place to listen to, integer ms; reason is one of REASONS. No text: the list lies outside the transcript."""

    start_ms: int
    end_ms: int
    reason: str


def places(written: Sequence[Written], damage: Sequence[Span]) -> list[Listen]:
    """Every place to listen to in what was written out, those where the recording is damaged among them, by time."""
    marks = [mark for one in written for mark in one.marks]
    found = {Listen(*mark) for mark in [*marks, *less_sure(written, marks)]}
    found |= {Listen(*span, "damaged") for span in damage}
    return sorted(found, key=lambda place: (place.start_ms, place.end_ms, place.reason))


def less_sure(written: Sequence[Written], marks: Sequence[Mark]) -> list[Mark]:
    """Where little is marked: the least sure of the words that no mark holds, as long as that stays little."""
    room = MOST_MARKED * sum(one.window.voice_ms for one in written) - sum(end - start for start, end, _why in marks)
    ends = sorted(mark[:2] for mark in marks)
    unsure = sorted((word.probability, word.start_ms, word.end_ms) for one in written for word in one.words
                    if 0 <= word.probability < LESS_SURE and not _inside((word.start_ms + word.end_ms) // 2, ends))
    found: list[Mark] = []
    for _probability, start, end in unsure:
        room -= end - start
        if room < 0:
            break
        found.append((start, end, "unsure"))
    return found


def _inside(ms: int, spans: Sequence[Span]) -> bool:
    return any(start <= ms <= end for start, end in spans)
