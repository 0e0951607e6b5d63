"""Who speaks on the line above the time of each subtitle: "Spreker 1", or as Webex writes it, '2 "Noor" (1234)'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from texts.importers.label_words import Kind, kind_of
from texts.importers.marks import surely

_QUOTED = re.compile(r"(?:\d{1,6}\s+)?\"(?P<name>[^\"\n]{1,80})\"(?:\s*\(\d{1,12}\))?\s*")
_NAME = re.compile(r"(?:\d{1,6}[.)]?\s+)?(?P<name>[^\W\d_][^\n]{0,60}?)\s*:?\s*")
_END = re.compile(r"\w\w[.!?…;,]$")
_SHARE = 0.8


def with_names(lines: Sequence[str], times: Sequence[int]) -> list[str]:
    """The lines; where names stand above nearly all times, each before its words instead, as one that is sure.

    Args:
        times: which of the lines are times of subtitles.
    """
    if len(times) < 2 or any("<v" in line for line in lines):
        return list(lines)
    found = {at: name for at in times if at + 1 < len(lines) and lines[at + 1].strip() and (name := _above(lines, at))}
    counts = Counter(found.values())
    quoted = bool(found) and all(_QUOTED.fullmatch(lines[at - 1]) for at in found)
    known = bool(found) and all(kind_of(name) == Kind.KNOWN for name in counts)
    if len(found) < max(2, _SHARE * len(times)) or not (quoted or known or max(counts.values()) > 1):
        return list(lines)
    made = list(lines)
    for at, name in found.items():
        made[at - 1], made[at + 1] = "", surely(name, lines[at + 1])
    return made


def _above(lines: Sequence[str], at: int) -> str:
    """The name above a time, below an empty line; '' for words, a number or nothing."""
    if at < 1 or (at > 1 and lines[at - 2].strip()):
        return ""
    line = lines[at - 1]
    if quoted := _QUOTED.fullmatch(line):
        return quoted["name"].strip()
    match = _NAME.fullmatch(line)
    name = match["name"] if match else ""
    return name if name and not _END.search(name) and kind_of(name) >= Kind.NAME else ""
