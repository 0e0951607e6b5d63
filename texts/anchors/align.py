"""Which words of one version are which words of the next.

Long equal stretches that occur once are found first (`runs`); what lies between them is compared exactly (`settle`),
so that a text of any length takes time in proportion. Words of a turn that stands whole in both versions weigh a
little more than the same words elsewhere; who spoke and when decide between turns that are equal (`hints`).
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from texts.anchors.hints import hints, worth
from texts.anchors.runs import Stretch, runs
from texts.anchors.settle import settle
from texts.anchors.words import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from texts.anchors.settle import Settled
    from texts.anchors.words import Turn

CELLS = 1_000_000  # old words times new words that are compared exactly: about 30 ms and 40 MB
MOSTLY = 0.5  # of the words of a stretch
RUNS = (4, 3)  # words in a row, twice, that are looked for in what is larger, and again in what is still too large


class Alignment:
    """Two versions compared word by word.

    Lists by the number of an old word; -1 for none: `chosen`, its partner in one best comparison; `certain`, whether
    that is so in every best comparison; `possible`, a partner in a comparison as good but for hints; whether in such a
    comparison another old word has its partner (`rivals`), or it has another (`elsewhere`). `wanted`, by the number of
    a new word: whether it has a partner in such a comparison.
    """

    def __init__(self, old: Sequence[Turn], new: Sequence[Turn], exactly: int = CELLS) -> None:
        """Compare two versions, exactly when there are no more than so many pairs of words."""
        reader = Reader()
        self.old, self.new = reader.read(old), reader.read(new)
        self.chosen = [-1] * len(self.old)
        self.certain = [False] * len(self.old)
        self.possible = [-1] * len(self.old)
        self.rivals = [False] * len(self.old)
        self.elsewhere = [False] * len(self.old)
        self.wanted = [False] * len(self.new)
        self._compare(Stretch(0, len(self.old), 0, len(self.new)), RUNS, exactly)

    def _whole_turns(self, within: Stretch, exact: Settled | None = None) -> list[tuple[int, int, bool]]:
        """Turns that certainly stand whole on both sides of a stretch, in order: old, new, and whether it is certain
        which of some that are equal it is.

        Args:
            exact: its words compared exactly. A turn of some words that certainly stays in a row by that is nowhere
                else, whatever turn was typed that says the same.
        """
        import numpy as np

        olds, news = (words.turns_inside(*span) for words, span in (
            (self.old, within[:2]), (self.new, within[2:])))
        if len(olds) * len(news) > CELLS or not (
                {self.old.turns[turn].text for turn in olds} & {self.new.turns[turn].text for turn in news}):
            return []
        old = self._hints[0][[self.old.first[turn] for turn in olds]]
        new = self._hints[1][[self.new.first[turn] for turn in news]]
        lengths = np.array([self.old.length(turn) for turn in olds])
        weights = np.equal.outer(old[:, 0], new[:, 0]) * worth(old, new)[0] * lengths[:, None]
        begins = np.array([self.new.first[turn] for turn in news])
        for row, turn in enumerate(olds):
            at = self._in_a_row(turn, within, exact) if exact else None
            if at is not None:
                weights[row, begins != at] = 0
        found = settle(weights)
        return [(turn, news[found.chosen[n]], found.certain[n]) for n, turn in enumerate(olds) if found.kept[n]]

    def _in_a_row(self, turn: int, within: Stretch, exact: Settled) -> int | None:
        """The new word from which all words of an old turn certainly stand in a row, when they are more than one."""
        words = slice(self.old.first[turn] - within.a, self.old.first[turn + 1] - within.a)
        chosen = exact.chosen[words]
        stays = len(chosen) > 1 and all(exact.certain[words]) and chosen == [*range(chosen[0], chosen[0] + len(chosen))]
        return within.c + chosen[0] if stays else None

    @cached_property
    def _hints(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return hints(self.old, self.new)

    def _compare(self, within: Stretch, lengths: Sequence[int], exactly: int = CELLS) -> None:
        a, b, c, d = within
        if set(self.old.keys[a:b]).isdisjoint(self.new.keys[c:d]):
            return
        if self.old.keys[a:b] == self.new.keys[c:d]:
            self._pair(a, c, b - a, certain=True)
        elif (b - a) * (d - c) <= exactly:
            self._exactly(within)
        elif lengths:
            for run in runs(self.old, self.new, within, lengths[0]):
                self._compare(Stretch(a, run.old, c, run.new), lengths[1:])
                self._pair(run.old, run.new, run.length, certain=True)
                a, c = run.old + run.length, run.new + run.length
            self._compare(Stretch(a, b, c, d), lengths[1:])
        else:
            self._roughly(within)

    def _roughly(self, within: Stretch) -> None:
        """A long stretch rewritten from end to end: turns that stand there whole, and what may be anywhere in it."""
        a, b, c, d = within
        at = {key: now for now, key in reversed(list(enumerate(self.new.keys[c:d], c)))}
        self.possible[a:b] = [at.get(key, -1) for key in self.old.keys[a:b]]
        times, times_now = Counter(self.old.keys[a:b]), Counter(self.new.keys[c:d])
        self.wanted[c:d] = [key in times for key in self.new.keys[c:d]]
        for turn, now, certain in self._whole_turns(within):
            self._pair(self.old.first[turn], self.new.first[now], self.old.length(turn), certain=certain)
            for word in range(self.old.first[turn], self.old.first[turn + 1]):
                self.rivals[word] = times[self.old.keys[word]] > 1
                self.elsewhere[word] = times_now[self.old.keys[word]] > 1

    def _pair(self, old: int, new: int, length: int, *, certain: bool) -> None:
        """So many words, from these two on, are the same."""
        partners, end = range(new, new + length), old + length
        self.chosen[old:end] = self.possible[old:end] = partners
        self.certain[old:end] = [certain] * length
        self.wanted[new : new + length] = [True] * length

    def _exactly(self, within: Stretch) -> None:
        import numpy as np

        a, b, c, d = within
        worths, word = worth(self._hints[0][a:b], self._hints[1][c:d])
        found = settle(np.equal.outer(np.array(self.old.keys[a:b]), np.array(self.new.keys[c:d])) * worths, word - 1)
        if sum(j >= 0 for j in found.chosen) < MOSTLY * min(b - a, d - c) and (
                turns := self._whole_turns(within, found)):
            # Mostly rewritten: words that agree by chance must not outweigh a turn that nobody touched.
            for turn, now, certain in turns:
                i, j, length = self.old.first[turn], self.new.first[now], self.old.length(turn)
                self._compare(Stretch(a, i, c, j), ())
                self._pair(i, j, length, certain=certain)
                a, c = i + length, j + length
            self._compare(Stretch(a, b, c, d), ())
            return
        self.chosen[a:b] = [j + c if j >= 0 else -1 for j in found.chosen]
        self.possible[a:b] = [j + c if j >= 0 else -1 for j in found.possible]
        self.certain[a:b] = found.certain
        self.rivals[a:b] = found.rivals
        self.elsewhere[a:b] = found.elsewhere
        self.wanted[c:d] = found.wanted
