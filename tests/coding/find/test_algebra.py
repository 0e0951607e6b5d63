"""How spans lie beside one another, against what the words mean letter by letter."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.find import algebra
from coding.find.algebra import Judged, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LENGTH = 40
TURNS = {1: [0, 9, 10, 25], 2: [0, 20]}
_judged = st.builds(Judged, st.integers(1, 3), st.integers(1, 2), st.sampled_from(["", "+", "-"]))
_span = st.builds(
    lambda version, a, b, judged: Span(version, min(a, b), max(a, b) + 1, frozenset([judged])),
    st.integers(1, 2), st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1), _judged)
spans = st.lists(_span, max_size=12).map(algebra.once)


def letters(span: Span) -> set[tuple[int, int]]:
    return {(span.version_id, at) for at in range(span.start, span.end)}


def naive(one: list[Span], other: list[Span], keeps: Callable[[Span, Span], bool]) -> list[Span]:
    return [span for span in one if any(keeps(span, two) for two in other)]


def turn_of(span: Span, at: int) -> int:
    return bisect_right(TURNS[span.version_id], at)


def numbers(places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    return {(version, at): bisect_right(TURNS[version], at) for version, at in places}


@given(spans, spans, st.integers(0, 3))
@pytest.mark.slow
def test_as_the_words_mean(one: list[Span], other: list[Span], most: int) -> None:
    """Each relation, worked out fast, keeps what trying every pair letter by letter keeps."""
    shares = naive(one, other, lambda a, b: bool(letters(a) & letters(b)))
    assert algebra.overlapping(one, other) == shares
    assert algebra.without(one, other) == [span for span in one if span not in shares]
    assert algebra.within(one, other) == naive(one, other, lambda a, b: letters(a) <= letters(b))
    assert algebra.followed(one, other, numbers, most) == naive(one, other, lambda a, b: (
        a.version_id == b.version_id and b.start >= a.end and turn_of(b, b.start) - turn_of(a, a.end - 1) <= most))
    assert {span[:3] for span in algebra.either(one, other)} == {span[:3] for span in [*one, *other]}
    shared = [letters(a) & letters(b) for a in one for b in other]
    assert [letters(span) for span in algebra.both(one, other)] == sorted(
        {frozenset(words) for words in shared if words}, key=lambda words: (min(words), max(words)))


@given(spans, spans)
@pytest.mark.slow
def test_everybody_is_named(one: list[Span], other: list[Span]) -> None:
    """Each place stands there once, in order, with all who judged it; nobody is lost and nobody made up."""
    for found in (algebra.either(one, other), algebra.both(one, other), algebra.overlapping(one, other)):
        places = [span[:3] for span in found]
        assert places == sorted(set(places))
    for span in algebra.either(one, other):
        assert span.judged == frozenset().union(*(each.judged for each in [*one, *other] if each[:3] == span[:3]))
    for span in algebra.both(one, other):
        of = [each for each in [*one, *other] if letters(span) <= letters(each)]
        assert span.judged <= frozenset().union(*(each.judged for each in of))
        assert any(span.judged >= a.judged | b.judged for a in one for b in other
                   if letters(a) & letters(b) == letters(span))
