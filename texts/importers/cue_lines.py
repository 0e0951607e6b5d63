"""Lines of subtitles to cues: every line is a time, a cue's number, an aside of the program, or words of a cue.

webvtt-py and srt refuse or skip what they cannot place. Here only a time begins a cue: what stands before the next time
are its words, whatever empty lines lie between, and a time that cannot be is left out rather than the cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from texts.importers.above_times import with_names
from texts.importers.faults import check_lines

# 00:01:02,500 with one to three digits behind a comma or point, or none; hours may be left out; a sign is a mistake of
# the program; frames behind a third colon or semicolon are dropped.
_CLOCK = r"(-?)\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,:;](\d{1,9}))?"
# SubRip and WebVTT, whose arrow some programs write with spaces or one dash; or SubViewer and YouTube's .sbv.
_TIMES = (
    re.compile(rf"\s*{_CLOCK}\s*-{{1,2}}\s?>\s*{_CLOCK}(?:[\s|].*)?"),
    re.compile(r"\s*()(\d{1,3}):(\d{2}):(\d{2})\.(\d{2,3})\s*,\s*()(\d{1,3}):(\d{2}):(\d{2})\.(\d{2,3})\s*"),
)
# A time line of which one of the times cannot be read; "A --> B" are words.
_HALF_TIME = re.compile(
    r"\s*-?\d{1,3}:\S{0,20}\s*-->(?:\s*-?\d.*|\s*\S{0,20}\s*)"
    rf"|\s*\S{{0,20}}\s*-->\s*{_CLOCK}\s*|\s*-->\s*"
)
_NUMBER = re.compile(r"\s*\d{1,7}\s*")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
# Teams names cues by a guid and a count; others write words without spaces.
_NAME = re.compile(r"\S{1,120}")


@dataclass
class Cue:
    """One subtitle; times in ms, None where they cannot be used; `lines` are its words, still with tags.

    `stamped`: those of its lines, with tags, in which the times of single words stand; `listed`: its dashes are points
    of a list.
    """

    start_ms: int | None
    end_ms: int | None
    lines: list[str] = field(default_factory=list)
    stamped: list[str] = field(default_factory=list)
    listed: bool = False


@dataclass
class Cues:
    """The cues of a file, what stood beside them, and how many times could not be used."""

    cues: list[Cue] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    bad_times: int = 0


def has_cues(lines: Sequence[str]) -> bool:
    """Whether two lines at least, or all there is of them, are times of subtitles at a beginning of a block."""
    timed = sum(bool(times_in(line)) for line in lines if "-->" in line or "," in line)
    return timed > 1 or (timed == 1 and len([line for line in lines if line.strip()]) <= 4)


def times_in(line: str) -> tuple[int | None, int | None] | None:
    """Start and end (ms) of a line that is a cue's times, None in a place whose time is below zero; else None."""
    if ":" not in line or len(line) > 300:
        return None
    match = next((found for pattern in _TIMES if (found := pattern.fullmatch(line))), None)
    if not match:
        return None
    fields = match.groups()
    return _ms(*fields[:5]), _ms(*fields[5:])


def cues_of(lines: Sequence[str], vtt: bool) -> Cues:
    """All cues of these lines, in their order.

    Args:
        vtt: WebVTT: what stands above the first cue is a header, and NOTE, STYLE and REGION begin asides.
    """
    found = Cues()
    starts = [n for n, line in enumerate(lines) if times_in(line) or _HALF_TIME.fullmatch(line)]
    check_lines(len(starts))
    lines = with_names(lines, starts)
    _asides(lines[: _named(lines, starts[0], 0) if starts else len(lines)], found, header=vtt)
    for at, start in enumerate(starts):
        times = times_in(lines[start])
        end = _named(lines, starts[at + 1], start + 1) if at + 1 < len(starts) else len(lines)
        cue = Cue(*_usable(times, found))
        cue.lines = _words(lines[start + 1 : end], vtt, found)
        found.cues.append(cue)
    return found


def _usable(times: tuple[int | None, int | None] | None, found: Cues) -> tuple[int | None, int | None]:
    start, end = times or (None, None)
    if start is None or end is None or end < start:
        found.bad_times += 1
    return start, None if start is None or end is None or end < start else end


def _named(lines: Sequence[str], start: int, first: int) -> int:
    """Where the cue whose times stand at `start` begins: at its number or name, which is a line before it."""
    before = start - 1
    if before < first:
        return start
    line = lines[before]
    after_gap = before == 0 or before - 1 < first or not lines[before - 1].strip()
    if _NUMBER.fullmatch(line) or (after_gap and "-->" not in line and _NAME.fullmatch(line) and _is_name(line)):
        return before
    return start


def _is_name(line: str) -> bool:
    """Whether one word above a time names the cue: with a digit, a dash or a slash in it; "Ja." is said."""
    return bool(re.search(r"\d|[-_/]", line))


def _words(lines: Sequence[str], vtt: bool, found: Cues) -> list[str]:
    """The lines of a cue without those at its ends that are empty; asides behind an empty line go out."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if vtt and _ASIDE.match(line) and (at == 0 or not lines[at - 1].strip()):
            end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
            found.left_out += [said for said in lines[at:end] if said.strip()]
            at = end
            continue
        if line.strip():
            kept.append(line.strip())
        at += 1
    return kept


def _asides(lines: Sequence[str], found: Cues, *, header: bool) -> None:
    """What stands above the first cue: of WebVTT its header and asides; of others words, which become a cue."""
    said = [line for line in lines if line.strip()]
    if header:
        found.left_out += [line for line in said if line.strip() != "WEBVTT"]
    elif said:
        found.cues.append(Cue(None, None, [line.strip() for line in said]))


def _ms(sign: str, hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int | None:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    # Some programs round up to 60; what is more is no time.
    odd = sign or int(seconds) > 60 or (hours and int(minutes) > 60)
    return None if odd else whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
