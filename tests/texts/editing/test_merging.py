"""Two people's changes of one text, put together by turn: what one changed goes in, what both changed is to choose."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.editing.hunks import Said, borders, hunks
from texts.editing.merging import Piece, merge, merged

WORDS = st.sampled_from(["a", "b", "c", "d", "e"])
TURNS = st.lists(
    st.builds(Said, st.sampled_from("xy"), st.lists(WORDS, min_size=1, max_size=5).map(" ".join)), max_size=7)
# No two of them alike, as in most of a conversation.
TEXT = [Said("xy"[n % 2], f"dit is zin {n} van {'abcdefgh'[n]}") for n in range(8)]


@given(TURNS, TURNS)
@pytest.mark.slow
def test_hunks_are_all_of_both(old: list[Said], new: list[Said]) -> None:
    """Every turn of both is in exactly one stretch, in order."""
    found = borders(old, new)
    assert (found[0], found[-1]) == ((0, 0), (len(old), len(new)))
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(found))
    stretches = hunks(old, new)
    assert list(chain.from_iterable(old[a:b] for a, b, _c, _d in stretches)) == old
    assert list(chain.from_iterable(new[c:d] for _a, _b, c, d in stretches)) == new


def test_turns_alike_at_both_ends_are_one_another() -> None:
    """Of very many turns with the same word one that was put in between moves no other."""
    many = [Said("x", "ja")] * 3000
    found = borders(many, [*many[:1000], Said("x", "nee"), *many[1000:]])
    assert found == [*((at, at) for at in range(1001)), *((at, at + 1) for at in range(1000, 3001))]


@given(TURNS, TURNS)
@pytest.mark.slow
def test_what_one_changed_is_what_comes_out(base: list[Said], changed: list[Said]) -> None:
    """Where the other changed nothing, or just the same, nobody has to choose."""
    assert merged(merge(base, changed, base)) == changed
    assert merged(merge(base, base, changed)) == changed
    assert merged(merge(base, changed, changed)) == changed


@given(TURNS, TURNS, TURNS)
@pytest.mark.slow
def test_it_is_the_same_from_both_sides(base: list[Said], mine: list[Said], theirs: list[Said]) -> None:
    """Whoever saves first, the same is to choose; no words that somebody typed are lost."""
    found = merge(base, mine, theirs)
    assert [Piece(piece.theirs, piece.mine, piece.base, piece.settled) for piece in found] == merge(base, theirs, mine)
    assert all(piece.mine == piece.theirs for piece in found if piece.settled)
    kept = {turn.text for piece in found for turn in piece.mine}
    assert {turn.text for turn in mine} - {turn.text for turn in base} <= kept


@given(st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_other_turns_go_in_by_themselves(mine: set[int], theirs: set[int]) -> None:
    """Turns that two people changed, each her own, beside one another too, are all in what comes out."""
    theirs -= mine
    ours = [turn._replace(text=turn.text + " hoor") if n in mine else turn for n, turn in enumerate(TEXT)]
    others = [turn._replace(text="nou " + turn.text) if n in theirs else turn for n, turn in enumerate(TEXT)]
    assert merged(merge(TEXT, ours, others)) == [
        ours[n] if n in mine else others[n] if n in theirs else TEXT[n] for n in range(8)]


def test_splitting_and_joining_beside_a_correction() -> None:
    """One splits a turn and joins two; the other corrects turns in between and says who speaks in one of them."""
    ours = [TEXT[0], Said("x", "dit is"), Said("y", "zin 1 van b"), TEXT[2], TEXT[3],
            Said("x", f"{TEXT[4].text} {TEXT[5].text}"), *TEXT[6:]]
    others = [TEXT[0], TEXT[1], Said("x", "dat is zin 2 van c"), Said("x", TEXT[3].text), *TEXT[4:7],
              Said("y", "dit was zin 7 van h")]
    assert merged(merge(TEXT, ours, others)) == [
        TEXT[0], Said("x", "dit is"), Said("y", "zin 1 van b"), others[2], others[3], ours[5], TEXT[6], others[7]]


def test_one_says_who_and_the_other_what() -> None:
    """Of one turn, who speaks and what is said can come from two people."""
    assert merged(merge([Said("x", "ja hoor")], [Said("y", "ja hoor")], [Said("x", "nee hoor")])) == [
        Said("y", "nee hoor")]


def test_what_both_changed_is_to_choose() -> None:
    """It stands there as each has it and as it was, and what lies around it is settled."""
    ours = [*TEXT[:3], Said("y", "dit is zin drie van d"), *TEXT[4:]]
    others = [*TEXT[:3], Said("y", "dit is zin 3 van D."), *TEXT[4:]]
    found = merge(TEXT, ours, others)
    assert [piece.settled for piece in found] == [True, False, True]
    assert (found[1].base, found[1].mine, found[1].theirs) == ([TEXT[3]], [ours[3]], [others[3]])
    assert merged(found) is None
