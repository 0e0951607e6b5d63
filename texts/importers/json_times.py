"""When something was said, by what programs call it in JSON: seconds, milliseconds, clock times or ISO durations."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

START = (
    "start",
    "start_time",
    "startTime",
    "start_ms",
    "startMs",
    "tStartMs",
    "from",
    "begin",
    "ts",
    "data_start",
    "start_ts",
    "offsetMilliseconds",
    "offset",
    "offsets",
    "timestamps",
    "timestamp",
    "time",
    "startOffset",
    "start_offset",
    "begin_time",
    "relativeStartTimeInMilliseconds",
)
END = ("end", "end_time", "endTime", "end_ms", "endMs", "to", "end_ts", "data_end", "endOffset", "end_offset", "stop")
_LENGTH = ("duration", "dur", "durationMilliseconds", "dDurationMs", "durationInMilliseconds", "duration_ms")
# Longer than any recording; beyond it a time is a mistake (and would not fit the store).
_LIMIT_MS = 1000 * 3600 * 1000
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?")
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?s?")
# Slower than this nobody speaks for a whole recording: then the numbers are milliseconds.
_WORDS_A_SECOND = 0.05


def times_of(first: Mapping[str, Any], last: Mapping[str, Any], in_ms: bool) -> tuple[int | None, int | None, int]:
    """Start and end in integer ms, None where it cannot be used, and how many there are that cannot.

    Args:
        first, last: the entries that hold the start and the end.
        in_ms: whether plain numbers are milliseconds.
    """
    raw_start, key = _raw(first, START, 0)
    start = _ms(raw_start, key, in_ms)
    raw_end, end_key = _raw(last, END, -1)
    if raw_end is None:
        raw_end, end_key = _pair(last)
    end = _ms(raw_end, end_key, in_ms)
    if raw_end is None:
        end = _by_length(last, in_ms)
        raw_end = end
    odd = (raw_start is None or start is None) + (raw_end is not None and (end is None or start is None or end < start))
    if start is None or end is None or end < start:
        end = None
    return start, end, int(odd)


def is_in_ms(said: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> bool:
    """Whether plain numbers are milliseconds: all are whole, and as seconds nobody would speak so slowly."""
    found = [
        value for _text, first, last in said for value in (_raw(first, START, 0)[0], _raw(last, (*END, *START), -1)[0])
    ]
    usable = [value for value in found if _is_number(value) and 0 <= value <= _LIMIT_MS]
    if not usable or any(value % 1 for value in usable):
        return False
    words = sum(len(text.split()) for text, _first, _last in said)
    longest = float(max(usable))
    return longest >= 1000 and words / longest < _WORDS_A_SECOND


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _raw(entry: Mapping[str, Any], keys: Sequence[str], at: int) -> tuple[Any, str]:
    """The first of these fields that the entry has, and its name; of a pair or a from-to the one at `at` (0 or -1)."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, dict):
            inner = value.get("from" if at == 0 else "to")
            if inner is not None:
                return inner, f"{key} of whisper.cpp"
            continue
        if isinstance(value, list):
            if len(value) == 2:
                return value[at], key
            continue
        if value is not None:
            return value, key
    return None, ""


def _pair(entry: Mapping[str, Any]) -> tuple[Any, str]:
    """The end of a field that holds both, such as "offsets" or "timestamp"."""
    for key in START:
        if isinstance(entry.get(key), dict | list):
            return _raw(entry, (key,), -1)
    return None, ""


def _by_length(entry: Mapping[str, Any], in_ms: bool) -> int | None:
    raw_start, key = _raw(entry, START, 0)
    raw, length_key = _raw(entry, _LENGTH, -1)
    start, length = _ms(raw_start, key, in_ms), _ms(raw, length_key, in_ms)
    return None if start is None or length is None else start + length


def _ms(value: Any, key: str, in_ms: bool) -> int | None:
    """Integer ms of a number, a clock time or an ISO duration; None where it is none, below zero or beyond all
    recordings.
    """
    if isinstance(value, str):
        value, ms = _of_text(value.strip())
        if ms is not None:
            return ms
    if not _is_number(value) or not math.isfinite(value):
        return None
    thousand = in_ms or "ms" in key.casefold() or "milli" in key.casefold() or key == "offsets of whisper.cpp"
    ms = round(value if thousand else value * 1000) if abs(value) < _LIMIT_MS else -1
    return ms if 0 <= ms <= _LIMIT_MS else None


def _of_text(value: str) -> tuple[float | None, int | None]:
    """(a number, None) or (None, ms) of text."""
    if clock := _CLOCK.fullmatch(value):
        hours, minutes, seconds, fraction = clock.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        return None, whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
    if (iso := _ISO.fullmatch(value)) and any(iso.groups()):
        hours, minutes, seconds = iso.groups()
        return None, round(((int(hours or 0) * 60 + int(minutes or 0)) * 60 + float(seconds or 0)) * 1000)
    return (float(value.rstrip("s")), None) if _NUMBER.fullmatch(value) else (None, None)
