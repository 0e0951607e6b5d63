"""What somebody wrote above a transcript about the conversation: who took part, when and where, and no word of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.marks import unmarked

_ROW = re.compile(r"\s*(?:[-–—*•·]\s*)?(?P<key>[^\W\d_][\w /-]{1,40}?)\s*[:：]\s*(?P<value>\S.{0,200})$")
# What only a head says, and never who speaks.
_WORDS = """
    deelnemers aanwezig aanwezigen participants attendees present datum date tijd tijdstip time duur duration locatie
    plaats location place onderwerp topic subject betreft project dossier casus bestand file bestandsnaam transcriptie
    transcript transcribent opname opnamedatum taal language versie version
"""
_SURE = frozenset(_WORDS.split()) | {
    "uitgeschreven door", "getranscribeerd door", "transcribed by", "datum gesprek", "datum interview"}
# Who took part, as a head says it once: as speakers they come back.
_ROLES = frozenset((
    "interviewer", "interviewster", "interviewee", "respondent", "geïnterviewde", "onderzoeker", "researcher",
    "gespreksleider"))
_MOST_ROWS, _NAME_WORDS = 12, 4


def rows_above(lines: Sequence[str]) -> int:
    """How many lines at the top are rows of such a head; 0 where one row could as well be somebody who speaks."""
    keys: list[str] = []
    for line in lines[:_MOST_ROWS]:
        row = _ROW.match(unmarked(line))
        key = row["key"].casefold() if row else ""
        if not row or not (key in _SURE or (key in _ROLES and len(row["value"].split()) <= _NAME_WORDS)) or key in keys:
            break
        keys.append(key)
    if sum(key in _SURE for key in keys) < 2 and not (len(keys) > 1 and keys[0] in _SURE):
        return 0
    below = [row["key"].casefold() for line in lines[len(keys):] if (row := _ROW.match(unmarked(line)))]
    # "Interviewer: Goed" at the end of the rows is the first turn of somebody who speaks on below.
    while keys and keys[-1] in _ROLES and keys[-1] in below:
        keys.pop()
    return 0 if set(keys) & set(below) else len(keys)
