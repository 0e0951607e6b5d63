"""Which words of one version are which words of the next.

Long equal stretches that occur once are found first; what lies between them is compared exactly (`settle`), so that
a text of any length takes time in proportion. Words of a turn that stands whole in both versions weigh a little more
than the same words elsewhere; who spoke and when decide between turns that are equal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from texts.anchors.settle import settle
from texts.anchors.words import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from texts.anchors.words import Turn, Words

CELLS = 1_000_000  # old words times new words that are compared exactly: about 20 ms and 25 MB
RUNS = (8, 5)  # words in a row that are looked for in what is larger, and again in what that leaves too large
GIVEN_BACK = 20  # words at most at the end of such a stretch that are compared again with what follows it
SAME_TURN, SAME_TIME, SAME_SPEAKER = 4, 2, 1  # what a pair in two equal turns is worth beside its words


@dataclass
class Alignment:
    """Two versions compared word by word; lists by the number of a word, -1 for none."""

    old: Words
    new: Words
    chosen: list[int]  # per old word: its partner in one best comparison
    certain: list[bool]  # the same in every best comparison
    possible: list[int]  # per old word: a partner in some best comparison
    wanted: list[bool]  # per new word: has a partner in some best comparison


def align(old_turns: Sequence[Turn], new_turns: Sequence[Turn], cells: int = CELLS) -> Comparison:
    """Compare two versions; `cells` is how much of a stretch is compared exactly."""
    reader = Reader()
    old, new = reader.read(old_turns), reader.read(new_turns)
    found = Alignment(
        old, new, [-1] * len(old), [False] * len(old), [-1] * len(old), [False] * len(new))
    comparison = Comparison(found, cells)
    comparison.stretch(0, len(old), 0, len(new), RUNS)
    return comparison


class Comparison:
    """Fills an alignment, stretch by stretch: old words a to b with new words c to d."""

    def __init__(self, found: Alignment, cells: int) -> None:
        self.found, self.cells = found, cells
        self.old, self.new = found.old, found.new
        self._hints: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None

    def stretch(self, a: int, b: int, c: int, d: int, runs: Sequence[int]) -> None:
        if a == b or c == d or not set(self.old.keys[a:b]) & set(self.new.keys[c:d]):
            return
        if (b - a) * (d - c) <= self.cells:
            self._exactly(a, b, c, d)
        elif runs:
            at_old, at_new = a, c
            for i, j, length in [*self._runs(a, b, c, d, runs[0]), (b, d, 0)]:
                self.stretch(at_old, i, at_new, j, runs[1:])
                self._pair(i, j, length, certain=True)
                at_old, at_new = i + length, j + length
        else:
            self._by_turn(a, b, c, d)

    def _pair(self, old: int, new: int, length: int, *, certain: bool) -> None:
        """So many words, from these two on, are the same."""
        partners, end = range(new, new + length), old + length
        self.found.chosen[old:end] = self.found.possible[old:end] = partners
        self.found.certain[old:end] = [certain] * length
        self.found.wanted[new : new + length] = [True] * length

    def _exactly(self, a: int, b: int, c: int, d: int) -> None:
        import numpy as np

        same = np.equal.outer(np.array(self.old.keys[a:b]), np.array(self.new.keys[c:d]))
        old, new = self._turn_hints()
        worth, word = _worth(old[a:b], new[c:d])
        settled = settle(np.where(same, worth, 0).astype(np.int32), word - 1)
        for i, (chosen, certain, possible) in enumerate(
                zip(settled.chosen, settled.certain, settled.possible, strict=True), a):
            self.found.chosen[i] = chosen + c if chosen >= 0 else -1
            self.found.certain[i] = certain
            self.found.possible[i] = possible + c if possible >= 0 else -1
        self.found.wanted[c:d] = settled.wanted

    def _by_turn(self, a: int, b: int, c: int, d: int) -> None:
        """A long stretch rewritten from end to end: only turns that stand there whole are found."""
        for turn, now, certain in self.whole_turns(a, b, c, d):
            self._pair(self.old.first[turn], self.new.first[now], self.old.length(turn), certain=certain)

    def whole_turns(self, a: int, b: int, c: int, d: int) -> list[tuple[int, int, bool]]:
        """Turns that certainly stand whole in both stretches, in the same order, and whether it is certain which of
        some that are equal each of them is."""
        import numpy as np

        olds, news = _turns_inside(self.old, a, b), _turns_inside(self.new, c, d)
        if not {self.old.turns[turn].text for turn in olds} & {self.new.turns[turn].text for turn in news} or (
                len(olds) * len(news) > self.cells):
            return []
        old, new = self._turn_hints()
        old, new = old[[self.old.first[turn] for turn in olds]], new[[self.new.first[turn] for turn in news]]
        worth = _worth(old, new)[0] * np.diff(np.array(self.old.first))[olds][:, None]
        settled = settle(np.where(np.equal.outer(old[:, 0], new[:, 0]), worth, 0).astype(np.int32))
        return [(turn, news[settled.chosen[n]], settled.certain[n]) for n, turn in enumerate(olds) if settled.kept[n]]

    def _turn_hints(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if self._hints is None:
            self._hints = _hints(self.old, self.new)
        return self._hints

    def _runs(self, a: int, b: int, c: int, d: int, length: int) -> list[tuple[int, int, int]]:
        """Equal stretches (start in old, in new, words) around `length` words in a row that occur once in both."""
        once_old, once_new = (_once(words.keys, *span, length)
                              for words, span in ((self.old, (a, b)), (self.new, (c, d))))
        pairs = sorted((i, once_new[run]) for run, i in once_old.items() if run in once_new)
        grown: list[tuple[int, int, int]] = []
        at_old, at_new = a, c
        for i, j in _rising(pairs):
            if i < at_old or j < at_new:
                continue  # inside the one before
            while i > at_old and j > at_new and self.old.keys[i - 1] == self.new.keys[j - 1]:
                i, j = i - 1, j - 1
            last, last_new = i, j
            while last < b and last_new < d and self.old.keys[last] == self.new.keys[last_new]:
                last, last_new = last + 1, last_new + 1
            grown.append((i, j, last - i))
            at_old, at_new = last, last_new
        return self._given_back(grown, a, b, c, d)

    def _given_back(
        self, runs: list[tuple[int, int, int]], a: int, b: int, c: int, d: int,
    ) -> list[tuple[int, int, int]]:
        """The stretches without the words at their ends that could as well belong to what lies between them:
        of "ja ja", one of which was taken out, neither is certain."""
        kept: list[tuple[int, int, int]] = []
        for i, j, length in [*runs, (b, d, 0)]:
            while True:
                before = kept[-1] if kept else (a, c, 0)
                at_old, at_new = before[0] + before[2], before[1] + before[2]
                between = self._between(at_old, i, at_new, j)
                head = self._shared(range(i, i + min(length, GIVEN_BACK)), (i, j, length), *between)
                tail = self._shared(
                    range(at_old - 1, at_old - 1 - min(before[2], GIVEN_BACK), -1), before, *between)
                i, j, length = i + head, j + head, length - head
                if kept:
                    kept[-1] = (before[0], before[1], before[2] - tail)
                if not kept or kept[-1][2]:
                    break
                kept.pop()
            if length:
                kept.append((i, j, length))
        return kept

    def _between(self, a: int, b: int, c: int, d: int) -> tuple[set[int], set[str]]:
        """The words and the whole turns between two runs, old and new."""
        texts = {words.turns[turn].text for words, start, end in ((self.old, a, b), (self.new, c, d))
                 for turn in _turns_inside(words, start, end)}
        return {*self.old.keys[a:b], *self.new.keys[c:d]}, texts

    def _shared(self, words: Iterable[int], run: tuple[int, int, int], keys: set[int], texts: set[str]) -> int:
        """How many of these words of a run, up to the first that cannot, could belong to what lies beside it.

        Those of a turn that stands in the run whole can only when there is such a turn beside it.
        """
        start, now, length = run
        number = 0
        for number, word in enumerate(words, 1):
            turn, new_turn = self.old.turn[word], self.new.turn[now + word - start]
            text, first, last = self.old.turns[turn].text, self.old.first[turn], self.old.first[turn + 1]
            whole = (start <= first and last <= start + length and self.new.first[new_turn] - now == first - start
                     and text == self.new.turns[new_turn].text)
            if self.old.keys[word] not in keys or (whole and text not in texts):
                return number - 1
        return number


def _once(keys: Sequence[int], start: int, end: int, length: int) -> dict[tuple[int, ...], int]:
    """Runs of so many keys that occur once between start and end, each with where it begins."""
    found: dict[tuple[int, ...], int] = {}
    for at, run in enumerate(zip(*(keys[start + n : end] for n in range(length)), strict=False), start):
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by the first, in which the second rises too (patience sorting)."""
    tops: list[int] = []
    at_top: list[int] = []
    below: list[int] = []
    for number, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        below.append(at_top[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [second]
        at_top[pile : pile + 1] = [number]
    found = []
    number = at_top[-1] if at_top else -1
    while number >= 0:
        found.append(pairs[number])
        number = below[number]
    return found[::-1]


def _turns_inside(words: Words, start: int, end: int) -> list[int]:
    """Turns that have words, all of them between these two."""
    if start == end:
        return []
    turns = range(words.turn[start], words.turn[end - 1] + 1)
    return [turn for turn in turns if start <= words.first[turn] < words.first[turn + 1] <= end]


def _worth(old: NDArray[np.int64], new: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """What every pair is worth, were it the same word, and what a word is worth: more than any number of hints."""
    import numpy as np

    turn, time, speaker = (np.equal.outer(old[:, n], new[:, n]) for n in range(3))
    word = (SAME_TURN + SAME_TIME + SAME_SPEAKER) * min(turn.shape) + 1
    worth: NDArray[np.int64] = word + turn * (SAME_TURN + SAME_TIME * time + SAME_SPEAKER * speaker)
    return worth, word


def _hints(old: Words, new: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per word three numbers: its place in a turn of these words, the time of the turn, its speaker.

    Numbers of the two versions are equal when what they stand for is; no time equals no other.
    """
    import numpy as np

    longest = 1 + max((b - a for words in (old, new) for a, b in zip(words.first, words.first[1:], strict=False)),
                      default=0)
    texts: dict[str, int] = {}
    speakers: dict[str, int] = {}
    renamed = _renamed(old.turns, new.turns)
    both = []
    for words, none in ((old, -1), (new, -2)):
        rows = np.empty((len(words), 3), np.int64)
        for number, turn in enumerate(words.turns):
            first, last = words.first[number], words.first[number + 1]
            rows[first:last, 0] = texts.setdefault(turn.text, len(texts)) * longest + np.arange(last - first)
            rows[first:last, 1] = none if turn.start_ms is None else turn.start_ms
            speaker = renamed.get(turn.speaker, turn.speaker) if words is old else turn.speaker
            rows[first:last, 2] = speakers.setdefault(speaker, len(speakers))
        both.append(rows)
    return both[0], both[1]


def _renamed(old: Sequence[Turn], new: Sequence[Turn]) -> dict[str, str]:
    """What each speaker is called now, from most of the turns whose words occur once in both versions."""
    texts_old, texts_new = (Counter(turn.text for turn in turns) for turns in (old, new))
    speaker_of = {turn.text: turn.speaker for turn in new}
    calls: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for turn in old:
        if texts_old[turn.text] == texts_new[turn.text] == 1:
            calls[turn.speaker][speaker_of[turn.text]] += 1
    return {speaker: names.most_common(1)[0][0] for speaker, names in calls.items()}
