"""Which texts say what one before them says: found by runs of six words, in numbers, for thousands of texts at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

RUN_WORDS, LEAST_RUNS, SHARE = 6, 10, 0.6
_WORD = re.compile(r"\w+")
_TURN = np.uint64(6_364_136_223_846_793_005)  # odd: which word stands where in a run changes its number


class Copy(NamedTuple):
    """That a text (its place among those looked at) has so much of its runs from another, to whole percents."""

    text: int
    other: int
    percent: int


def runs(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Every run of six words of every text as a number, whatever its capitals and signs, and the place of its text."""
    words: list[int] = []
    sizes = []
    for text in texts:
        found = [word.casefold() for word in _WORD.findall(text)]
        words += map(hash, found)
        sizes.append(len(found))
    each = np.array(words, dtype=np.int64).view(np.uint64)
    of = np.repeat(np.arange(len(texts)), sizes)
    n = max(len(each) - RUN_WORDS + 1, 0)
    numbers = np.zeros(n, dtype=np.uint64)
    for at in range(RUN_WORDS):  # what goes past 64 bits is dropped, as in any hash
        numbers = numbers * _TURN + each[at:at + n]
    whole = of[:n] == of[len(of) - n:]  # from its first word to its last in one text
    return numbers[whole], of[:n][whole]


def _new(numbers: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Of sorted numbers, where another one begins."""
    new = np.ones(len(numbers), dtype=np.bool_)
    new[1:] = numbers[1:] != numbers[:-1]
    return new


def copies(texts: Sequence[str]) -> list[Copy]:
    """Texts with at least ten runs, six tenths of them first said in one text before it; of several the one with most.
    """
    bits = np.uint64(len(texts).bit_length())
    numbers, of = runs(texts)
    # One number of both, the run before its text: each run of a text once, of every run the text that said it first.
    both = np.sort(numbers << bits | of.astype(np.uint64))
    both = both[_new(both)]
    run, text = both >> bits, (both & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.intp)
    begins = np.flatnonzero(_new(run))
    said_by = np.repeat(text[begins], np.diff(np.append(begins, len(run))))
    sizes = np.bincount(text, minlength=len(texts))
    again = said_by != text
    pairs, shared = np.unique(text[again] * len(texts) + said_by[again], return_counts=True)
    most: dict[int, tuple[int, int]] = {}
    for pair, n in zip(pairs.tolist(), shared.tolist(), strict=True):
        one, other = divmod(pair, len(texts))
        if n > most.get(one, (0, 0))[1]:
            most[one] = other, n
    return [Copy(one, other, round(100 * n / int(sizes[one]))) for one, (other, n) in most.items()
            if sizes[one] >= LEAST_RUNS and n >= SHARE * sizes[one]]


class Copied(NamedTuple):
    """A text in which words of another stand: `other` is its place among those, `spans` where (code points, one after
    another), `words` how many.
    """

    other: int
    spans: tuple[tuple[int, int], ...]
    words: int


def copied_from(texts: Sequence[str], others: Sequence[str], allowed: Callable[[], Sequence[str]]) -> dict[int, Copied]:
    """Where texts repeat six words or more in a row of others, by their place; `other` is the one with most of them.

    Args:
        allowed: texts from which words may be repeated, for these may be read; asked for only where any are repeated.
    """
    theirs, whose = runs(others)
    mine, of = runs(texts)
    found = np.isin(mine, theirs)
    if found.any():
        found &= ~np.isin(mine, runs(allowed())[0])
    if not found.any():
        return {}
    order = np.argsort(theirs, kind="stable")
    first_with = whose[order][np.minimum(np.searchsorted(theirs[order], mine), max(len(theirs) - 1, 0))]
    begins = np.searchsorted(of, np.arange(len(texts)))
    marked: dict[int, Copied] = {}
    for text in np.unique(of[found]).tolist():
        here = np.flatnonzero(found & (of == text))
        at = sorted({int(run - begins[text]) + word for run in here.tolist() for word in range(RUN_WORDS)})
        places = [match.span() for match in _WORD.finditer(texts[text])]
        most = int(np.bincount(first_with[here]).argmax())
        marked[text] = Copied(most, tuple(_joined([places[word] for word in at], at)), len(at))
    return marked


def _joined(places: list[tuple[int, int]], at: list[int]) -> list[tuple[int, int]]:
    """Spans of words that follow one another, as one."""
    spans: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(places):
        if n and at[n] == at[n - 1] + 1:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans
