"""Words as subtitles: short lines that stand while they are spoken. Pure; times in integer ms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transcribe.segments import Segment

# What subtitlers of Dutch television keep to: two lines of 42 characters, seven seconds at most, one at least.
LINE, LINES = 42, 2
LONGEST_MS, SHORTEST_MS = 7_000, 1_000
PAUSE_MS = 700
# A cue may stand this long after its last word, to be read; never on into the next one.
LINGER_MS = 500
# A word that lasts longer was stretched over a silence.
LONGEST_WORD_MS = 1_200
# From here on the end of a sentence ends a cue.
_ENOUGH = 16
_ENDS, _CLAUSE = (".", "?", "!", "…"), (",", ";", ":", "–")


@dataclass(frozen=True)
class Token:
    """A word without spaces, and when it was said."""

    text: str
    start_ms: int
    end_ms: int
    speaker: int | None = None


@dataclass(frozen=True)
class Cue:
    """A subtitle: at most two lines, unless one word alone is longer than a line."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: int | None = None


def tokens(segments: Iterable[Segment]) -> list[Token]:
    """Whole words in order; pieces without a space before them belong to the word in front."""
    found: list[Token] = []
    for segment in segments:
        begins = len(found)
        for word in segment.words:
            text = word.text.strip()
            end = min(max(word.end_ms, word.start_ms), word.start_ms + LONGEST_WORD_MS)
            if text and len(found) > begins and not word.text[:1].isspace():
                last = found.pop()
                found.append(Token(last.text + text, last.start_ms, max(last.end_ms, end), last.speaker))
            elif text:
                found.append(Token(text, word.start_ms, end, word.speaker))
    return found


def cues(said: Sequence[Token]) -> list[Cue]:
    """Words as cues: none spans a pause of 0.7 s or two speakers, each fits two lines and seven seconds."""
    groups: list[list[Token]] = []
    for token in said:
        if not groups or _breaks(groups[-1], token):
            groups.append([token])
        elif _fits(groups[-1], token):
            groups[-1].append(token)
        else:
            kept, rest = _parted(groups[-1])
            groups[-1:] = [kept, [*rest, token]] if rest and _fits(rest, token) else [groups[-1], [token]]
    return [_cue(group, after) for group, after in zip(groups, [*groups[1:], None], strict=True)]


def _breaks(group: list[Token], token: Token) -> bool:
    last = group[-1]
    if token.speaker != last.speaker or token.start_ms - last.end_ms >= PAUSE_MS:
        return True
    return last.text.endswith(_ENDS) and len(_text(group)) >= _ENOUGH


def _text(group: Iterable[Token]) -> str:
    return " ".join(token.text for token in group)


def _fits(group: list[Token], token: Token) -> bool:
    return token.end_ms - group[0].start_ms <= LONGEST_MS and len(lines(_text([*group, token]))) <= LINES


def _parted(group: list[Token]) -> tuple[list[Token], list[Token]]:
    """A full cue in two, behind the last clause that ends in its second half; the second part empty where none does."""
    for at in range(len(group) - 1, len(group) // 2, -1):
        if group[at - 1].text.endswith(_CLAUSE):
            return group[:at], group[at:]
    return group, []


def lines(text: str) -> list[str]:
    """`text` in lines of at most 42 characters; two as even as they can be, broken after a comma where one is near."""
    if len(text) <= LINE:
        return [text]
    spaces = [at for at, char in enumerate(text) if char == " " and at <= LINE and len(text) - at - 1 <= LINE]
    if spaces:
        best = min(spaces, key=lambda at: abs(2 * at - len(text)) - (12 if text[at - 1] in ",;:.?!…" else 0))
        return [text[:best], text[best + 1:]]
    made = [""]
    for word in text.split(" "):
        if made[-1] and len(made[-1]) + 1 + len(word) > LINE:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return made


def _cue(group: list[Token], after: list[Token] | None) -> Cue:
    start, end = group[0].start_ms, max(token.end_ms for token in group)
    readable = min(end + LINGER_MS, max(end, start + SHORTEST_MS))
    if after is not None and after[0].speaker == group[0].speaker:
        readable = min(readable, max(end, after[0].start_ms))
    return Cue(start, readable, tuple(lines(_text(group))), group[0].speaker)
