"""Words in place of counts: the rule behind each, and that none tells the answer of one family."""

from __future__ import annotations

import pytest

from themes.disclosure.protect import TOO_FEW
from themes.disclosure.tables import Drafted, Table
from themes.disclosure.wording import telling
from themes.disclosure.words import FEWEST, RULES, amount, meant, word
from themes.release.content import HELD, NOTHING, WORD

SMALL = range(FEWEST, 20)  # families in a pilot under twice the threshold


@pytest.mark.parametrize("of", range(1, 40))
def test_every_number_has_one_word(of: int) -> None:
    """From none to all each number falls under one word, in the order of the rules."""
    said = [word(n, of) for n in range(of + 1)]
    order = [rule.key for rule in RULES]
    assert [order.index(key) for key in said] == sorted(order.index(key) for key in said)
    assert {n for key in order for n in meant(key, of)} == set(range(of + 1))
    assert all(n in meant(key, of) for n, key in enumerate(said))


@pytest.mark.parametrize("of", SMALL)
def test_no_word_tells_what_another_said(of: int) -> None:
    """Who knows her own answer cannot tell from a word that nobody else said it, or that all others did."""
    for rule in RULES:
        numbers = meant(rule.key, of)
        for own in (0, 1):
            others = {n - own for n in numbers if 0 <= n - own <= of - 1}
            assert not numbers or others - {0}, rule.key
            assert not numbers or others - {of - 1}, rule.key


@pytest.mark.parametrize("of", SMALL)
def test_no_change_of_a_word_tells_what_others_said(of: int) -> None:
    """When one family's answer changes the word, she knows the number: it is neither none nor all of the others."""
    for n in range(of):
        if word(n, of) != word(n + 1, of):
            assert 0 < n < of - 1


def test_too_few_families_have_no_word() -> None:
    """Under the threshold, and under five, the amount is held back; of nobody there is nothing to say."""
    assert amount(3, 4, 2).kind == HELD
    assert amount(3, 6, 10).kind == HELD
    assert amount(0, 0, 5).kind == NOTHING
    found = amount(5, 6, 5)
    assert (found.kind, found.word, found.n, found.told.en) == (WORD, "most", None, "in most families")


def said(yes: set[int], asked: set[int], name: str = "code") -> Table:
    """Who said it, and who was asked and did not."""
    cells = ((frozenset(map(str, yes)), frozenset(map(str, asked - yes))),)
    return Table(name, ("all",), ("yes", "no"), cells, lone=True)


def told(*releases: list[Table]) -> list[frozenset[tuple[int, int]]]:
    """What is held back of releases told in words to a municipality."""
    return telling([Drafted(tuple(tables), (), TOO_FEW, 5, 5) for tables in releases])


@pytest.mark.slow
def test_a_word_by_itself_tells_nothing() -> None:
    """Whatever number of small pilots said it, its word is not held back."""
    for of in SMALL:
        assert told([said(set(range(n)), set(range(of)), f"code {n}") for n in range(of + 1)]) == [frozenset()]


def test_who_joined_is_not_told_by_a_new_word() -> None:
    """Two of six said it, then three of seven: the word changed for who joined, so it is held back; else it is not."""
    first = [said({0, 1}, set(range(6)))]
    assert told(first, [said({0, 1, 6}, set(range(7)))]) == [frozenset(), frozenset({(0, 0)})]
    assert told(first, [said({0, 1}, set(range(7)))]) == [frozenset(), frozenset()]
    assert told(first, first) == [frozenset(), frozenset()]


def test_words_that_hang_together_are_looked_at_together() -> None:
    """At most 6 of 15 and at least 3 of 5 in two places: in the third nobody said it, so some of that is held back."""
    yes, asked = set(range(6)), set(range(15))
    places = [{0, 1, 2, 6, 7}, {3, 4, 5, 8, 9}, {10, 11, 12, 13, 14}]
    by_place = Table("places", ("one", "two", "three"), ("yes", "no"), tuple(
        (frozenset(map(str, yes & of)), frozenset(map(str, of - yes))) for of in places))
    (held,) = told([said(yes, asked), by_place])
    assert held
    assert (0, 0) not in held
    assert told([said({0, 3, 10}, asked), by_place]) == [frozenset()]
