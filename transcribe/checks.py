"""Where a person should listen: places where a transcript is likely to be wrong. They flag; nothing is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.account import Span
    from transcribe.writing import Written

# What is found now; `listen.REASON_NAMES` knows those of older versions too.
REASONS = ("who speaks", "two at once", "repeated", "too many words", "unsure", "voice without text",
           "sound without text", "another language", "damaged", "could not be written out")


@dataclass(frozen=True)
class Listen:
    """One place to listen to, integer ms; reason is one of REASONS. No text: the list lies outside the transcript."""

    start_ms: int
    end_ms: int
    reason: str


def places(written: Sequence[Written], damage: Sequence[Span]) -> list[Listen]:
    """Every place to listen to in what was written out, those where the recording is damaged among them, by time."""
    found = {Listen(*mark) for one in written for mark in one.marks} | {Listen(*span, "damaged") for span in damage}
    return sorted(found, key=lambda place: (place.start_ms, place.end_ms, place.reason))
