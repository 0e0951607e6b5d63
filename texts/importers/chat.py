"""Exported chats: before each message the day and time at which it was sent, which are no times in a recording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.label_words import PICTURES
from texts.importers.marks import unmarked

_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u00a0\u202f]?[ap]\.?m\.?)?"
_SENT = re.compile(rf"[\s\u200e\u200f]*(?:\[{_DAY},? {_CLOCK}\]|{_DAY},? {_CLOCK} [-–])\s+(?=\S)", re.IGNORECASE)
_FROM = re.compile(r"(?:~\s*)?(?P<name>[^:\n]{1,60}):\s+(?=\S)")
# What Zoom saves beside a meeting: "10:15:03 From Sanne to Everyone: ...", words on the next line in newer ones.
_ZOOM = re.compile(
    r"\s*(?P<sent>\d{1,2}:\d\d:\d\d)\s+(?:from|van|von)\s+(?P<name>\S[^:]{0,58}?)\s+(?:to|tot|naar|aan|an)\s+"
    r"(?P<to>[^\s:][^:]{0,80}?)\s*:\s*", re.IGNORECASE)
# "Van Emmen naar Assen: ..." is no message; of a chat some are to all, or to one alone.
_TO_ALL = re.compile(r"everyone|iedereen|alle\w*|.*\((?:privately|privé|direct message|privat)\)", re.IGNORECASE)
# Of the messages of a chat this share at least says who sent them; a log of events does not.
_NAMED = 0.5
_FEWEST = 3


def is_message(line: str) -> bool:
    """Whether a message of a chat begins with this line."""
    return bool(_SENT.match(line[:80]))


def without_sending(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """The lines; those of an exported chat as "Name: words". When they were sent goes into `left_out`, and so does what
    the program says between messages.
    """
    zoom = {n: sent for n, line in enumerate(lines) if (sent := _ZOOM.match(unmarked(line)[:300]))}
    if len(zoom) > 1 and any(_TO_ALL.fullmatch(sent["to"]) for sent in zoom.values()):
        left_out += [sent[0].strip(" :") for sent in zoom.values()]
        return [f"{_name(zoom[n]['name'])}: {unmarked(line)[zoom[n].end():]}" if n in zoom else line
                for n, line in enumerate(lines)]
    found = {n: sent for n, line in enumerate(lines) if (sent := _SENT.match(plain := unmarked(line)[:2000])) and plain}
    named = {n: who for n, sent in found.items() if (who := _FROM.match(unmarked(lines[n]), sent.end()))}
    if len(found) < _FEWEST or len(named) < _NAMED * len(found):
        return list(lines)
    made: list[str] = []
    for n, line in enumerate(lines):
        sent, who = found.get(n), named.get(n)
        if sent is None:
            made.append(line)
        elif who is None:
            left_out.append(unmarked(line).strip())
        else:
            left_out.append(sent[0].strip(" -–\u200e\u200f"))
            made.append(f"{_name(who['name'])}: {unmarked(line)[who.end():]}")
    return made


def _name(name: str) -> str:
    """A name without the pictures in it, or as it is where nothing else is in it."""
    return " ".join(re.sub(PICTURES, " ", name).split()) or name.strip()
