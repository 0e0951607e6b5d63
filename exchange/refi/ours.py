"""What the standard has no place for, and how it travels so that other programs show it and we find it back.

- Direction and weight of a coding: a note on it, one for all codings that say the same.
- Who speaks: at the head of each turn in the text, as people write it. When, with which voice, and where turns begin: a
  file beside the text that other programs pass over, and that counts only while the text is the same.
- Why coders came to what they decided: a note by who decided, on what counts since, or on what was put aside.
- A private memo, a page of the journal: the note's description.
- Facts of documents and families: variables with numbers of their own.
- The parts of a code: lines at the end of its description, see `codes`.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from bisect import bisect_right
from typing import NamedTuple

from exchange.refi.model import Note, Turns, Value, Variable
from pilot.vocabulary import voices
from texts.documents import NewTurn
from texts.timings import Timing

ORIGIN = "Rode Draad"
_LONGEST = 1000
_SPACE = uuid.UUID("6f0d3a52-8c1e-4f6b-9d27-2b7c5e1a90f4")
_STATED = re.compile(rf"{ORIGIN}: (?P<what>direction|weight) (?P<value>[+\-±]|[1-5])")
_DECIDED = f"{ORIGIN}: decided"
_PRIVATE, _JOURNAL = f"{ORIGIN}: private", f"{ORIGIN}: journal "


def number(what: str) -> str:
    """A guid that is always the same for the same thing."""
    return str(uuid.uuid5(_SPACE, what))


def _variable(key: str, kind: str = "Text") -> Variable:
    return Variable(number(f"variable {key}"), key, kind, f"{ORIGIN}: {key}")


# Of documents; then of families. The names are ours, so that a table of them can be read without a guide.
VARIABLES = {key: _variable(key, kind) for key, kind in (
    ("voice", "Text"), ("told_on", "Date"), ("event_from", "Date"), ("event_until", "Date"), ("text_kind", "Text"),
    ("document_kind", "Text"), ("course", "Text"), ("template", "Text"), ("domains", "Text"),
    ("recorded_on", "Date"), ("done_by", "Text"),
    ("site", "Text"), ("referrer", "Text"), ("arm", "Text"), ("support", "Text"))}


def value(key: str, said: str) -> Value:
    """The value of one of our own variables."""
    return Value(VARIABLES[key].guid, said)


def stated(what: str, value: str) -> Note:
    """The note of all codings that say this direction ('direction', '+') or weight ('weight', '3')."""
    said = f"{ORIGIN}: {what} {value}"
    return Note(number(said), said, said)


def what_is_stated(note: Note) -> tuple[str, str] | None:
    """What a note of `stated` says, whoever copied it since; None for any other note."""
    match = _STATED.fullmatch(note.text)
    return (match["what"], match["value"]) if match else None


def reason(coding: str, text: str, user: str, at: str) -> Note:
    """The note of what coders decided together, by the guid of a coding it is on, with who (guid) gave the reason."""
    return Note(number(f"decided {coding}"), _DECIDED, text, user=user, at=at)


def is_reason(note: Note) -> bool:
    """Whether it is a note of `reason`."""
    return note.title == _DECIDED


def memo_description(is_private: bool, journal_on: str | None) -> str:
    """What the description of a note says of a memo."""
    return "\n".join([_PRIVATE] * is_private + [f"{_JOURNAL}{journal_on}"] * bool(journal_on))


def memo_said(description: str) -> tuple[bool, str | None, str]:
    """Whether a memo is private, its day in the journal, and what else its description says."""
    is_private, journal_on, rest = False, None, []
    for line in description.split("\n"):
        if line == _PRIVATE:
            is_private = True
        elif re.fullmatch(rf"{_JOURNAL}\d{{4}}-\d\d-\d\d", line):
            journal_on = line.removeprefix(_JOURNAL)
        else:
            rest.append(line)
    return is_private, journal_on, "\n".join(rest).strip()


def turns_path(guid: str) -> str:
    """Where the turns of a document lie in the archive, as a source would name it."""
    return f"internal://{guid}.turns.json"


class Laid(NamedTuple):
    """A text as it leaves: with who speaks before each turn.

    `starts`: per turn, where its words begin in the stored text, and how much further on in `text`.
    """

    text: str
    starts: list[tuple[int, int]]

    def shifted(self, offset: int) -> int:
        """An offset of the stored text, in this one."""
        nth = bisect_right(self.starts, (offset, len(self.text)))
        return offset + (self.starts[nth - 1][1] if nth else 0)


def laid(turns: list[NewTurn]) -> Laid:
    """The text of turns with who speaks at the head of each."""
    parts, starts, at, further = [], [], 0, 0
    for turn in turns:
        head = f"{turn.speaker}: " if turn.speaker else ""
        further += len(head)
        parts.append(head + turn.text)
        starts.append((at, further))
        at += len(turn.text) + 1
    return Laid("\n".join(parts), starts)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def turns_file(out: Laid, turns: list[NewTurn], timings: list[Timing]) -> Turns:
    """What lies beside a text: where the words of each turn are in it, who speaks, and when."""
    spans: list[tuple[int, int, str, str, int | None, int | None, float | None, str]] = []
    for turn, (start, further) in zip(turns, out.starts, strict=True):
        spans.append((start + further, start + further + len(turn.text), turn.speaker, turn.voice, turn.start_ms,
                      turn.end_ms, turn.confidence, turn.came_as))
    times = [(one.start, one.end, one.start_ms, one.end_ms, one.kind) for one in timings]
    return {"sha256": _sha256(out.text), "turns": spans, "timings": times}


def checked(found: object, text: str) -> Turns | None:
    """The turns beside a text, if they are of this text and in order; None when they are not, or are no turns."""
    if not isinstance(found, dict) or found.get("sha256") != _sha256(text):
        return None
    turns, timings = found.get("turns"), found.get("timings")
    if not isinstance(turns, list) or not isinstance(timings, list) or not turns:
        return None
    at, length = 0, -1
    for one in turns:
        if not (isinstance(one, list) and len(one) == 8 and _whole(one[0]) and _whole(one[1])
                and at <= one[0] <= one[1] <= len(text) and all(_said(one[n]) for n in (2, 3, 7))
                and one[3] in voices.VOICES
                and text[one[0]:one[1]].strip() and _times(one[4], one[5])
                and (one[6] is None or isinstance(one[6], int | float))):
            return None
        at = one[1]
        length += one[1] - one[0] + 1
    last = 0
    for one in timings:
        if not (isinstance(one, list) and len(one) == 5 and _whole(one[0]) and _whole(one[1])
                and last <= one[0] < one[1] <= length and _whole(one[2]) and one[2] >= 0 and _times(one[2], one[3])
                and one[4] in ("cue", "word")):
            return None
        last = one[0] + 1
    return {"turns": turns, "timings": timings}


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53


def _said(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and value.isprintable()


def _times(start: object, end: object) -> bool:
    if not all(one is None or _whole(one) for one in (start, end)):
        return False
    return start is None or end is None or start <= end  # type: ignore[operator]


class Back:
    """The way of offsets in a text that came back to those of the stored text, which is its turns alone."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._begins = [start for start, _end in spans]
        self._spans = spans
        self._at = [0]
        for start, end in spans:
            self._at.append(self._at[-1] + end - start + 1)

    def offset(self, position: int) -> int:
        """Code points into the stored text; what lies in the name before a turn goes to its first word."""
        nth = bisect_right(self._begins, position) - 1
        if nth < 0:
            return 0
        start, end = self._spans[nth]
        return self._at[nth] + position - start if position <= end else self._at[nth + 1]


def taken_back(turns: Turns, text: str) -> tuple[list[NewTurn], list[Timing], Back]:
    """The turns and timings of a text that came back, and the way of its offsets to those of the stored text."""
    found = [NewTurn(text[start:end], speaker, voice, None, start_ms, end_ms, confidence, came_as=came_as)
             for start, end, speaker, voice, start_ms, end_ms, confidence, came_as in turns["turns"]]
    return found, [Timing(*one) for one in turns["timings"]], Back([(one[0], one[1]) for one in turns["turns"]])
