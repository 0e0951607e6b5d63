"""Which voice says each word: turns of voices laid over the times of words. Pure; times integer ms.

A model's word times are a fifth of a second off, so a change of voice is moved to the end of a sentence or to a pause
where one is at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.segments import Word
    from transcribe.speakers.telling import Said

# A word that no turn touches belongs to the nearest one, when it is as near as this.
NEAR_MS = 1000
# So many words, lasting so long together, may be given to the other voice.
MOST_MOVED, MOST_MOVED_MS = 2, 700
PAUSE_MS = 300
ENDS = (".", "?", "!", "…")


class Spoken(NamedTuple):
    """Whose word it is: a voice counted from 0, None when nobody can tell; how sure that is, 0-1."""

    voice: int | None
    sure: float


def spoken(words: Sequence[Word], said: Sequence[Said]) -> list[Spoken]:
    """Who says each word, in the order of the words."""
    found: list[Spoken] = []
    first = 0
    for word in words:
        # Turns are in order of their beginning and words nearly so; a turn is a minute at most behind.
        while first < len(said) and said[first].end_ms < word.start_ms - 60_000:
            first += 1
        follows = bool(found) and bool(word.text) and not word.text[:1].isspace()
        found.append(found[-1] if follows else _of(word, said, first))
    return _moved(words, found)


def _of(word: Word, said: Sequence[Said], first: int) -> Spoken:
    shares: dict[int, tuple[int, float]] = {}
    nearest: tuple[int, Spoken] | None = None
    for one in said[first:]:
        if one.start_ms > word.end_ms + NEAR_MS:
            break
        shared = min(one.end_ms, word.end_ms) - max(one.start_ms, word.start_ms)
        if shared > 0:
            shares[one.voice] = (shares.get(one.voice, (0, 0.0))[0] + shared, one.sure)
        elif nearest is None or -shared < nearest[0]:
            nearest = (-shared, Spoken(one.voice, one.sure / 2))
    if shares:
        voice = max(shares, key=lambda voice: shares[voice][0])
        return Spoken(voice, shares[voice][1])
    return nearest[1] if nearest and nearest[0] <= NEAR_MS else Spoken(None, 0.0)


def _moved(words: Sequence[Word], found: list[Spoken]) -> list[Spoken]:
    """The same with each change of voice at the best place near it."""
    for at in [n for n in range(1, len(words)) if found[n].voice != found[n - 1].voice]:
        if found[at].voice == found[at - 1].voice:
            continue
        to = max(range(max(1, at - MOST_MOVED), min(len(words) - 1, at + MOST_MOVED) + 1),
                 key=lambda place: _worth(words, found, at, place))
        for n in range(at, to):
            found[n] = found[at - 1]
        for n in range(to, at):
            found[n] = found[at]
    return found


def _worth(words: Sequence[Word], found: Sequence[Spoken], at: int, place: int) -> tuple[int, int]:
    """How good a place for a change is: at a pause or the end of a sentence, and near to where it was heard."""
    low, high = min(at, place), max(at, place)
    moves = found[low:high]
    other = any(one.voice != moves[0].voice for one in moves)
    if place != at and (other or words[high - 1].end_ms - words[low].start_ms > MOST_MOVED_MS):
        return (-1, 0)
    ends = words[place - 1].text.rstrip().endswith(ENDS)
    pause = words[place].start_ms - words[place - 1].end_ms >= PAUSE_MS
    return (2 * ends + pause if words[place].text[:1].isspace() else -1, -abs(place - at))
