"""Lines of a tier or a label track, in columns without a head: ELAN's text with tabs, and Audacity's labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from texts.importers.columns import CLOCK, NUMBER

# Where a label of Audacity stands on a spectrum, on a line of its own.
_SPECTRUM = "\\\t"
_ELAN_HEAD = re.compile(
    r"(?:begin|start|eind|end|duur|duration)\w*[ -]*(?:time|tijd)?\b.*(?:ss|ms|msec)\b", re.IGNORECASE)
_MOST_TIMES = 9  # begin, end and length, each in three ways
_SHARE = 0.95


class Line(NamedTuple):
    """What is said on one line; start and end: seconds, an end None where only a moment is marked."""

    speaker: str
    start: float
    end: float | None
    words: str

    @property
    def start_ms(self) -> int:
        return round(self.start * 1000)

    @property
    def end_ms(self) -> int:
        # A moment has no length, and no program shows what lasts nothing.
        return max(round((self.end or 0) * 1000), self.start_ms + 1)


def captions_of(text: str) -> str | None:
    """The lines of a track as subtitles, in the order in which they are said; None of any other text.

    Args:
        text: normalised, with tabs between its columns.
    """
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith(_SPECTRUM)]
    if not lines or "\t" not in lines[0]:
        return None
    rows = [line.split("\t") for line in lines]
    found = _by_tier(rows) or _read(rows, _label) or _read(rows, _annotation)
    return captions(found) if found else None


def captions(lines: Sequence[Line]) -> str | None:
    """What is said as subtitles, in the order in which it is; None where nothing is."""
    said = sorted((line for line in lines if line.words), key=lambda line: line.start)
    voiced = any(line.speaker for line in said)
    cues = [f"{_clock(line.start_ms)} --> {_clock(line.end_ms)}\n{_words(line, voiced)}" for line in said]
    return "\n\n".join([*(["WEBVTT"] if voiced else []), *cues]) if cues else None


def _words(line: Line, voiced: bool) -> str:
    words = line.words.replace("-->", "→")
    return f"<v {escape(line.speaker, quote=False)}>{escape(words, quote=False)}" if voiced else words


def _read(rows: Sequence[Sequence[str]], one: Callable[[Sequence[str]], Line | None]) -> list[Line] | None:
    found = [line for row in rows if (line := one(row)) is not None]
    return found if len(found) >= _SHARE * len(rows) else None


def _label(row: Sequence[str]) -> Line | None:
    """Audacity: start, end, words; seconds with six digits behind the point, or a comma in Dutch."""
    if len(row) < 3 or not all(re.fullmatch(r"\d{1,6}[.,]\d{3,9}", cell.strip()) for cell in row[:2]):
        return None
    start, end = (_seconds(cell) for cell in row[:2])
    return Line("", start, end if end > start else None, " ".join(row[2:]).strip()) if end >= start else None


def _annotation(row: Sequence[str]) -> Line | None:
    """ELAN: tier, participant, then begin, end and length in as many ways as somebody chose, then words."""
    cells = [cell.strip() for cell in row]
    first = next((at for at, cell in enumerate(cells) if _is_time(cell)), 0)
    last = first
    while last < len(cells) and last - first < _MOST_TIMES and _is_time(cells[last]):
        last += 1
    if first not in (1, 2) or not cells[0] or last == first or last >= len(cells):
        return None
    times = cells[first:last]
    clocks = [cell for cell in times if CLOCK.fullmatch(cell)]
    # Of several ways to write a time the clock is taken; of two in numbers each first one.
    same = clocks or (times[::2] if len(times) in (4, 6) else times)
    start, end = _seconds(same[0]), _seconds(same[1]) if len(same) > 1 else None
    if end is not None and end < start:
        return None
    # Whole numbers are in many tables: they are times where the third is how long it is from the first to the second.
    numbers = [int(cell) for cell in same if cell.isdecimal()]
    is_sure = bool(clocks) or (end is not None and not numbers) or (
        len(numbers) > 2 and numbers[1] - numbers[0] == numbers[2])
    if not is_sure:
        return None
    return Line(cells[0], start, end, " ".join(cell for cell in cells[last:] if cell))


def _by_tier(rows: Sequence[Sequence[str]]) -> list[Line] | None:
    """ELAN with a column for each tier: a head of times and tiers, and in each line the words of some of them."""
    head = [cell.strip() for cell in rows[0]]
    width = next((at for at, cell in enumerate(head) if not _ELAN_HEAD.fullmatch(cell)), 0)
    if not 0 < width <= _MOST_TIMES or not all(head[width:]):
        return None
    found: list[Line] = []
    for row in rows[1:]:
        if not all(_is_time(cell.strip()) for cell in row[:width]):
            return None
        timed = _annotation(["x", *row[:width], ""])
        found += [timed._replace(speaker=tier, words=cell.strip())
                  for tier, cell in zip(head[width:], row[width:], strict=False) if timed and cell.strip()]
    return found


def _is_time(cell: str) -> bool:
    return bool(CLOCK.fullmatch(cell) or NUMBER.fullmatch(cell)) and not cell.startswith("-")


def _seconds(cell: str) -> float:
    """A time as ELAN and Audacity write it: a clock, seconds with a point or comma, or whole milliseconds."""
    if cell.strip().isdecimal():
        return int(cell) / 1000
    total = 0.0
    for part in cell.strip().replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _clock(ms: int) -> str:
    """A time as subtitles have it."""
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
