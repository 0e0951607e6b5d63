"""Texts of several files as one, and the file in which such a text waits: its turns just as they were read.

A conversation that was recorded or written out in parts arrives as several files; what is stored is one text.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pilot.words import N_, _
from texts.importers.faults import damaged
from texts.importers.parsed import ParsedText, ParsedTurn, parsed
from texts.timings import Timing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KEY = "rode draad joined"
_ANEW = N_("The times of a later part begin anew, as of another recording: they are left out.")


def join(texts: Sequence[ParsedText]) -> ParsedText:
    """These texts, one at least, one after the other as one text.

    Times are of one recording: those of a part that begins before the one in front of it ends are left out.
    """
    turns: list[ParsedTurn] = []
    until, anew = 0, False
    for text in texts:
        times = [time for turn in text.turns for time in _times(turn)]
        if times and min(times) < until:
            turns += [replace(turn, start_ms=None, end_ms=None, timings=()) for turn in text.turns]
            anew = True
        else:
            turns += text.turns
            until = max([until, *times])
    warnings = [sentence for text in texts for sentence in text.warnings]
    return parsed(turns, "+".join(dict.fromkeys(text.format for text in texts)),
                  [*warnings, *([_(_ANEW)] if anew else [])], [line for text in texts for line in text.left_out])


def _times(turn: ParsedTurn) -> Iterable[int]:
    own = (turn.start_ms, turn.end_ms, *(time for one in turn.timings for time in (one.start_ms, one.end_ms)))
    return (time for time in own if time is not None)


def as_file(text: ParsedText) -> bytes:
    """The text as JSON, which `from_file` reads as it is."""
    return json.dumps({_KEY: text.format, "warnings": text.warnings, "left_out": text.left_out,
                       "turns": [[t.speaker, t.text, t.start_ms, t.end_ms, t.timings] for t in text.turns]}).encode()


def is_joined(data: Any) -> bool:
    """Whether JSON is what `as_file` wrote."""
    return isinstance(data, dict) and isinstance(data.get(_KEY), str)


def from_file(data: Any, name: str) -> ParsedText:
    """What `as_file` wrote, read. Raises: BadInput where somebody changed it so that it says nothing."""
    try:
        turns = [_turn(*fields) for fields in data["turns"]]
        return parsed(turns, data[_KEY], map(str, data["warnings"]), map(str, data["left_out"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise damaged(name) from fault


def _turn(speaker: str, text: str, start_ms: int | None, end_ms: int | None, timings: list[list[Any]]) -> ParsedTurn:
    times = tuple(Timing(*one) for one in timings)
    numbers = [n for one in times for n in (one.start, one.end, one.start_ms)]
    ends = [start_ms, end_ms, *(one.end_ms for one in times)]
    if not all(type(n) is int for n in (*numbers, *(end for end in ends if end is not None))) or any(
            n < 0 for n in (*numbers, *(end or 0 for end in ends))):
        raise ValueError("no whole numbers")
    if not isinstance(text, str) or any(not one.start < one.end <= len(text) for one in times):
        raise ValueError("no words there")
    return ParsedTurn(str(speaker), text, start_ms, end_ms, times)
