"""The colour a new code gets: unlike those there are in both looks, visible on both grounds, and each time the same."""

from __future__ import annotations

import itertools

import pytest

from coding.book import codebook, colours, new_colours
from coding.book.new_colours import Pair
from pilot.config import ROOT

BOOK = codebook.load((ROOT / "codebook.yaml").read_text(encoding="utf-8"))
CODES = [(Pair(code.color, code.color_dark), parent.key if parent else "") for code, parent, _ in BOOK.walk()
         if code.codable]


def made(n: int, kin: str) -> list[Pair]:
    """The colours of n codes that come one after another into a group of our codebook."""
    taken = [pair for pair, _group in CODES]
    siblings = [pair for pair, group in CODES if group == kin]
    found: list[Pair] = []
    for _ in range(n):
        found.append(new_colours.another([*taken, *found], [*siblings, *found]))
    return found


@pytest.mark.parametrize("group", ["mechanismen", "leefdomeinen"])
@pytest.mark.slow
def test_many_new_codes_stay_apart(group: str) -> None:
    """A dozen codes in one group differ from one another and from all others, twice as much as can just be seen at
    least, and the first six are not all of one hue."""
    found = made(12, group)
    for look in ("light", "dark"):
        everyone = [getattr(pair, look) for pair in (*(pair for pair, _group in CODES), *found)]
        new = [getattr(pair, look) for pair in found]
        ground = colours.PAPER if look == "light" else colours.NIGHT
        assert all(colours.contrast(colour, ground) >= colours.LEAST_CONTRAST for colour in new)
        for colour in new:
            assert min(colours.difference(colour, other) for other in everyone if other != colour) > 4.6, (look, colour)
        assert len(set(everyone)) == len(everyone)
    hues = [new_colours.hue(pair.light) for pair in found[:6]]
    assert max(abs((a - b + 180) % 360 - 180) for a, b in itertools.combinations(hues, 2)) > 90, hues


def test_the_same_each_time_whatever_the_order() -> None:
    """Two installations that make the same code give it the same colour."""
    taken = [pair for pair, _group in CODES]
    assert new_colours.another(taken, taken[:3]) == new_colours.another(taken[::-1], taken[2::-1])
    assert colours.contrast(new_colours.another([]).light, colours.PAPER) >= colours.LEAST_CONTRAST
