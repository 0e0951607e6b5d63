"""Subtitles of Amiga and of television in plain text: JACOsub (.jss), and Cheetah's with "*T" before each (.cap)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.cue_lines import Cue, Cues
from texts.importers.faults import check_lines
from texts.importers.times import ms

_JACO = re.compile(r"(\d{1,2}:[0-5]\d:[0-5]\d)\.(\d\d)\s+(\d{1,2}:[0-5]\d:[0-5]\d)\.(\d\d)(?:\s+(.*))?")
_PARTS = re.compile(r"#\s*T(?:IMERES)?\s+(\d{1,3})\s*$", re.IGNORECASE)
_USUAL_PARTS = 30  # in a second, where the file does not say
# Where words stand on the screen, before them: "D", "JC", "VM".
_PLACE = re.compile(r"(?:D|J[BCLR]{1,2}|V[BMLT]\d?|H[BLMR])+(?=\s|$)")
_REMARK = re.compile(r"\{[^{}]{0,500}\}")
_LOOK = re.compile(r"\\[BIUNbiuC~](?![a-z])")
_CHEETAH = re.compile(r"\*+\s*(?:Caption\s+Number\s+)?\d{1,6}\s*\**\s*$", re.IGNORECASE)
_MOMENT = re.compile(r"\*T\s+(\d\d:\d\d:\d\d)[:;.]\d\d\s*$")
# All else that the program says begins with a star: "*PopOn", "*Lf01", "*Timecode type: PAL/EBU".
_ORDER = re.compile(r"\*{1,3}\s?[A-Za-z].{0,60}$")


def jacosub(lines: Sequence[str]) -> Cues | None:
    """The cues of a .jss; None of any other text.

    Args:
        lines: those that hold something.
    """
    timed = [line for line in lines if _JACO.match(line)]
    others = [line for line in lines if not _JACO.match(line) and not line.startswith(("#", "~"))]
    if not timed or len(others) > len(timed) // 4:
        return None
    check_lines(len(lines))
    parts = next((int(told[1]) for line in lines if (told := _PARTS.match(line))), 0) or _USUAL_PARTS
    found = Cues()
    goes_on = False
    for line in lines:
        match = _JACO.match(line)
        if match is None and goes_on:
            found.cues[-1].lines += _shown(line, found)
        elif match is None:
            found.left_out.append(line.strip())
            continue
        else:
            start, end = (ms(match[n]) + round(int(match[n + 1]) * 1000 / parts) for n in (1, 3))
            backwards = end < start
            found.bad_times += backwards
            found.cues.append(Cue(start, None if backwards else end, _shown(_PLACE.sub("", match[5] or "", 1), found)))
        goes_on = line.rstrip().endswith("\\")
    found.cues[:] = [cue for cue in found.cues if cue.lines]
    return found


def _shown(words: str, found: Cues) -> list[str]:
    """The words as lines; remarks between braces are not shown, and are told."""
    found.left_out += [remark[0] for remark in _REMARK.finditer(words)]
    plain = _LOOK.sub("", _REMARK.sub("", words).replace("\\n", "\n")).removesuffix("\\")
    return [line for one in plain.split("\n") if (line := " ".join(one.replace("~", " ").split()))]


def cheetah(lines: Sequence[str]) -> Cues | None:
    """The cues of a .cap or .asc of Cheetah; None of any other text. A second time in a cue is its end.

    Args:
        lines: those that hold something.
    """
    moments = sum(bool(_MOMENT.match(line)) for line in lines)
    if not moments or not any(_CHEETAH.match(line) for line in lines):
        return None
    check_lines(len(lines))
    found = Cues()
    for line in lines:
        if _CHEETAH.match(line):
            found.cues.append(Cue(None, None))
        elif moment := _MOMENT.match(line):
            _timed(found, ms(moment[1]))
        elif _ORDER.match(line):
            found.left_out.append(line.strip())
        elif found.cues:
            found.cues[-1].lines.append(line.strip())
        else:
            found.cues.append(Cue(None, None, [line.strip()]))
    found.cues[:] = [cue for cue in found.cues if cue.lines]
    return found


def _timed(found: Cues, at: int) -> None:
    if not found.cues:
        found.cues.append(Cue(None, None))
    now = found.cues[-1]
    if now.start_ms is None:
        now.start_ms = at
    elif at >= now.start_ms:
        now.end_ms = at
    else:
        found.bad_times += 1
