"""Times as transcripts write them, to integer milliseconds: 0:12, [00:12:46.25], (12:46), #00:12:46-5#, 00:12:46:05."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# [h:]mm:ss with a fraction, or with a count of frames behind a colon, as film editors write it.
TIME = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3}|[:;]\d\d(?![\d:]))?"
LONG_TIME = r"\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3}|[:;]\d\d(?![\d:]))?"
SPAN = rf"{TIME}(?:\s*(?:-->|[-–—>])\s*{TIME})?"
# In brackets of any kind, or between f4's number signs, with tenths behind a dash.
STAMP = (
    rf"(?:\[\s*{SPAN}\s*\]|\(\s*{SPAN}\s*\)|\{{\s*{SPAN}\s*\}}|<\s*{SPAN}\s*>"
    rf"|[#]{TIME}(?:-\d)?(?:\s*[-–]\s*{TIME}(?:-\d)?)?[#])"
)
_ONE = re.compile(rf"{TIME}(?:-\d(?=#|\s))?")


def span(token: str) -> tuple[int, int | None]:
    """Start and end in ms of a token that matches STAMP or TIME; the end None where there is none or it is earlier."""
    times = [ms(found[0]) for found in _ONE.finditer(token)]
    return times[0], times[1] if len(times) > 1 and times[1] >= times[0] else None


def ms(time: str) -> int:
    """Integer ms of [h:]mm:ss[.fff], of f4's hh:mm:ss-t with tenths, or of hh:mm:ss:ff, whose frames are dropped."""
    clock, _, tenths = time.partition("-")
    clock, _, fraction = clock.replace(",", ".").partition(".")
    clock = clock.partition(";")[0]
    parts = clock.split(":")[:3]
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int((fraction or tenths or "0").ljust(3, "0"))


def rising(starts: Sequence[int | None]) -> set[int]:
    """The places of the longest row of starts (ms) that rise or stay, of equally long ones the earliest.

    None has no place; what is not in the row runs backwards.
    """
    tails: list[int] = []
    last: list[int] = []
    previous: dict[int, int] = {}
    # From the end, on negative times: so the time that comes first is kept, and the one that runs back is not.
    for place in range(len(starts) - 1, -1, -1):
        start = starts[place]
        if start is None:
            continue
        at = bisect_right(tails, -start)
        previous[place] = last[at - 1] if at else -1
        tails[at : at + 1], last[at : at + 1] = [-start], [place]
    keep: set[int] = set()
    place = last[-1] if last else -1
    while place >= 0:
        keep.add(place)
        place = previous[place]
    return keep


def in_order(spans: Sequence[tuple[int | None, int | None]]) -> set[int]:
    """The places of (start, end) whose starts are in order; where one must go, it is one whose end could not be
    used.
    """
    sure = rising([start if end is not None else None for start, end in spans])
    least = 0
    lowest: list[int] = []
    for place, (start, _end) in enumerate(spans):
        least = max(least, start or 0) if place in sure else least
        lowest.append(least)
    most: float = float("inf")
    keep = set(sure)
    for place in range(len(spans) - 1, -1, -1):
        start, end = spans[place]
        if place in sure and start is not None:
            most = start
        elif start is not None and end is None and lowest[place] <= start <= most:
            keep.add(place)
            most = start
    return keep
