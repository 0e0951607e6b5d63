"""Subtitles of SubStation Alpha (.ass, .ssa), also saved as .txt: lines "Dialogue:" with columns."""

from __future__ import annotations

import re

from texts.importers.cue_lines import Cue, Cues
from texts.importers.faults import check_lines
from texts.importers.times import ms

_EVENTS = re.compile(r"^\s*\[events\]\s*$", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(r"^\s*dialogue\s*:\s*(.*)$", re.IGNORECASE)
_FORMAT = re.compile(r"^\s*format\s*:\s*(.*)$", re.IGNORECASE)
_COLUMNS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
# Often the name of a file, or of who made it.
_TITLE = re.compile(r"^((?:title|original [\w ]{1,30}|audio uri|(?:audio|video) file)\s*:).*", re.IGNORECASE)
_TIME = re.compile(r"\s*\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?\s*")
# "{\\i1}" styles, "{a remark}" is shown by no player; "\\h" is a space.
_BRACES = re.compile(r"\{[^{}]{0,2000}\}")
_DRAWING = re.compile(r"\{[^{}]{0,2000}\\p[1-9][^{}]{0,2000}\}")


def is_ass(text: str) -> bool:
    """Whether a text is subtitles of SubStation Alpha."""
    return bool(_EVENTS.search(text)) and any(_LINE.match(line) for line in text.split("\n"))


def cues_of(lines: list[str]) -> Cues:
    """The spoken lines as cues, in the order of their times; a name becomes a label before the words.

    All other lines, styles, remarks and drawings, are left out.
    """
    found = Cues()
    columns, in_events = list(_COLUMNS), False
    for line in lines:
        if line.strip().startswith("["):
            in_events = bool(_EVENTS.fullmatch(line))
        head = _FORMAT.match(line) if in_events else None
        if head:
            columns = [name.strip().casefold() for name in head[1].split(",")]
        said = _LINE.match(line) if in_events else None
        cells = said[1].split(",", len(columns) - 1) if said else []
        if said and len(cells) == len(columns) and not _DRAWING.search(cells[-1]):
            found.cues.append(_cue(dict(zip(columns, cells, strict=True)), found))
            check_lines(len(found.cues))
        elif line.strip():
            found.left_out.append(_TITLE.sub(r"\1 …", line.strip()))
    found.cues.sort(key=lambda cue: cue.start_ms if cue.start_ms is not None else -1)
    return found


def _cue(cells: dict[str, str], found: Cues) -> Cue:
    start, end = (ms(cells[key].strip()) if _TIME.fullmatch(cells.get(key, "")) else None for key in ("start", "end"))
    if start is None or end is None or end < start:
        found.bad_times += 1
    name = cells.get("name", cells.get("actor", "")).strip()
    words = _BRACES.sub("", cells["text"]).replace("\\h", " ")
    lines = [line.strip() for line in re.split(r"\\[Nn]", words) if line.strip()]
    if name and lines:
        lines[0] = f"<v {name}>{lines[0]}"
    return Cue(start, None if start is None or end is None or end < start else end, lines)
