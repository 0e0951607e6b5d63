"""Offsets between Python and the browser, and passages carried from one version of a text to the next."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.texts.truth import Score, chain
from texts.anchors import carry, keeps_its_words, points_of, units_of
from texts.documents import NewTurn

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
CHAINS = 500  # ten thousand in benchmarks
OLD = ("Hoe ging het?", "Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.", "Ja.", "En toen?",
       "Ja.")


@given(TEXT, st.data())
def test_units_and_points_undo_each_other(text: str, data: st.DataObject) -> None:
    """Code points to UTF-16 units and back is where one began, whatever the characters."""
    at = data.draw(st.integers(0, len(text)))
    assert points_of(text, units_of(text, at)) == at


@given(TEXT, st.data())
def test_units_grow_by_two_only_outside_the_basic_plane(text: str, data: st.DataObject) -> None:
    """A character counts twice in a browser exactly when it lies beyond U+FFFF."""
    at = data.draw(st.integers(0, len(text)))
    assert units_of(text, at) == at + sum(ord(c) > 0xFFFF for c in text[:at])


def test_a_unit_inside_a_pair_belongs_to_the_pair() -> None:
    """Half an emoji is not a place of its own."""
    assert points_of("a🙂b", 2) == 1
    assert points_of("a🙂b", 3) == 2


def test_chains_of_edits() -> None:
    """No passage on other words than its own, none lost, all in turns nobody touched, nearly all on untouched words."""
    score = Score()
    for seed in range(CHAINS):
        chain(Random(seed), score)
    assert score.wrong == []
    assert set(score.untouched) == {True}
    assert score.own[True] >= 0.95 * score.own.total()
    assert min(score.untouched.total(), score.own.total(), score.answers["undecided"]) > 1_000


def carried(new: tuple[str, ...], passage: str) -> tuple[str, str | None]:
    """How a passage of OLD was carried to `new`, and the words it stands on there."""
    start = "\n".join(OLD).index(passage)
    one = carry([NewTurn(text) for text in OLD], [NewTurn(text) for text in new], [(start, start + len(passage))])[0]
    return one.how, None if one.start is None else "\n".join(new)[one.start:one.end]


def test_a_replaced_name_goes_along() -> None:
    """A name inside a passage that a pseudonym replaced belongs to the passage still."""
    new = (OLD[0], OLD[1].replace("Zij belde", "[coach] belde"), *OLD[2:])
    assert carried(new, "Zij belde zelf.") == ("carried", "[coach] belde zelf.")


def test_an_equal_answer_elsewhere_is_not_the_same() -> None:
    """Of two equal short answers one was taken out: nobody can tell for certain which."""
    how, _words = carried((*OLD[:2], *OLD[3:]), "Ja.")
    assert how != "carried"


def test_rewritten_words_are_never_carried() -> None:
    """Other words in the same place are for a person to judge."""
    how, _words = carried((OLD[0], "Dat weet ik niet meer.", *OLD[2:]), "Ze wist nog wat ik vorige keer had gezegd")
    assert how != "carried"


@pytest.mark.parametrize(("old", "new", "same"), [
    ("ze heeft ons toen echt geholpen", "ze heeft ons toen niet geholpen", False),
    ("het ging goed", "het ging slecht", False), ("nooit alleen", "ooit alleen", False),
    ("3 schulden", "30 schulden", False), ("heeft geholpen", "heeft niet geholpen", False),
    ("heeft niet geholpen", "heeft geholpen", False), ("veilig thuis", "onveilig thuis", False),
    ("Miranda belde zelf.", "[coach] belde zelf.", True), ("dat Miranda Visser kwam", "dat [coach A] kwam", True),
    ("Zij belde  zelf", "zij belde, zelf!", True), ("hij vertelde het", "hij verteldde het", True),
    ("met Miranda mee", "met Alie mee", True), ("dat scheelt 🙂", "dat scheelt", True),
])
def test_a_passage_that_says_something_else_is_not_the_same(old: str, new: str, same: bool) -> None:
    """Spelling, punctuation and names may change; a word more, less or other in it is for a person to judge."""
    assert keeps_its_words(old, new) is same
