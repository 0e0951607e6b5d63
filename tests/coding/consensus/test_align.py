"""Codings of several coders lined up: each in one passage, alike for everybody, with what they differ in."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.consensus.align import Kind, Mark, align
from texts.places import BEHIND


def mark(said: str) -> Mark:
    """`"A fixed+ 3 9"`: coder, code with sign, start, end."""
    coder, code, start, end = said.split()
    return Mark(said, coder, code.rstrip("+-±"), code[len(code.rstrip("+-±")):], int(start), int(end))


MARKS = st.lists(st.builds(
    lambda coder, code, sign, start, length: (coder, code, sign, start, length),
    st.sampled_from("ABC"), st.sampled_from("xyz"), st.sampled_from(["", "+", "-"]), st.integers(0, 40),
    st.integers(1, 15)), max_size=25, unique_by=lambda one: (one[0], one[1], one[3], one[4])).map(lambda found: [
        Mark(f"{coder}{code}{start}-{length}", coder, code, sign, start, start + length)
        for coder, code, sign, start, length in found])


@pytest.mark.parametrize(("said", "kinds"), [
    (["A x 0 9", "B x 0 9"], ["same"]),
    (["A x+ 0 9", "B x- 0 9"], ["sign"]),
    (["A x+ 0 9", "B x 0 9"], ["sign"]),
    (["A x 0 9", "B y 0 9"], ["code"]),
    (["A x 0 9", "B y 2 10"], ["code"]),
    (["A x 0 9", "B x 4 12"], ["bounds"]),
    (["A x 0 9", "B x 9 12"], ["one", "one"]),
    (["A x 0 9"], ["one"]),
    (["A x 0 9", "B x 0 9", "B y 0 9"], ["same", "one"]),
    (["A x 0 90", "B y 4 12"], ["one", "one"]),
    (["A x 0 9", "A y 0 9", "B z 0 9"], ["code"]),
    (["A x 0 9", "B x 0 9", "C x 0 9"], ["same"]),
    (["A x 0 9", "B x 0 9", "C y 50 60"], ["some", "one"]),
    (["A x 0 9", "B x 0 9", "C x 0 12"], ["bounds"]),
    ([f"A x {BEHIND[0]} {BEHIND[1]}", f"B x {BEHIND[0]} {BEHIND[1]}"], ["same"]),
])
def test_kinds(said: list[str], kinds: list[str]) -> None:
    """What two or three coders say of the same, overlapping or other words, each by its kind."""
    found = align([mark(one) for one in said])
    assert sorted(passage.kind.value for passage in found) == sorted(kinds)


def test_who_found_nothing_is_a_coder_too() -> None:
    """Where a third coder found nothing at all, two who agree are not all."""
    found = align([mark("A x 0 9"), mark("B x 0 9")], ["A", "B", "C"])
    assert [passage.kind for passage in found] == [Kind.SOME]


def test_words_that_all_agree_on_stand_apart_from_what_overlaps_them() -> None:
    """A chain of overlapping codings of one code is parted where all coders have the same words."""
    found = align([mark(one) for one in ("A x 0 10", "B x 0 10", "A x 8 20", "B x 8 20", "A x 18 30", "B x 19 33")])
    assert [(passage.kind.value, passage.start, passage.end) for passage in found] == [
        ("same", 0, 10), ("same", 8, 20), ("bounds", 18, 33)]


def test_long_and_short_beside_each_other() -> None:
    """A long passage finds the long one of another coder, whatever short ones lie between them."""
    found = align([mark("A x 0 100"), mark("A z 5 10"), mark("B y 6 100"), mark("B w 6 11")])
    assert [[one.code for one in passage.marks] for passage in found] == [["x", "y"], ["z", "w"]]


@given(MARKS)
@pytest.mark.slow
def test_every_coding_is_in_exactly_one_passage(marks: list[Mark]) -> None:
    """Nothing is dropped and nothing is asked twice; a passage reaches from its first word to its last."""
    found = align(marks)
    assert sorted(one.guid for passage in found for one in passage.marks) == sorted(one.guid for one in marks)
    for passage in found:
        assert (passage.start, passage.end) == (
            min(one.start for one in passage.marks), max(one.end for one in passage.marks))


@given(MARKS, st.randoms(use_true_random=False), st.permutations("ABC"))
@pytest.mark.slow
def test_no_coder_comes_first(marks: list[Mark], chance: object, others: list[str]) -> None:
    """Neither the order of the codings nor who is which coder changes what is lined up, or its kind."""
    called = dict(zip("ABC", others, strict=True))
    mixed = [replace(one, coder=called[one.coder]) for one in marks]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert [(one.kind, {mark.guid for mark in one.marks}) for one in align(mixed)] == [
        (one.kind, {mark.guid for mark in one.marks}) for one in align(marks)]


@given(MARKS)
@pytest.mark.slow
def test_kinds_say_what_is_so(marks: list[Mark]) -> None:
    """What a kind says holds of the codings in it, and two coders of one code on the same words are never parted."""
    coders = {one.coder for one in marks}
    found = align(marks)
    for passage in found:
        codes, spans, signs = ({*map(what, passage.marks)} for what in (
            lambda one: one.code, lambda one: one.span, lambda one: one.sign))
        assert {
            Kind.SAME: len(codes) == len(spans) == len(signs) == 1 and passage.coders == coders,
            Kind.SOME: len(codes) == len(spans) == len(signs) == 1 and 1 < len(passage.coders) < len(coders),
            Kind.SIGN: len(codes) == len(spans) == 1 < len(signs),
            Kind.BOUNDS: len(codes) == 1 < len(spans),
            Kind.CODE: len(codes) > 1 and len(passage.coders) > 1,
            Kind.ONE: len(passage.coders) == 1 == len(codes),
        }[passage.kind]
    at = {one.guid: n for n, passage in enumerate(found) for one in passage.marks}
    for _same, on in groupby(sorted(marks, key=lambda one: (one.code, one.span)), lambda one: (one.code, one.span)):
        assert len({at[one.guid] for one in on}) == 1
