"""Who speaks inside a line or above it: "Moeder: ja. Coach: goed." is two people's, and a name on the first line of
each subtitle is its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from texts.importers.cue_lines import times_in
from texts.importers.label_words import Kind, is_noise, kind_of
from texts.importers.marks import bold, unmarked
from texts.importers.times import STAMP, TIME

# A label that begins behind the end of a sentence; how far names reach is as in `heads`.
_LABEL_INSIDE = re.compile(
    r"(?:(?<=[.?!…])|(?<=[.?!…][\"”’)\]]))[ \u00a0]+"
    r"(?=[\[<(]?([^\W\d_][^:：\n\t.?!…,;\[\]<>()]{0,40})[\])>]?[:：][ \u00a0]+\S)"
)
# "[00:00:04] Moeder: goed" inside a line that begins so too.
_TIMED = re.compile(
    rf"(?<!\S)(?:{STAMP}|{TIME})[ \u00a0]*[-–]?[ \u00a0]*"
    r"(?P<name>[^\W\d_][^:：\n\t.?!…,;\[\]<>()]{0,40})[:：](?=\s+\S)"
)
_ASKING = frozenset(("vraag", "antwoord", "question", "answer"))
_SHARE = 0.8
_NUMBER = re.compile(r"\s*\d{1,7}\s*")


class Labelled(NamedTuple):
    """A line, its believed label ('' where it has none), and where its words begin (code points)."""

    line: str
    label: str
    start: int = 0


def apart_by_time(lines: Sequence[str]) -> list[str]:
    """The lines; one that holds more turns, each with a time and a name that begins another line or is known, as one
    line for each.
    """
    timed = {n: heads for n, line in enumerate(lines) if ":" in line
             and (heads := list(_TIMED.finditer(line))) and not line[: heads[0].start()].strip()}
    begins = {heads[0]["name"].casefold() for heads in timed.values()}
    made: list[str] = []
    for n, line in enumerate(lines):
        cuts = [head.start() for head in timed.get(n, ())[1:]
                if head["name"].casefold() in begins or kind_of(head["name"]) == Kind.KNOWN]
        made += [line[a:b].strip() if b < len(line) or a else line
                 for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    return made


def parted(lines: Sequence[Labelled], *, known: bool) -> list[list[str]]:
    """The parts of each line: two where somebody else is named behind the end of a sentence.

    Args:
        lines: only what is a label at the beginning of a line counts inside one.
        known: a known word for somebody counts too ("Coach"), in a line that begins with a label itself.
    """
    believed = {one.label.casefold() for one in lines if one.label}
    return [_parts(one, believed, known) if believed and ":" in one.line else [one.line] for one in lines]


def _parts(one: Labelled, believed: set[str], may_be_known: bool) -> list[str]:
    parts, at = [], 0
    for match in _LABEL_INSIDE.finditer(one.line, one.start):
        name = unmarked(match[1]).strip()
        # "Vraag: mag dat?" is said; it is a label where other lines begin with it.
        known = may_be_known and one.label and name.casefold() not in _ASKING and len(name) > 1 and name[0].isupper()
        if name.casefold() in believed or (known and kind_of(name) == Kind.KNOWN):
            parts.append(one.line[at : match.start()])
            at = match.end()
    return [*parts, one.line[at:]]


def names_above(cues: Iterable[Sequence[str]]) -> bool:
    """Whether the first line of the cues is who speaks: in nearly all a name with words below it, two of them again."""
    filled = [cue for cue in cues if cue]
    named = [cue[0] for cue in filled if len(cue) > 1 and _is_name(cue[0])]
    back = len(named) - len(set(named))
    return len(named) > 1 and len(named) >= _SHARE * len(filled) and (back > 0 or all(_is_sure(name) for name in named))


def named(cues: Sequence[list[str]]) -> list[list[str]]:
    """The lines of each subtitle; where the first is who speaks, it stands as a label before the second."""
    if not names_above(cues):
        return list(cues)
    return [
        [f"{bold(cue[0].rstrip(' :') + ':')} {cue[1]}", *cue[2:]] if len(cue) > 1 and _is_name(cue[0]) else cue
        for cue in cues]


def _is_name(line: str) -> bool:
    line = unmarked(line).strip()
    ends = re.search(r"\w\w[.!?…;,:]$", line)
    return len(line) <= 80 and kind_of(line) >= Kind.NAME and not is_noise(line) and not ends


def _is_sure(name: str) -> bool:
    return kind_of(name) == Kind.KNOWN or bool(re.search(r",\s|\)$|\|", name))


def with_cues(lines: list[str]) -> list[str]:
    """The lines of a document; where subtitles stand in it, each cue's time and name stand before its words."""
    starts = [n for n, line in enumerate(lines) if "-->" in line and times_in(unmarked(line))]
    if len(starts) < 2:
        return lines
    ends = [*starts[1:], len(lines)]
    # The number of the next cue stands above its time.
    numbered = all(at and _NUMBER.fullmatch(unmarked(lines[at - 1])) for at in starts)
    cues = [[line for line in lines[start + 1 : end - (numbered and end < len(lines))] if line.strip()]
            for start, end in zip(starts, ends, strict=True)]
    named = names_above(cues)
    found = lines[: starts[0] - numbered]
    for start, cue in zip(starts, cues, strict=True):
        head = _stamp(lines[start])
        if named and len(cue) > 1 and _is_name(cue[0]):
            head, cue = f"{head} {bold(f'{unmarked(cue[0]).strip()}:')}".strip(), cue[1:]
        found += [f"{head} {cue[0]}".strip(), *cue[1:]] if cue else []
    return found


def _stamp(line: str) -> str:
    start, end = times_in(unmarked(line)) or (None, None)
    if start is None:
        return ""
    return f"[{_clock(start)}]" if end is None or end < start else f"[{_clock(start)} - {_clock(end)}]"


def _clock(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
