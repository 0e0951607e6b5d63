"""A time at the end of each turn, "Ik was bang (00:01)": where its words end; they begin there if the first is 0."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.marks import BOLD, PLAIN
from texts.importers.times import TIME, span

_M = f"[{BOLD}{PLAIN}]*"
_ENDING = re.compile(rf"(?<=\S)\s+{_M}(?:\[\s*(?P<square>{TIME})\s*\]|\(\s*(?P<round>{TIME})\s*\))\s*{_M}$")
# Without brackets it must stand apart from words behind a label, or from a sentence that has ended.
_BARE = re.compile(rf"(?<=\S)(?:\s{{2,}}|\t\s*){_M}(?P<bare>{TIME})\s*{_M}$")
_STARTS = re.compile(rf"\s*{_M}\s*[\[(#]?{TIME}")
_SAID = re.compile(r"[:：]\s+\S|[.?!…]$")
_FEWEST, _SHARE = 3, 0.6
_LOOKED_AT = 40


def with_ends(lines: Sequence[str]) -> list[str]:
    """The lines with such times as f4 writes them, "#0:01#", or before the words; else as they are.

    Only where most lines end so, none begins with a time, and they rise: others are what somebody said.
    """
    found = {n: match for n, line in enumerate(lines) if (match := _ending(line))}
    if len(found) < max(_FEWEST, _SHARE * len(lines)) or any(_STARTS.match(line[:60]) for line in lines):
        return list(lines)
    starts = [span(match[match.lastgroup or 0])[0] for match in found.values()]
    # Names above words, "Moeder (00:01)", are half of the lines, and end no sentence.
    said = sum(bool(_SAID.search(lines[n][: len(lines[n]) - len(match[0])])) for n, match in found.items())
    if said < _SHARE * len(found) or starts != sorted(starts) or len(set(starts)) < _FEWEST:
        return list(lines)
    made = list(lines)
    for n, match in found.items():
        line, time = lines[n], match[match.lastgroup or 0]
        words = line[: len(line) - len(match[0])]
        made[n] = f"[{time}] {words}" if starts[0] == 0 else f"{words} #{time}#"
    return made


def _ending(line: str) -> re.Match[str] | None:
    tail = line[-_LOOKED_AT:]
    match = _ENDING.search(tail) or _BARE.search(tail) if ":" in tail else None
    words = line[: len(line) - len(match[0])] if match else ""
    return match if match and (match.lastgroup != "bare" or _SAID.search(words)) else None
