"""What it is worth that two words are paired: a word counts most, then its turn, the time, the speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from texts.anchors.words import Turn, Words

# What a pair in two equal turns is worth beside its words: one of the same speaker more than two of others.
SAME_TURN, SAME_TIME, SAME_SPEAKER = 2, 4, 3


def hints(old: Words, new: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per word three numbers: its place in a turn of these words, the time of the turn, its speaker.

    Numbers of the two versions are equal when what they stand for is; no time equals no other.
    """
    import numpy as np

    longest = 1 + max((last - first for words in (old, new) for first, last in pairwise(words.first)), default=0)
    texts: dict[str, int] = {}
    speakers: dict[str, int] = {}
    renamed = _renamed(old.turns, new.turns)
    both = []
    for words, none in ((old, -1), (new, -2)):
        rows = np.full((len(words), 3), none, np.int64)
        for number, turn in enumerate(words.turns):
            first, last = words.first[number], words.first[number + 1]
            rows[first:last, 0] = texts.setdefault(turn.text, len(texts)) * longest + np.arange(last - first)
            if turn.start_ms is not None:
                rows[first:last, 1] = turn.start_ms
            speaker = renamed.get(turn.speaker, turn.speaker) if words is old else turn.speaker
            rows[first:last, 2] = speakers.setdefault(speaker, len(speakers))
        both.append(rows)
    return both[0], both[1]


def worth(old: NDArray[np.int64], new: NDArray[np.int64]) -> tuple[NDArray[np.int32], int]:
    """What every pair is worth, were it the same word, and what a word is worth: more than any number of hints.

    Args:
        old, new: hints, one row a word.
    """
    import numpy as np

    turn, time, speaker = (np.equal.outer(old[:, n], new[:, n]) for n in range(3))
    word = (SAME_TURN + SAME_TIME + SAME_SPEAKER) * min(turn.shape) + 1
    found = turn * np.int32(SAME_TURN)
    found += (turn & time) * np.int32(SAME_TIME)
    found += (turn & speaker) * np.int32(SAME_SPEAKER)
    found += np.int32(word)
    return found, word


def _renamed(old: Sequence[Turn], new: Sequence[Turn]) -> dict[str, str]:
    """What each speaker is called now, from most of the turns whose words occur once in both versions.

    Of a speaker who is still there one turn says nothing: somebody else may have said her words again.
    """
    texts_old, texts_new = (Counter(turn.text for turn in turns) for turns in (old, new))
    speaker_of = {turn.text: turn.speaker for turn in new}
    there = {turn.speaker for turn in new}
    calls: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for turn in old:
        if texts_old[turn.text] == texts_new[turn.text] == 1:
            calls[turn.speaker][speaker_of[turn.text]] += 1
    return {speaker: name for speaker, names in calls.items() for name, times in names.most_common(1)
            if speaker not in there or times > 1}
