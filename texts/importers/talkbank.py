"""CHAT (.cha), as CLAN and TalkBank write it: "*MOT:" lines of who speaks, "%" lines that say more of them, "@" heads.

What stands in "@" and "%" lines is left out; signs inside the words stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from texts.importers.cues import bad_times
from texts.importers.faults import check_lines, no_text
from texts.importers.normalise import normalise
from texts.importers.parsed import RUNNING, ParsedText, ParsedTurn, parsed
from texts.importers.times import in_order

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
_HEAD = re.compile(r"\s*@(?:UTF8|Begin|Font|PID|Window|Languages|Participants|ID|Media|Options|Comment)\b")
_SPEAKS = re.compile(r"\*([^\s:*][^\s:]{0,29}):[ \t]*")
# Start and end in ms between two signs that no program shows; older files name the recording before them.
_BULLET = re.compile(r"[ \t]*\x15(?:[^\x15\n]*?_)?(\d{1,9})_(\d{1,9})\x15|\x15[^\x15\n]*\x15")
# The name of a recording, which may be somebody's.
_MEDIA = re.compile(r"(@Media:)\s*\S.*|(%snd:)\s*\S.*", re.IGNORECASE)


def is_talkbank(text: str) -> bool:
    """Whether a text is CHAT, by its first head and a line in which somebody speaks."""
    return bool(_HEAD.match(text.lstrip("\ufeff"))) and bool(re.search(r"[\r\n]\*[^\s:]{1,30}:[ \t]", text))


def read_talkbank(text: str, name: str) -> ParsedText:
    """CHAT as turns; the code of who speaks is the label. Raises: BadInput where nothing is said."""
    left_out: list[str] = []
    turns = list(_turns(_lines(_LINE_END.sub("\n", text.lstrip("\ufeff"))), left_out))
    if not turns:
        raise no_text(name)
    spans = [(turn.start_ms, turn.end_ms) for turn in turns]
    keep = in_order(spans)
    bad = [n for n, (start, _end) in enumerate(spans) if start is not None and n not in keep]
    for n in bad:
        turns[n] = ParsedTurn(turns[n].speaker, turns[n].text)
    return parsed(turns, "cha", [bad_times(len(bad))] if bad else [], glue=RUNNING, junk=left_out)


def _lines(text: str) -> list[str]:
    """The lines; one that begins with a tab goes on with the line above."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and line[:1] in ("\t", " ") and line.strip():
            found[-1] = f"{found[-1]} {line.strip()}"
        elif line.strip():
            found.append(line.strip())
            check_lines(len(found) // 4)
    return found


def _turns(lines: Sequence[str], left_out: list[str]) -> Iterator[ParsedTurn]:
    for line in lines:
        speaks = _SPEAKS.match(line)
        if speaks is None:
            left_out.append(_MEDIA.sub(lambda told: f"{told[1] or told[2]} …", _BULLET.sub("", line)))
            continue
        bullets = [(int(one[1]), int(one[2])) for one in _BULLET.finditer(line) if one[1]]
        start, end = (bullets[0][0], bullets[-1][1]) if bullets else (None, None)
        words = normalise(" ".join(_BULLET.sub(" ", line[speaks.end():]).split()))
        if words:
            yield ParsedTurn(speaks[1], words, start, end if start is not None and end and end >= start else None)
