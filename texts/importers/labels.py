"""Who speaks and when, found in plain lines: "Moeder:", "[00:12:46] COACH 2:", "Vader (48):", "Es 0:12".

A label is only believed when it is a well-known one or comes back; a time only when it is in order with the
others. What is not believed stays in the text, so no word is ever lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from texts.importers.label_words import is_known, is_phrase
from texts.importers.parsed import ParsedTurn

LABEL_WORDS = 4
LABEL_CHARS = 30
# A head never reaches further than this, so no pattern runs over a line of a million characters.
_HEAD_CHARS = 120

_TIME = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?"
_LONG_TIME = r"\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?"
_SPAN = rf"{_TIME}(?:\s*(?:-->|[-–])\s*{_TIME})?"
_STAMP = rf"(?:\[\s*{_SPAN}\s*\]|\(\s*{_SPAN}\s*\)|\{{\s*{_SPAN}\s*\}}|[#]{_TIME}(?:-\d)?[#])"
_WORD = r"[^\W\d_][\w.'’&/-]*"
_NAME = rf"{_WORD}(?:[ \u00a0][\w.'’&/+-]+){{0,{LABEL_WORDS - 1}}}"

_LABEL = re.compile(
    rf"""\s*(?:(?P<before>{_STAMP}|{_TIME})\s*[-–]?\s*)?
    (?:\*\*|__)?(?P<open>[\[<])?(?P<name>{_NAME})[\]>]?
    (?:\s*(?P<extra>\([^()]{{1,20}}\)|\[\s*{_TIME}\s*\]))?(?:\*\*|__)?
    \s*:(?:\*\*|__)?(?P<gap>\s*)(?P<after>{_STAMP}(?=\s|$))?""",
    re.VERBOSE,
)
_TABBED = re.compile(rf"\s*(?P<name>{_NAME})\t+")
_ALONE_NAME = rf"{_WORD}(?:,?[ \u00a0][\w.'’&/()+-]+){{0,{LABEL_WORDS}}}"
_ALONE = re.compile(
    rf"\s*(?:(?P<t1>{_STAMP}|{_TIME})\s+(?P<n1>{_ALONE_NAME})|(?P<n2>{_ALONE_NAME})\s+(?P<t2>{_STAMP}|{_TIME}))\s*$"
)
_TIMED = re.compile(rf"\s*(?P<time>{_STAMP}|{_LONG_TIME}|{_TIME}(?=\s*$))(?=\s|$)\s*")
_END_STAMP = re.compile(rf"\s*(?P<time>[#]{_TIME}(?:-\d)?[#])\s*$")


@dataclass(frozen=True)
class _Head:
    """What a line seems to begin with; times in ms, `used` counts the code points of the line it takes.

    `back` is what stands in those code points and is no label after all: it goes back before the text.
    """

    name: str = ""
    extra: str = ""
    token: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    used: int = 0
    back: str = ""
    weak: bool = False
    glued: bool = False
    alone: bool = False


def turns_of(paragraphs: Iterable[str]) -> list[ParsedTurn]:
    """The paragraphs as turns, one per line that holds text, with the speakers and times their heads name.

    A line without a label goes on with the speaker of the line before. A turn ends (end_ms) where the next
    timed turn starts. Words are those of the input less the labels and times that were believed.
    """
    lines = [line for paragraph in paragraphs for line in paragraph.split("\n") if line.strip()]
    heads = _in_order(_believed(lines, [_head(line) for line in lines]))
    shown = _shown_names(heads)
    turns: list[ParsedTurn] = []
    speaker, waiting, before_ms = "", None, 0
    for line, head in zip(lines, heads, strict=True):
        speaker = shown.get((head.name, head.extra), speaker) if head.name else speaker
        start = head.start_ms if head.start_ms is not None else waiting
        text, end = _without_end_stamp(_rest(line, head), before_ms)
        if not text:
            waiting = start
            continue
        if end is not None:
            start, before_ms = (before_ms if start is None else start), end
        turns.append(ParsedTurn(speaker, text, start, head.end_ms if end is None else end))
        waiting = None
    return _with_ends(turns)


def labels_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """(label, text) of each line, '' where it has no believed label; times in the lines stay text."""
    heads = _believed(lines, [_label(line, False) or _Head() for line in lines])
    shown = _shown_names(heads)
    pairs = zip(lines, heads, strict=True)
    return [(shown.get((head.name, head.extra), ""), _rest(line, head)) for line, head in pairs]


def may_start_turn(line: str) -> bool:
    """Whether a new speaker or time seems to begin at this line, so it is not joined to the one before."""
    head = _head(line)
    return bool(head.used) and (not head.name or is_known(head.name) or not is_phrase(head.name))


def reads_as_label(text: str) -> bool:
    """Whether a table cell of this text can be the name of a speaker."""
    return len(text) <= LABEL_CHARS and bool(re.fullmatch(_NAME, text)) and not is_phrase(text)


def reads_as_time(text: str) -> bool:
    """Whether a table cell of this text is a time, bracketed or bare."""
    return bool(re.fullmatch(rf"\s*(?:{_STAMP}|{_TIME})\s*", text))


def _head(line: str) -> _Head:
    """The strongest reading of the start of a line; an empty head when there is none."""
    return _label(line, True) or _alone(line) or _timed(line)


def _label(line: str, times: bool) -> _Head | None:
    match = _LABEL.match(line[:_HEAD_CHARS])
    if not match:
        tabbed = _TABBED.match(line[:_HEAD_CHARS])
        if tabbed and is_known(tabbed["name"]):
            return _Head(name=tabbed["name"], used=tabbed.end())
        return None
    name, extra = match["name"], match["extra"] or ""
    follows = line[match.end("gap") : match.end("gap") + 1]
    glued = bool(follows) and not match["gap"] and not match["after"]
    if len(name) > LABEL_CHARS or (glued and not (follows.isalpha() or follows in "\"'“‘(")):
        return None
    if not times:
        tokens = []
        if match["before"] or match["after"] or reads_as_time(extra):
            return None
    else:
        tokens = [t for t in (match["before"], extra if reads_as_time(extra) else "", match["after"]) if t]
    if len(tokens) > 1:
        return None
    start, end = _span(tokens[0]) if tokens else (None, None)
    belongs = any(c.isdigit() for c in extra) or is_known(extra.strip("()"))
    return _Head(
        name,
        extra if belongs and extra not in tokens else "",
        tokens[0] if tokens else "",
        start,
        end,
        match.end(),
        # "Moeder (lacht):" keeps its laugh in the text; "(48)" and "(coach)" say who it is.
        "" if belongs or extra in tokens else extra,
        glued=glued,
    )


def _alone(line: str) -> _Head | None:
    """A line that is only a name and a time, as Teams and Word write above what was said."""
    match = _ALONE.match(line) if len(line) <= _HEAD_CHARS else None
    if not match:
        return None
    name, token = match["n1"] or match["n2"], match["t1"] or match["t2"]
    start, end = _span(token)
    return _Head(name, "", token, start, end, len(line), alone=True)


def _timed(line: str) -> _Head:
    match = _TIMED.match(line[:_HEAD_CHARS])
    if not match:
        return _Head()
    token = match["time"]
    start, end = _span(token)
    weak = token[0] == "(" or (token[0].isdigit() and token.count(":") == 1)
    return _Head(token=token, start_ms=start, end_ms=end, used=match.end(), weak=weak)


def _rest(line: str, head: _Head) -> str:
    return f"{head.back} {line[head.used :].strip()}".strip()


def _believed(lines: Sequence[str], heads: list[_Head]) -> list[_Head]:
    """The heads with names that are known or recur, and bare short times only where they recur."""
    counts = Counter(head.name.casefold() for head in heads if head.name)
    bare_times = sum(head.weak for head in heads)
    kept = []
    following = [*heads, _Head(used=1)][1:]
    for line, head, after in zip(lines, heads, following, strict=True):
        # A name and a time alone announce what stands below; "[0:12] Mooi" before a next head is an answer.
        if head.name and (not _believable(head, counts) or (head.alone and after.used)):
            head = _timed(line) if head.token else _Head()
        if head.weak and bare_times < 2:
            head = _Head()
        kept.append(head)
    return kept


def _believable(head: _Head, counts: Counter[str]) -> bool:
    if is_known(head.name):
        return True
    capital = head.name[0].isupper()
    return not head.glued and capital and counts[head.name.casefold()] > 1 and not is_phrase(head.name)


def _in_order(heads: list[_Head]) -> list[_Head]:
    """The heads whose times rise or stay (the longest such row); another's time goes back into the text."""
    tails: list[int] = []
    last: list[int] = []
    previous: dict[int, int] = {}
    for i, head in enumerate(heads):
        if head.start_ms is None:
            continue
        at = bisect_right(tails, head.start_ms)
        previous[i] = last[at - 1] if at else -1
        tails[at : at + 1], last[at : at + 1] = [head.start_ms], [i]
    keep: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        keep.add(at)
        at = previous[at]
    return [head if head.start_ms is None or i in keep else _untimed(head) for i, head in enumerate(heads)]


def _untimed(head: _Head) -> _Head:
    """The head without its time: a label keeps its name, a line that is only name and time becomes text."""
    if not head.name or head.alone:
        return _Head()
    return replace(head, start_ms=None, end_ms=None, back=f"{head.token} {head.back}".strip())


def _shown_names(heads: Iterable[_Head]) -> dict[tuple[str, str], str]:
    """How to show each (name, extra): one spelling per name; "Vader (48)" is "Vader" if only one is meant."""
    first: dict[tuple[str, str], str] = {}
    extras: dict[str, set[str]] = {}
    pairs = [(head.name, head.extra) for head in heads if head.name]
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
    end = _span(match["time"])[0]
    if end is None or end < before_ms:
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


def _span(token: str) -> tuple[int | None, int | None]:
    times = [_ms(found[0]) for found in re.finditer(rf"{_TIME}(?:-\d(?=#))?", token)]
    return times[0], times[1] if len(times) > 1 and times[1] >= times[0] else None


def _ms(time: str) -> int:
    """Integer ms of [h:]mm:ss[.fff], or of f4's hh:mm:ss-t with tenths."""
    clock, _, tenths = time.partition("-")
    clock, _, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int((fraction or tenths or "0").ljust(3, "0"))
