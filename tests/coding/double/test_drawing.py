"""The same seed draws the same documents, each group gets its share, and nobody gets much more than another."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.double import planning
from coding.double.drawing import Material, deal, draw, lot
from pilot.errors import BadInput

MATERIAL = [Material(f"d{n}", "family" if n % 4 else "coach") for n in range(40)]


def test_a_seed_draws_again_what_it_drew() -> None:
    """In whatever order the list comes, and by hand: the lowest hashes of seed and guid."""
    drawn = draw(MATERIAL, 8, 42)
    assert drawn == draw(MATERIAL[::-1], 8, 42)
    assert drawn != draw(MATERIAL, 8, 43)
    alike = [Material(one.guid) for one in MATERIAL]
    assert draw(alike, 5, 42) == sorted((one.guid for one in alike), key=lambda guid: lot(42, guid))[:5]
    assert lot(42, "d1") == sha256(b"42 d1").hexdigest()


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=40), st.integers(1, 45), st.integers(0, 99))
@pytest.mark.slow
def test_every_group_gets_its_share(strata: list[str], n: int, seed: int) -> None:
    """As many as asked or as there are, none twice, and of each group its part of them, rounded up or down."""
    material = [Material(f"d{at}", stratum) for at, stratum in enumerate(strata)]
    drawn = draw(material, n, seed)
    assert len(drawn) == len(set(drawn)) == min(n, len(material))
    of = {one.guid: one.stratum for one in material}
    for stratum, size in Counter(strata).items():
        exact = size * len(drawn) / len(strata)
        assert abs(sum(of[guid] == stratum for guid in drawn) - exact) < 1


@given(st.integers(1, 30), st.integers(2, 6), st.integers(2, 4), st.integers(0, 99))
@pytest.mark.slow
def test_the_work_is_dealt_out_fairly(documents: int, coders: int, each: int, seed: int) -> None:
    """Everybody gets as much, but for one document; every document has as many coders as asked, all different."""
    if each > coders:
        return
    names = [f"c{n}" for n in range(coders)]
    dealt = deal([f"d{n}" for n in range(documents)], names, each, seed)
    assert all(len(set(team)) == len(team) == each for team in dealt.values())
    load = Counter(one for team in dealt.values() for one in team)
    counts = [load[name] for name in names]
    assert max(counts) - min(counts) <= 1


def test_every_pair_meets() -> None:
    """With three coders and two to a document each pair codes as many documents together."""
    dealt = deal([f"d{n}" for n in range(12)], ["a", "b", "c"], 2, 1)
    assert Counter(pair for team in dealt.values() for pair in combinations(team, 2)) == {
        ("a", "b"): 4, ("a", "c"): 4, ("b", "c"): 4}


def test_a_plan_is_the_published_variance_turned_round() -> None:
    """With kappa 0 and half of the units coded the variance is 1/n: (2 * 1.96 / 0.2) squared units."""
    found = planning.plan(0.2, kappa=0, share=0.5, per_document=1)
    assert (found.units, found.documents, found.effect) == (385, 385, 1)
    # By hand: .3 * (.3 * -.4 + .7 * 1.3 / .32) = .8171, times (3.92 / .2) ** 2 = 313.9.
    assert planning.plan(0.2, kappa=0.7, share=0.2, per_document=1).units == 314
    clustered = planning.plan(0.2, kappa=0, share=0.5, per_document=51, alike=0.02)
    assert (clustered.effect, clustered.units, clustered.documents) == (2, 769, 16)


@pytest.mark.parametrize("wrong", [{"width": 0}, {"kappa": 1}, {"share": 0}, {"per_document": 0}, {"alike": 2}])
def test_a_plan_that_cannot_be(wrong: dict[str, float]) -> None:
    """Each number outside what it can be is refused in a sentence."""
    good = {"width": 0.2, "kappa": 0.7, "share": 0.2, "per_document": 40.0, "alike": 0.02}
    with pytest.raises(BadInput):
        planning.plan(**(good | wrong))
