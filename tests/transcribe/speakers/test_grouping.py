"""Telling voices apart by their vectors: how many, which is which, and the guard against taking two for one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcribe.speakers.voices_made import row, voice
from transcribe.speakers import grouping


def _labels(vectors: np.ndarray, found: grouping.Voices) -> list[int]:
    return [int(n) for n in (vectors @ found.centres.T).argmax(axis=1)]


@pytest.mark.parametrize("asked", [None, 2])
@pytest.mark.parametrize(("first", "second"), [(40, 40), (70, 10)])
def test_two_voices(asked: int | None, first: int, second: int) -> None:
    """Two voices come out as two, asked for or found, the one that is heard first in front, though one says little."""
    vectors = np.concatenate([voice(1, first), voice(2, second)])
    found = grouping.voices(vectors, row(first + second), asked)
    assert _labels(vectors, found) == [0] * first + [1] * second
    assert found.apart > 1 - grouping.ALIKE


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_number_is_found(count: int) -> None:
    """From one to four voices, mixed in turns: their number is found, and each has its own."""
    each = [voice(seed, 30) for seed in range(count)]
    vectors = np.stack([some[n] for n in range(30) for some in each])
    found = grouping.voices(vectors, row(len(vectors)), None)
    assert len(found.centres) == count
    assert _labels(vectors, found) == list(range(count)) * 30


def test_a_cough_is_no_voice() -> None:
    """Asked for two voices, one odd moment and all the rest is no answer: the cough joins whom it is nearest to."""
    cough = -voice(1, 1)
    vectors = np.concatenate([voice(1, 30), voice(2, 30), cough])
    plain = [len(group) for group in grouping.cut(grouping.linkage(vectors @ vectors.T), 2)]
    assert 1 in plain  # what plain clustering says
    found = grouping.voices(vectors, row(61), 2)
    assert _labels(vectors, found)[:60] == [0] * 30 + [1] * 30


def test_one_voice_asked_as_two_is_doubted() -> None:
    """Two are given where two are asked, and that they may be one is said; unasked, it is one."""
    vectors = voice(3, 40)
    assert len(grouping.voices(vectors, row(40), None).centres) == 1
    found = grouping.voices(vectors, row(40), 2)
    assert len(found.centres) == 2
    assert found.apart < 1 - grouping.ALIKE


@settings(max_examples=30)
@given(st.integers(2, 25), st.integers(0, 1000), st.data())
def test_linkage_joins_what_is_most_alike(count: int, seed: int, data: st.DataObject) -> None:
    """Every cut is a partition; and the joinings are those of trying all pairs by their mean likeness."""
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    likeness = vectors @ vectors.T
    merges = grouping.linkage(likeness)
    want = data.draw(st.integers(1, count))
    slow = [[n] for n in range(count)]
    while len(slow) > want:
        pairs = [(float(likeness[np.ix_(a, b)].mean()), i, j)
                 for i, a in enumerate(slow) for j, b in enumerate(slow) if i < j]
        _best, i, j = max(pairs)
        slow[i] += slow.pop(j)
    assert sorted(sorted(group.tolist()) for group in grouping.cut(merges, want)) == sorted(map(sorted, slow))


def test_very_many_windows() -> None:
    """Of a long recording some windows are grouped, from its beginning to its end; nothing grows with its square."""
    times = np.asarray(row(20_000))
    some = grouping._some(times)
    assert len(some) == grouping.MOST_WINDOWS
    assert (some[0], some[-1]) == (0, 19_999)
    assert len(set(some.tolist())) == len(some)


@pytest.mark.parametrize("asked", [None, 1, 2, 5])
def test_hardly_anything_said(asked: int | None) -> None:
    """One window, or fewer windows than voices asked for, is no fault."""
    assert len(grouping.voices(voice(1, 1), row(1), asked).centres) == 1
    assert 1 <= len(grouping.voices(voice(1, 3), row(3), asked).centres) <= 3
