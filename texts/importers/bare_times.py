"""Times without brackets between words, as oTranscribe has them: "00:04 Het gaat goed, 00:08 alleen zo druk."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from texts.importers.times import ms

_TIME = re.compile(r"(?<!\S)\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!\S)")
# "Ik kom om 10:30", "10:30 uur" and "tussen 9:00 en 10:00" are hours of the day.
_HOUR_BEFORE = re.compile(
    r"\b(?:om|tot|van|vanaf|rond|voor|na|tegen|tussen|en|of|sinds|half|at|from|until|till|to|by|before|after|around"
    r"|between|and|since|klokke|the|de|het)\s*$", re.IGNORECASE)
_HOUR_BEHIND = re.compile(r"\s*(?:uur|u|h|am|pm|a\.m\.|p\.m\.)\b|\s*[-–—]\s*\d", re.IGNORECASE)
_BEGINS_BEFORE_MS = 60_000
_FEWEST = 3


class _Found(NamedTuple):
    line: int
    start: int
    end: int
    ms: int


def bracketed(lines: Sequence[str]) -> list[str]:
    """The lines with square brackets round the times between words and at beginnings of lines, as others write them.

    Only where three at least are that, and all rise from the first minute of a recording on: otherwise they are hours
    that somebody spoke of, or what `heads` reads.
    """
    found = [one for n, line in enumerate(lines) if ":" in line for one in _times(n, line)]
    if len(found) < _FEWEST or found[0].ms >= _BEGINS_BEFORE_MS:
        return list(lines)
    if any(after.ms < before.ms for before, after in zip(found, found[1:], strict=False)):
        return list(lines)
    made = list(lines)
    for one in reversed(found):
        line = made[one.line]
        made[one.line] = f"{line[: one.start]}[{line[one.start : one.end]}]{line[one.end :]}"
    return made


def _times(n: int, line: str) -> list[_Found]:
    """Those that stand at the beginning of words or between them, and are no hours of the day."""
    found = []
    for match in _TIME.finditer(line):
        before, behind = line[: match.start()], line[match.end() :]
        leads = not before.strip()
        # A name and a time alone are a head, and "Moeder 0:12 Ja" has its own reading.
        apart = leads or len(before.split()) > 2 or before.rstrip()[-1:] in ".?!:…"
        if apart and behind.strip() and not _HOUR_BEFORE.search(before[-12:]) and not _HOUR_BEHIND.match(behind):
            found.append(_Found(n, match.start(), match.end(), ms(match[0])))
    return found
