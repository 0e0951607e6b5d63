"""Dashes at the beginning of lines of subtitles: two people in one cue, or a list that one of them gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.cue_lines import Cue

# "- Hoe gaat het?" on two lines of one cue: two people.
DASH = re.compile(r"^\s*[-–—‐‑](?!-*>)[ \u00a0]*(?=\S)")
_ENDS = ".?!…"


def mark_lists(cues: Sequence[Cue]) -> None:
    """Say of each cue whether its dashes make a list: "Ik wil drie dingen:", "- een baan", "- een huis".

    A list stands below a sentence that announces it, in the cue or the one before, or its parts are no sentences.
    """
    above = ""
    for cue in cues:
        cue.listed = _is_list(cue.lines, above)
        above = cue.lines[-1] if cue.lines else above


def _is_list(lines: Sequence[str], above: str) -> bool:
    first = next((n for n, line in enumerate(lines) if DASH.match(line)), len(lines))
    points = [line[dash.end() :].strip() for line in lines[first:] if (dash := DASH.match(line))]
    before = lines[first - 1] if first else above
    if not points or any(point.endswith("?") for point in points):
        return False
    if before.rstrip().endswith(":"):
        return first > 0 or all(map(_is_part, points))
    # Below a question somebody answers; two who begin below the words of a third are rare.
    return first > 0 and len(points) > 1 and not before.rstrip().endswith("?") and all(map(_is_part, points))


def _is_part(point: str) -> bool:
    return point[:1].islower() or point[-1:] not in _ENDS
