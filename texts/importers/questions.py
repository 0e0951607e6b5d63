"""Interviews written out as "Vraag 1: ... Antwoord 1: ...", or "V1. ... A1. ...": two speakers, and not one for every
question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from texts.importers.label_words import Kind, kind_of
from texts.importers.marks import BOLD, PLAIN, unmarked

_QUESTIONS = frozenset(("vraag", "question"))
_MARK = f"[{BOLD}{PLAIN}]*"
_NUMBERED = re.compile(
    rf"(?P<before>{_MARK}\s*(?:[\[#]?\d{{1,2}}:[\d:.,-]+[\]#]?\s+)?{_MARK})"
    r"(?P<label>(?P<word>vraag|antwoord|question|answer)[ \u00a0]*(?:nr\.?|nummer|no\.?)?[ \u00a0]*\d{1,3}[a-z]?)"
    rf"(?P<behind>[.)]?\s*{_MARK}\s*(?:[:：](?!\d)|[-–—](?=\s)|$))",
    re.IGNORECASE,
)
# "V1.", "A1:" and "Q1 " alone or before words.
_LETTERED = re.compile(
    rf"(?P<before>{_MARK}\s*(?:[\[#]?\d{{1,2}}:[\d:.,-]+[\]#]?\s+)?{_MARK})"
    rf"(?P<label>(?P<word>[VAQ])[ \u00a0]?(?P<number>\d{{1,3}}))(?P<behind>[.):：]?{_MARK}(?:\s+|$))")
_LABELLED = re.compile(rf"\s*{_MARK}\s*([^:：\n\t]{{1,40}}?)\s*{_MARK}[:：]")


def without_numbers(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """The lines, with "Vraag 2:" as "Vraag:" where questions alternate with somebody's answers.

    The labels as they were go into `left_out`. A list of questions that nobody answers stays the words it is, and so
    does a single one.
    """
    lettered = [_LETTERED.match(line) for line in lines]
    if _count_up(match for match in lettered if match):
        left_out += [match["label"] for match in lettered if match]
        return [line if match is None else f"{match['before']}{match['word']}: {line[match.end():]}"
                for line, match in zip(lines, lettered, strict=True)]
    found = [_NUMBERED.match(line) for line in lines]
    if not _alternate(lines, found):
        return list(lines)
    left_out += [match["label"] for match in found if match]
    return [line if match is None else f"{match['before']}{match['word']}{match['behind']}{line[match.end():]}"
            for line, match in zip(lines, found, strict=True)]


def _count_up(found: Iterable[re.Match[str]]) -> bool:
    """Whether they are questions by number, each with its answer: "V1", "A1", "V2"; who comes back is somebody."""
    labels = [(match["word"], int(match["number"])) for match in found]
    asked = [number for word, number in labels if word != "A"]
    answered = [number for word, number in labels if word == "A"]
    if len({word for word, _number in labels}) != 2 or len(asked) < 2 or not answered:
        return False
    return all(row == sorted(set(row)) for row in (asked, answered)) and set(answered) <= set(asked)


def _alternate(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Whether at least two questions are asked, and below them stands whose answer it is."""
    words = ["" if match is None else match["word"].casefold() for match in found]
    numbered = any(word and word not in _QUESTIONS for word in words)
    asked, waits, answered = 0, False, 0
    for line, word in zip(lines, words, strict=True):
        if word in _QUESTIONS:
            if waits and not numbered:
                return False
            asked, waits = asked + 1, True
        elif waits and (word or _names_somebody(line)):
            waits, answered = False, answered + 1
    return asked >= 2 and answered > 0


def _names_somebody(line: str) -> bool:
    label = _LABELLED.match(line)
    alone = unmarked(line).strip()
    return bool(label and kind_of(label[1]) >= Kind.NAME) or (len(alone) < 40 and kind_of(alone) == Kind.KNOWN)
