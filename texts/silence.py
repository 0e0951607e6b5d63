"""Where a recording must be silent so that nobody hears what was taken out of its text; pure.

What is heard is what was kept: words that stand unchanged in the text without names, and the short pauses between them.
A stretch without words is silent too, for a name that was said there and never written out would be heard.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from texts import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.anchors import Turn
    from texts.timings import Timing

Stretch = tuple[int, int]
# Beside a word that was taken out, for its borders in the sound are not known to the letter. ms.
MARGIN = 150
# A longer pause may hold a word that nobody wrote out. ms.
PAUSE = 400
# A word whose end is not known ends where the next begins, and lasts no longer. ms.
LONGEST = 1200


class Said(NamedTuple):
    """A stretch of sound with words in it, integer ms; whether all of them were kept."""

    start: int
    end: int
    kept: bool


def kept_words(old: Sequence[Turn], new: Sequence[Turn]) -> list[tuple[int, int, bool]]:
    """The words of `old` (code points, end-exclusive), each with whether it stands unchanged in `new`.

    Of the same words side by side ("wil Wil") nobody knows which one went: then none counts as kept.
    """
    before, now, chosen = anchors.paired(old, new)
    was, becomes = ("\n".join(turn.text for turn in turns) for turns in (old, new))
    told = [_bare(was[start:end]) for start, end in before]
    stays = [to >= 0 and told[at] == _bare(becomes[slice(*now[to])]) for at, to in enumerate(chosen)]
    for order in (range(1, len(told)), range(len(told) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            stays[at] = stays[at] and (stays[at + step] or told[at] != told[at + step])
    return [(*word, stay) for word, stay in zip(before, stays, strict=True)]


def _bare(word: str) -> str:
    """A word without capitals and what stands around it."""
    said = word.casefold()
    return "".join(letter for letter in said if letter.isalnum()) or said


def spoken(
    words: Sequence[tuple[int, int, bool]], timings: Sequence[Timing],
    turns: Sequence[tuple[int, int, int | None, int | None]],
) -> list[Said] | None:
    """What is said when; None where nobody knows that of some turn, so that nothing of the sound can be heard.

    Args:
        words: as of `kept_words`. timings: of the same version.
        turns: (start, end) in code points and (start, end) in ms, None where they are not known.
    """
    found: list[Said] = []
    for start, end, start_ms, end_ms in turns:
        inside = [word for word in words if start <= word[0] < end]
        timed = [one for one in timings if start <= one.start < end]
        covered = {word for one in timed for word in inside if one.start < word[1] and word[0] < one.end}
        lost = any(not word[2] for word in inside if word not in covered)
        if timed and not lost:
            ends = [*(one.start_ms for one in timed[1:]), end_ms]
            found += [
                Said(one.start_ms, _ends(one, after),
                     all(word[2] for word in inside if one.start < word[1] and word[0] < one.end))
                for one, after in zip(timed, ends, strict=True)]
        elif inside:
            if start_ms is None or end_ms is None:
                return None
            found.append(Said(start_ms, end_ms, all(word[2] for word in inside)))
    return sorted(found)


def _ends(one: Timing, after: int | None) -> int:
    if one.end_ms is not None:
        return one.end_ms
    longest = one.start_ms + LONGEST
    return longest if after is None else max(one.start_ms, min(after, longest))


def silent(said: Sequence[Said], duration_ms: int) -> list[Stretch]:
    """The stretches of a recording (integer ms, end-exclusive, apart, rising) in which nothing may be heard."""
    kept = _joined([(one.start, one.end) for one in said if one.kept], PAUSE)
    heard = [(start - MARGIN, end + MARGIN) for start, end in kept]
    gone = [(one.start - MARGIN, one.end + MARGIN) for one in said if not one.kept]
    return _joined([*gone, *_between(_joined(heard, 0), duration_ms)], 0, duration_ms)


def _joined(stretches: Sequence[Stretch], apart: int, duration_ms: int | None = None) -> list[Stretch]:
    """In order, those joined that are at most `apart` ms from one another; within the recording."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if duration_ms is not None:
            start, end = max(0, start), min(duration_ms, end)
        if end <= start:
            continue
        if found and start - found[-1][1] <= apart:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _between(heard: Sequence[Stretch], duration_ms: int) -> list[Stretch]:
    edges = [(0, 0), *heard, (duration_ms, duration_ms)]
    return [(before[1], after[0]) for before, after in pairwise(edges) if after[0] > before[1]]
