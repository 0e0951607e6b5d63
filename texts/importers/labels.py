"""Who speaks and when, found in plain lines: "Moeder:", "[00:12:46] COACH 2:", "Vader (48):", "Es 0:12".

`heads` reads what each line may begin with, `belief` says which readings are meant; a time is only believed when it is
in order with the others. What is not believed stays in the text, so no word is ever lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from texts.importers.about import rows_above
from texts.importers.bare_times import bracketed
from texts.importers.belief import believed
from texts.importers.chat import without_sending
from texts.importers.counted import with_brackets
from texts.importers.end_times import with_ends
from texts.importers.faults import check_lines
from texts.importers.heads import Form, Head, heads_of
from texts.importers.inside import Labelled, apart_by_time, parted, with_cues
from texts.importers.junk import above, is_column_row, is_head_line, is_junk, spelled_out
from texts.importers.label_words import Kind, kind_of
from texts.importers.line_numbers import without_line_numbers
from texts.importers.marks import normalised, seamless, starred, unmarked
from texts.importers.messengers import by_message
from texts.importers.parsed import ParsedTurn
from texts.importers.questions import without_numbers
from texts.importers.signed import with_colons
from texts.importers.spelled_times import without_spelled
from texts.importers.spoken_times import with_clocks
from texts.importers.times import STAMP, TIME, rising, span
from texts.importers.word_times import timed_rests
from texts.timings import with_own

LABEL_CHARS = 60
_TITLE_WORDS = 6

_END_STAMP = re.compile(rf"\s*(?P<time>[#]{TIME}(?:-\d)?[#])\s*$")
_INNER_STAMP = re.compile(
    r"[ \u00a0]*(?:\[\s*\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?\s*\]|#\d{1,2}:\d\d:\d\d-\d#)"
)
# What a head says of who took part; as speakers they come back, or say more than a name.
_PARTS = frozenset((
    "interviewer", "interviewster", "interviewee", "respondent", "geïnterviewde", "deelnemer", "participant",
    "onderzoeker", "researcher"))
_GREETINGS = frozenset(("goedemorgen", "goedemiddag", "goedenavond", "welkom", "morgen", "middag", "dag", "welcome"))
_STARTING = (Form.COLON, Form.HEADER, Form.BETWEEN, Form.BRACKET, Form.BOLD, Form.TIMED)


@dataclass
class Spoken:
    """The turns in lines of text, one per line that holds words, and what was in the lines and is no speech."""

    turns: list[ParsedTurn] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def spoken(paragraphs: Iterable[str]) -> Spoken:
    """The paragraphs as turns, one per line that holds text, with the speakers and times their heads name.

    A line without a label goes on with the speaker of the line before. A turn ends (end_ms) where the next
    timed turn starts. Words are those of the input less the labels and times that were believed and the lines of
    programs, which are in `left_out`.
    """
    found = Spoken()
    lines, programs = _said(paragraphs, found.left_out)
    heads = _in_order(believed(lines, [heads_of(line) for line in lines]))
    lines, heads = _parted(lines, heads)
    lines, heads = _without_head_lines(lines, heads, programs, found.left_out)
    found.turns = _turns(lines, heads, found.left_out)
    return found


def turns_of(paragraphs: Iterable[str]) -> list[ParsedTurn]:
    """The turns of `spoken`."""
    return spoken(paragraphs).turns


def labels_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """(label, text) of each line, '' where it has no believed label; times in the lines stay text."""
    forms = (Form.COLON, Form.BRACKET)
    readings = [[head for head in heads_of(line, times=False) if head.form in forms] for line in lines]
    heads = believed(lines, readings, in_captions=True)
    shown = _shown_names(heads)
    pairs = zip(lines, heads, strict=True)
    return [(shown.get((head.name, head.extra), "") if head else "", _rest(line, head)[0]) for line, head in pairs]


def may_start_turn(line: str) -> bool:
    """Whether a new speaker or time seems to begin at this line, so it is not joined to the one before."""
    return any(head.form in _STARTING and (not head.name or kind_of(head.name) > Kind.NONE) for head in heads_of(line))


def reads_as_label(text: str) -> bool:
    """Whether a table cell of this text can be the name of a speaker."""
    if len(text) > LABEL_CHARS or text.isdecimal():
        return False
    return kind_of(text) > Kind.NONE and not re.search(r"[.!?]$", text[1:-1] or "")


def reads_as_time(text: str) -> bool:
    """Whether a table cell of this text is a time, bracketed or bare."""
    return bool(re.fullmatch(rf"\s*(?:{STAMP}|{TIME})\s*", text))


def _said(paragraphs: Iterable[str], left_out: list[str]) -> tuple[list[str], list[int]]:
    """The lines that hold words and are no program's, and how many stand above each that is; those go into
    `left_out`.
    """
    kept: list[str] = []
    programs: list[int] = []
    all_lines = [line for one in paragraphs for line in starred(seamless(normalised(one))).split("\n") if line.strip()]
    all_lines = with_clocks(with_colons(by_message(without_spelled(all_lines, left_out), left_out)))
    all_lines = bracketed(apart_by_time(without_sending(all_lines, left_out)))
    about = rows_above(all_lines)
    left_out += [unmarked(line).strip() for line in all_lines[:about]]
    for line in _named(with_cues(all_lines[about:])):
        plain = unmarked(line)
        if is_junk(plain) or any(sign in plain and is_column_row(plain.split(sign)) for sign in "\t;|"):
            left_out.append(plain.strip())
            programs.append(len(kept))
        elif plain.strip():
            kept.append(line)
            check_lines(len(kept))
    return with_ends(with_brackets(without_numbers(without_line_numbers(kept), left_out))), programs


def _parted(lines: list[str], heads: list[Head | None]) -> tuple[list[str], list[Head | None]]:
    """The lines and heads, with a line of its own for who is named inside another's."""
    labelled = [Labelled(line, head.name, head.used) if head and head.form is Form.COLON else Labelled(line, "")
                for line, head in zip(lines, heads, strict=True)]
    parts = [part for parts in parted(labelled, known=False) for part in parts]
    if len(parts) == len(lines):
        return lines, heads
    return parts, _in_order(believed(parts, [heads_of(line) for line in parts]))


def _named(lines: list[str]) -> list[str]:
    """The lines; one in which Teams spells out name and time becomes a head, where no other line names that speaker."""
    found = {n: spelled for n, line in enumerate(lines) if "min" in line and (spelled := spelled_out(unmarked(line)))}
    if not found:
        return lines
    others = [unmarked(line).strip() for n, line in enumerate(lines) if n not in found]
    elsewhere = {name for name, _time in found.values() if any(
        other.startswith(name) and not other[len(name) :].strip(" \u00a0:0123456789") for other in others)}
    following: tuple[str, str] | None = None
    for n, spelled in sorted(found.items(), reverse=True):
        # It stands there twice, above and below the bare time.
        if spelled[0] not in elsewhere and spelled != following:
            lines[n] = "   ".join(spelled)
        following = spelled
    return lines


def _without_head_lines(
    lines: list[str], heads: list[Head | None], programs: Sequence[int], left_out: list[str]
) -> tuple[list[str], list[Head | None]]:
    """Lines and heads less what a program wrote above the first speaker: a title, a date, a length."""
    named = next((n for n, head in enumerate(heads) if head and head.name), None)
    first = named if named is not None else next((n for n, head in enumerate(heads) if head), 0)
    # A time above the first name is that name's.
    while first and heads[first - 1] is not None:
        first -= 1
    over = [unmarked(line) for line in lines[:first]]
    # What stands above a program's own line is its title.
    titled = max((n for n in programs if n <= first), default=0)
    titled = titled if all(len(line.split()) <= _TITLE_WORDS for line in over[:titled]) else 0
    dropped = max(above(over), titled)
    if dropped and dropped == first:
        dropped += _told_above(lines[first:], heads[first:])
        over = [unmarked(line) for line in lines[:dropped]]
    left_out[:0] = [line.strip() for line in over[:dropped]]
    return lines[dropped:], heads[dropped:]


def _told_above(lines: Sequence[str], heads: Sequence[Head | None]) -> int:
    """How many lines below a head say who took part rather than what was said: "Interviewer: Sanne", never again."""
    counts = Counter(head.key for head in heads if head and head.name)
    number = named = 0
    for line, head in zip(lines, heads, strict=True):
        if head is None and is_head_line(unmarked(line)):
            number += 1
            continue
        name = _rest(line, head)[0] if head and head.form is Form.COLON and counts[head.key] == 1 else ""
        if not name or len(name.split()) > 3 or kind_of(name) < Kind.NAME or not name[-1].isalpha():
            break
        if head is None or head.key not in _PARTS or name.casefold() in _GREETINGS:
            break
        number, named = number + 1, named + 1
    return number if sum(counts.values()) - named > 1 else 0


def _turns(lines: Sequence[str], heads: Sequence[Head | None], left_out: list[str]) -> list[ParsedTurn]:
    shown = _shown_names(heads)
    turns: list[ParsedTurn] = []
    speaker, waiting, before_ms = "", None, 0
    for line, head in zip(lines, heads, strict=True):
        if head and head.name:
            speaker = shown[(head.name, head.extra)]
        start = head.start_ms if head and head.start_ms is not None else waiting
        words, rests = _rest(line, head, left_out)
        text, end = _without_end_stamp(words, before_ms)
        if not text:
            waiting = start
            continue
        if end is not None:
            start, before_ms = (before_ms if start is None else start), end
        end = end if end is not None else head.end_ms if head else None
        tail = len(words) - len(text)
        timings = timed_rests(text, [(rest[: len(rest) - tail].rstrip(), ms) for rest, ms in rests])
        timings = with_own(text, start, end, timings) if timings else ()
        turns.append(ParsedTurn(speaker, text, start, end, timings))
        waiting = None
    return _with_ends(turns)


def _rest(
    line: str, head: Head | None, left_out: list[str] | None = None
) -> tuple[str, list[tuple[str, int]]]:
    """The words of a line behind its head, and (all words behind it, ms) of each time that stands between them.

    Those times go into `left_out`, where one is given; else they stay words.
    """
    words = line[head.used :] if head else line
    rests: list[tuple[str, int]] = []
    if left_out is not None and ":" in words and ("[" in words or "#" in words):
        ended = _END_STAMP.search(words[-40:])
        tail = words[len(words) - len(ended[0]) :] if ended else ""
        body = words[: len(words) - len(tail)]
        stamps = list(_INNER_STAMP.finditer(body))
        left_out += [stamp[0].strip() for stamp in stamps]
        rests = [(_words(_INNER_STAMP.sub("", body[stamp.end() :]) + tail), span(stamp[0])[0]) for stamp in stamps]
        words = _INNER_STAMP.sub("", body) + tail
    return _words(f"{head.back if head else ''} {words.strip()}"), rests


def _words(text: str) -> str:
    return unmarked(text.strip()).strip()


def _in_order(heads: list[Head | None]) -> list[Head | None]:
    """The heads whose times rise or stay (the longest such row); another's time goes back into the text."""
    keep = rising([head.start_ms if head else None for head in heads])
    return [head if not head or head.start_ms is None or n in keep else _untimed(head) for n, head in enumerate(heads)]


def _untimed(head: Head) -> Head | None:
    """The head without its time: a label keeps its name, a line that is only name and time becomes text."""
    if not head.name or head.form is Form.HEADER:
        return None
    return replace(head, start_ms=None, end_ms=None, back=f"{head.token} {head.back}".strip())


def _shown_names(heads: Iterable[Head | None]) -> dict[tuple[str, str], str]:
    """How to show each (name, extra): one spelling per name; "Vader (48)" is "Vader" if only one is meant."""
    first: dict[tuple[str, str], str] = {}
    extras: dict[str, set[str]] = {}
    pairs = [(head.name, head.extra) for head in heads if head and head.name]
    for name, extra in pairs:
        first.setdefault((name.casefold(), extra), name)
        extras.setdefault(name.casefold(), set()).add(extra)
    shown = {}
    for name, extra in pairs:
        key = name.casefold()
        one_person = len(extras[key]) == 2 and "" in extras[key]
        spelled = first[(key, "")] if one_person else first[(key, extra)]
        shown[(name, extra)] = spelled if one_person or not extra else f"{spelled} {extra}"
    return shown


def _without_end_stamp(text: str, before_ms: int) -> tuple[str, int | None]:
    """Text and end in ms where f4 or MAXQDA wrote the time behind the paragraph, "#00:12:46-5#"."""
    match = _END_STAMP.search(text[-40:])
    if not match:
        return text, None
    end = span(match["time"])[0]
    if end < before_ms:
        return text, None
    return text[: len(text) - len(match[0])].strip(), end


def _with_ends(turns: list[ParsedTurn]) -> list[ParsedTurn]:
    following: int | None = None
    done = []
    for turn in reversed(turns):
        if turn.start_ms is not None:
            end = turn.end_ms if turn.end_ms is not None and turn.end_ms >= turn.start_ms else following
            turn = replace(turn, end_ms=end)
            following = turn.start_ms
        done.append(turn)
    return done[::-1]
