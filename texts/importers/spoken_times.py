"""Times as people write them by hand, "(0u01m05s)", "1u05", "1:05 min", "1'05\"" and "[00.01.05]", as programs do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from texts.importers.junk import spelled_out
from texts.importers.marks import BOLD, PLAIN

_HOURS = r"\d{1,2}\s?(?:u(?:ur|ren)?|h(?:rs?|ours?)?)\.?"
_MINUTES = r"\d{1,3}\s?(?:m(?:in(?:\.|uut|uten|utes?|s)?)?|['’′])"
_SECONDS = r"\d{1,2}\s?(?:s(?:ec(?:\.|onden?|onds?|s)?)?|[\"”″]|''|’’)"
_WRITTEN = (
    rf"(?:{_HOURS}\s?{_MINUTES}(?:\s?(?:{_SECONDS}|\d\d))?|{_HOURS}\s?\d\d(?:[.:]\d\d)?|{_MINUTES}\s?(?:{_SECONDS}|\d\d)"
    rf"|\d{{1,3}}\s?min(?:\.|uten|uut|utes?)?|(?:\d{{1,2}}:)?\d{{1,3}}:[0-5]\d\s?(?:min(?:\.|uten|utes?)?|uur|u))(?![\w])")
_DOTTED = r"0{1,2}\.[0-5]\d\.[0-5]\d"
_M = f"[{BOLD}{PLAIN}]*"
_NAME = r"[^\W\d_][^:\n\t\[\](){}.?!]{0,60}"
# In brackets at the beginning, behind a name, or at the end; bare before a name with a colon, alone, or behind a name.
_PLACES = (
    re.compile(rf"^{_M}\s*{_M}(?P<all>[\[(]\s*(?P<time>{_WRITTEN}|{_DOTTED})\s*[\])])"),
    re.compile(rf"^{_M}\s*{_M}{_NAME}?\s*{_M}(?P<all>[\[(]\s*(?P<time>{_WRITTEN}|{_DOTTED})\s*[\])])(?={_M}\s*{_M}(?:[:–-]|$))"),
    re.compile(rf"\s(?P<all>[\[(]\s*(?P<time>{_WRITTEN}|{_DOTTED})\s*[\])])(?=\s*{_M}$)"),
    re.compile(rf"^{_M}\s*{_M}(?P<all>(?P<time>{_WRITTEN}))(?=\s*[-–|:]?\s*{_M}{_NAME}?:|\s*{_M}$)"),
    re.compile(rf"^{_M}\s*{_M}{_NAME}?\s{_M}(?P<all>(?P<time>{_WRITTEN}))(?=\s*{_M}:?$)"),
)
_DIGIT = re.compile(r"\d")
_FEWEST, _SHARE = 2, 0.3
_LOOKED_AT = 160


class _Found(NamedTuple):
    start: int
    end: int
    seconds: int


def with_clocks(lines: Sequence[str]) -> list[str]:
    """The lines with such times as "[0:01:05]", where a third of the lines have one and they rise; else as they are."""
    found = {n: one for n, line in enumerate(lines) if (one := _time_in(line))}
    seconds = [one.seconds for one in found.values()]
    if len(found) < max(_FEWEST, _SHARE * len(lines)) or seconds != sorted(seconds) or len(set(seconds)) < _FEWEST:
        return list(lines)
    return [_clocked(line, found[n]) if n in found else line for n, line in enumerate(lines)]


def _clocked(line: str, one: _Found) -> str:
    minutes, seconds = divmod(one.seconds, 60)
    return f"{line[: one.start]}[{minutes // 60}:{minutes % 60:02}:{seconds:02}]{line[one.end :]}"


def _time_in(line: str) -> _Found | None:
    if not _DIGIT.search(line[:_LOOKED_AT] + line[-24:]) or spelled_out(line[:_LOOKED_AT]):
        return None
    for place in _PLACES:
        begins = max(0, len(line) - 40) if place is _PLACES[2] else 0
        match = place.search(line, begins) if begins or place is _PLACES[2] else place.match(line[:_LOOKED_AT])
        if match and (seconds := _seconds(match["time"])) is not None:
            return _Found(match.start("all"), match.end("all"), seconds)
    return None


def _seconds(written: str) -> int | None:
    """The time in seconds; None where minutes or seconds are more than a clock has."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    hours = bool(re.match(rf"{_HOURS}", written)) or len(numbers) == 3
    parts = numbers if hours else [0, *numbers]
    parts += [0] * (3 - len(parts))
    if parts[2] > 59 or (hours and parts[1] > 59):
        return None
    return (parts[0] * 60 + parts[1]) * 60 + parts[2]
