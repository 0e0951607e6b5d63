"""Exported chats: before each message the day and time at which it was sent, which are no times in a recording."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from texts.importers.label_words import PICTURES
from texts.importers.marks import surely, unmarked
from texts.importers.sent import without_signs

_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u00a0\u202f]?[ap]\.?m\.?)?"
_SENT = re.compile(rf"[\s\u200e\u200f]*(?:\[{_DAY},? {_CLOCK}\]|{_DAY},? {_CLOCK} [-–])\s+(?=\S)", re.IGNORECASE)
_FROM = re.compile(r"(?:~\s*)?(?P<name>[^:\n]{1,60}):\s+(?=\S)")
# What Zoom saves beside a meeting: "10:15:03 From Sanne to Everyone: ...", words on the next line in newer ones.
_ZOOM = re.compile(
    rf"\s*(?:{_DAY} )?(?P<sent>\d{{1,2}}:\d\d:\d\d)\s+(?:from|van|von)\s+(?P<name>\S[^:]{{0,58}}?)"
    r"(?:\s+(?:to|tot|naar|aan|an)\s+(?P<to>[^\s:][^:]{0,80}?)\s*:|\s+(?P<old>:))\s*", re.IGNORECASE)
# "Van Emmen naar Assen: ..." is no message; of a chat some are to all, or to one alone.
_TO_ALL = re.compile(r"everyone|iedereen|alle\w*|.*\((?:privately|privé|direct message|privat)\)", re.IGNORECASE)
# Of the messages of a chat this share at least says who sent them; a log of events does not.
_NAMED = 0.5
_FEWEST = 3


def is_message(line: str) -> bool:
    """Whether a message of a chat begins with this line."""
    return bool(_SENT.match(line[:80]))


def without_sending(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """The lines; those of an exported chat each with who sent it. When they were sent goes into `left_out`, and so
    does what the program says between messages.
    """
    zoom = {n: sent for n, line in enumerate(lines) if (sent := _ZOOM.match(unmarked(line)[:300]))}
    if (len(zoom) > 1 or len(lines) <= 2) and any(
            sent["old"] or _TO_ALL.fullmatch(sent["to"]) for sent in zoom.values()):
        left_out += [sent[0].strip(" :") for sent in zoom.values()]
        return _by_name(lines, {n: (sent["name"], sent.end()) for n, sent in zoom.items()}, left_out)
    found = {n: sent for n, line in enumerate(lines) if (sent := _SENT.match(plain := unmarked(line)[:2000])) and plain}
    named = {n: who for n, sent in found.items() if (who := _FROM.match(unmarked(lines[n]), sent.end()))}
    if len(found) < _FEWEST or len(named) < _NAMED * len(found):
        return list(lines)
    left_out += [unmarked(lines[n]).strip() if n not in named else sent[0].strip(" -–\u200e\u200f")
                 for n, sent in found.items()]
    told = {n for n in found if n not in named}
    heads = {n: (who["name"], who.end()) for n, who in named.items()}
    return _by_name(lines, heads, left_out, told)


def _by_name(
    lines: Sequence[str], heads: dict[int, tuple[str, int]], left_out: list[str], told: Collection[int] = ()
) -> list[str]:
    """The lines with the name before those that begin a message, without those told of and what a program wrote."""
    made: list[str] = []
    waiting = ""
    for n, line in enumerate(lines):
        if n in told:
            continue
        name, at = heads.get(n, ("", 0))
        waiting = _name(name) or waiting
        words = unmarked(line)[at:] if name else line
        kept = without_signs(words, left_out)
        if kept.strip():
            made.append(surely(waiting, kept) if waiting else kept)
            waiting = ""
    return made


def _name(name: str) -> str:
    """A name without the pictures in it, or as it is where nothing else is in it."""
    return " ".join(re.sub(PICTURES, " ", name).split()) or name.strip()
