"""Praat's TextGrid: a tier for each who speaks, with intervals; in full, short, or in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from math import isfinite
from typing import NoReturn

from pilot.words import N_, _
from texts.importers.faults import check_lines, damaged, shown_name
from texts.importers.parsed import ParsedText
from texts.importers.tiers import WORDS_A_LINE, Tier, said_in
from texts.importers.tracks import Line

_HEAD = re.compile(r'\s*(?:File type\s*=\s*)?"ooTextFile(?: short)?"\s+(?:Object class\s*=\s*)?"TextGrid"')
_BY_TIME = re.compile(r'\s*"Praat chronological TextGrid text file"')
# As Praat itself reads: words between quotes, numbers and flags that stand free; all else is there for people.
_TOKEN = re.compile(r'"((?:[^"]|"")*+)"|(?<!\S)([-+]?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?)(?!\S)|![^\n]*|(")')
_LATEST_S, _CLOSE_S = 3_600_000.0, 0.01
_CUT = N_("{name} seems to be cut off: who speaks is not filled in to the end, from {time} on words may be missing.")


def is_textgrid(text: str) -> bool:
    """Whether normalised text is a TextGrid, by its first words."""
    return bool(_HEAD.match(text) or _BY_TIME.match(text))


def read_textgrid(text: str, name: str) -> ParsedText:
    """The tiers of a TextGrid as turns; points, which mark a moment, are no speech where there are intervals.

    Raises: BadInput, it is cut off, or nothing is said in it.
    """
    tokens = _tokens(text)
    ended: list[float] = []
    try:
        tiers = _by_time(tokens, ended) if _BY_TIME.match(text) else _by_tier(tokens)
    except (StopIteration, ValueError) as fault:
        raise damaged(name) from fault
    found = said_in(tiers, name, "textgrid")
    if not ended:
        return found
    told = _(_CUT).format(name=shown_name(name), time=_clock(min(ended)))
    return replace(found, warnings=(told, *found.warnings))


def _tokens(text: str) -> Iterator[str | float]:
    for token in _TOKEN.finditer(text):
        words, number, unended = token.groups()
        if words is not None:
            yield " ".join(words.replace('""', '"').split())
        elif number is not None:
            yield float(number)
        elif unended:
            _wrong()


def _by_tier(tokens: Iterator[str | float]) -> list[Tier]:
    _word(tokens), _word(tokens)
    _time(tokens), _time(tokens)
    tiers: list[Tier] = []
    points: list[Tier] = []
    for _n in range(_count(tokens)):
        kind, name = _word(tokens), _word(tokens)
        _time(tokens), _time(tokens)
        tier = Tier(name)
        for _m in range(_count(tokens)):
            tier.lines.append(_line(tokens, kind))
        (tiers if _is_interval(kind) else points).append(tier)
    return _without_points(tiers, points)


def _by_time(tokens: Iterator[str | float], ended: list[float]) -> list[Tier]:
    """The tiers; `ended` is given the second at which one of intervals ends before the time it says it reaches."""
    _word(tokens)
    _time(tokens), _time(tokens)
    all_tiers, until = [], []
    for _n in range(_count(tokens)):
        all_tiers.append((_word(tokens), Tier(_word(tokens))))
        until.append((_time(tokens), _time(tokens))[1])
    for token in tokens:
        kind, tier = all_tiers[_whole(token) - 1] if 0 < _whole(token) <= len(all_tiers) else _wrong()
        tier.lines.append(_line(tokens, kind))
    # Praat fills its tiers with empty intervals; one without any has not come to its first.
    ended += [last for (kind, tier), end in zip(all_tiers, until, strict=True) if _is_interval(kind)
              and (last := max((line.end or 0.0 for line in tier.lines), default=0.0)) < end - _CLOSE_S]
    return _without_points([tier for kind, tier in all_tiers if _is_interval(kind)],
                           [tier for kind, tier in all_tiers if not _is_interval(kind)])


def _without_points(tiers: list[Tier], points: list[Tier]) -> list[Tier]:
    """All tiers, those of points as saying more of the intervals, where these hold words."""
    first = next((tier.name for tier in tiers if any(line.words for line in tier.lines)), "")
    return [*tiers, *(Tier(point.name, point.lines, first) for point in points)]


def _line(tokens: Iterator[str | float], kind: str) -> Line:
    start = _time(tokens)
    end = _time(tokens) if _is_interval(kind) else None
    return Line("", max(start, 0.0), end, _word(tokens))


def _is_interval(kind: str) -> bool:
    return kind == "IntervalTier"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"


def _word(tokens: Iterator[str | float]) -> str:
    found = next(tokens)
    return found if isinstance(found, str) else _wrong()


def _time(tokens: Iterator[str | float]) -> float:
    found = next(tokens)
    return found if isinstance(found, float) and isfinite(found) and abs(found) < _LATEST_S else _wrong()


def _count(tokens: Iterator[str | float]) -> int:
    number = _whole(next(tokens))
    check_lines(number // WORDS_A_LINE)
    return number


def _whole(token: str | float) -> int:
    return int(token) if isinstance(token, float) and token.is_integer() and token >= 0 else _wrong()


def _wrong() -> NoReturn:
    raise ValueError
