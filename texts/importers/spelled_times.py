"""A time that stands there twice, in figures and in words below it: what YouTube shows, where it is copied from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.marks import unmarked
from texts.importers.times import TIME, ms

_BARE = re.compile(rf"\s*{TIME}\s*")
_SPELLED = re.compile(
    r"(?:(?P<h>\d{1,2}) (?:uur|hours?)(?:,? en|,? and|,)? ?)?(?:(?P<m>\d{1,3}) (?:minuten|minuut|minutes?)"
    r"(?:,? en|,? and|,)? ?)?(?:(?P<s>\d{1,2}) (?:seconden|seconde|seconds?))?", re.IGNORECASE)


def without_spelled(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """The lines; those that say the time above them once more, in words, go into `left_out`."""
    kept: list[str] = []
    for line in lines:
        if kept and _BARE.fullmatch(above := unmarked(kept[-1])) and _seconds(line) == ms(above.strip()) // 1000:
            left_out.append(unmarked(line).strip())
        else:
            kept.append(line)
    return kept


def _seconds(line: str) -> int | None:
    told = _SPELLED.fullmatch(unmarked(line).strip()) if line[:1].isdigit() else None
    if told is None:
        return None
    hours, minutes, seconds = (int(told[key] or 0) for key in "hms")
    return (hours * 60 + minutes) * 60 + seconds
