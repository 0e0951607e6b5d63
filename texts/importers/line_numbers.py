"""Transcripts whose lines are numbered in the margin: the numbers are no words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.marks import BOLD, PLAIN

_NUMBERED = re.compile(rf"[{BOLD}{PLAIN}\s]*(\d{{1,5}})(?:[.)]?\t|\s+)[{BOLD}{PLAIN}]*(?=\S)")
_EMPTY = re.compile(rf"[{BOLD}{PLAIN}\s]*(\d{{1,5}})[.)]?[\t ]*$")
_SHARE = 0.8
_FEWEST = 3


def without_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without their numbers, where nearly all have one and they count up by one or by a fixed step.

    An empty line of the transcript is a number alone. A list keeps its numbers: it has points behind them ("1. "), and
    stands between other lines.
    """
    found = [_NUMBERED.match(line) or _EMPTY.match(line) for line in lines]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < _FEWEST or len(numbers) < _SHARE * len(lines):
        return list(lines)
    steps = [b - a for a, b in zip(numbers, numbers[1:], strict=False)]
    usual = max(set(steps), key=steps.count)
    if usual < 1 or steps.count(usual) < _SHARE * len(steps):
        return list(lines)
    return [line[match.end() :] if match else line for line, match in zip(lines, found, strict=True)]
