"""alpha_u against its definition, written out slowly over sections, and what it refuses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.agreement.unitizing import Unit, alpha_u, pooled
from pilot.errors import BadInput

LENGTH = 20
Spans = list[tuple[int, int]]


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """Units of one coder that do not overlap; some touch."""
    edges = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=8)))
    return [(begin, end) for begin, end in pairwise(edges) if draw(st.booleans())]


def slow(coders: list[Spans]) -> tuple[float, float]:
    """Do and De of one code as Krippendorff 2004 writes them: every section of one coder with every one of another."""
    sections = []
    for mine in coders:
        edges = [(0, 0), *mine, (LENGTH, LENGTH)]
        gaps = [(a[1], b[0] - a[1], 0) for a, b in pairwise(edges) if a[1] < b[0]]
        sections.append([(begin, end - begin, 1) for begin, end in mine] + gaps)

    def delta(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
        (b, l, v), (c, k, w) = one, other
        if v and w and -l < b - c < k:
            return (b - c) ** 2 + (b + l - c - k) ** 2
        if v and not w and k - l >= b - c >= 0:
            return l * l
        if w and not v and k - l <= b - c <= 0:
            return k * k
        return 0

    m = len(coders)
    do = sum(delta(one, other) for i in range(m) for j in range(m) if i != j for one in sections[i]
             for other in sections[j]) / (m * (m - 1) * LENGTH ** 2)
    all_of_them = [section for of_coder in sections for section in of_coder]
    units = [l for _b, l, v in all_of_them if v]
    top = sum((len(units) - 1) / 3 * (2 * l ** 3 - 3 * l ** 2 + l)
              + l * l * sum(k - l + 1 for _c, k, w in all_of_them if not w and k >= l) for l in units)
    bottom = m * LENGTH * (m * LENGTH - 1) - sum(l * (l - 1) for l in units)
    return do, 2 / LENGTH * top / bottom


@given(st.lists(spans(), min_size=2, max_size=4))
@pytest.mark.slow
def test_it_is_its_definition(coders: list[Spans]) -> None:
    """What is found along sorted starts is what comparing every section with every other gives."""
    everybody = [Unit(str(i), "other", 0, 1) for i in range(len(coders))]  # so that each of them is a coder
    units = [Unit(str(i), "x", 100 + begin, 100 + end) for i, mine in enumerate(coders) for begin, end in mine]
    found = alpha_u([*units, *(one._replace(start=100, end=101) for one in everybody)], 100, LENGTH)
    do, de = slow(coders)
    if units:
        assert [found["x"].do, found["x"].de] == pytest.approx([do, de], abs=1e-12)
        assert (found["x"].alpha is None) == (de == 0)
    else:
        assert "x" not in found


def test_touching_units_stay_two() -> None:
    """Two units that touch are not one: whoever has one long unit differs."""
    two = [Unit("a", "x", 0, 5), Unit("a", "x", 5, 10)]
    assert alpha_u([*two, Unit("b", "x", 0, 10)], 0, 20)["x"].do > 0
    assert alpha_u([*two, *(one._replace(coder="b") for one in two)], 0, 20)["x"].alpha == 1


def test_fewer_than_two_coders() -> None:
    """One coder, or none, has nobody to agree with: no code, no number."""
    assert alpha_u([], 0, 10) == {}
    assert alpha_u([Unit("a", "x", 0, 5)], 0, 10) == {}
    assert pooled({}) is None


@pytest.mark.parametrize(("units", "told"), [
    ([("a", 0, 5), ("a", 4, 6)], "overlap at 4"), ([("a", 0, 5), ("a", 0, 5)], "overlap at 0"),
    ([("a", 3, 3)], "ends where it begins"), ([("a", -1, 3)], "not in the continuum"),
    ([("a", 3, 11)], "not in the continuum from 0 to 10")])
def test_what_cannot_be(units: list[tuple[str, int, int]], told: str) -> None:
    """Overlapping units of one coder and code, empty ones and ones outside are refused with a sentence."""
    with pytest.raises(BadInput, match=told):
        alpha_u([Unit(coder, "x", start, end) for coder, start, end in units], 0, 10)


def test_a_continuum_without_length() -> None:
    """Nothing can be cut into units on a continuum without length."""
    with pytest.raises(BadInput, match="no length"):
        alpha_u([], 0, 0)
