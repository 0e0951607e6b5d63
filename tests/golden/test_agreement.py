"""Every published example of agreement between coders comes out as it is printed."""

from __future__ import annotations

import pytest

from coding.agreement import coefficients
from coding.agreement.ratings import Ratings, from_cells
from coding.agreement.unitizing import Unit, alpha_u, pooled

FOUR = ("1 2 3 3 2 1 4 1 2 N N N", "1 2 3 3 2 2 4 1 2 5 N N", "N 3 3 3 2 3 4 2 2 5 1 3", "1 2 3 3 2 4 4 1 2 5 1 N")


def coders(*rows: str, level: str = "nominal") -> Ratings:
    """Ratings of one line per coder, N for a missing value."""
    columns = [["" if one == "N" else one for one in row.split()] for row in rows]
    return from_cells(list(zip(*columns, strict=True)), len(rows), level)


def table(counts: list[list[int]]) -> Ratings:
    """Ratings of two coders by how often they gave which pair of values."""
    pairs = [(str(i), str(j)) for i, row in enumerate(counts) for j, n in enumerate(row) for _ in range(n)]
    return from_cells(pairs, 2)


@pytest.mark.parametrize(("level", "alpha"), [
    ("nominal", .743), ("ordinal", .815), ("interval", .849), ("ratio", .797)])
def test_four_coders_of_krippendorff(level: str, alpha: float) -> None:
    """Krippendorff 2004 and 2011: alpha with missing values, at each level."""
    assert coefficients.krippendorff_alpha(coders(*FOUR, level=level), level) == pytest.approx(alpha, abs=5e-4)


def test_the_same_data_by_gwet() -> None:
    """Gwet 2014 on the data of Krippendorff: missing values and units of one coder count in the shares."""
    four = coders(*FOUR)
    assert coefficients.percent(four) == pytest.approx(.818, abs=5e-4)
    assert coefficients.gwet_ac1(four) == pytest.approx(.775, abs=5e-4)
    assert coefficients.brennan_prediger(four) == pytest.approx(.773, abs=5e-4)
    assert coefficients.fleiss_kappa(four) == pytest.approx(.761, abs=5e-4)


@pytest.mark.parametrize(("one", "other"), [
    ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), ("1 1 0 0 0 0 0 0 0 0", "0 1 1 0 0 1 0 1 0 0")])
def test_two_coders_of_ten_units(one: str, other: str) -> None:
    """Krippendorff 2011, and the example in the manual of ATLAS.ti: six of ten agree, hardly more than chance."""
    found = coders(one, other)
    assert coefficients.percent(found) == pytest.approx(.6)
    assert coefficients.krippendorff_alpha(found) == pytest.approx(.095, abs=5e-4)


def test_names_as_values() -> None:
    """Krippendorff 2011: five categories that are letters."""
    found = coders("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert coefficients.krippendorff_alpha(found) == pytest.approx(.692, abs=5e-4)


@pytest.mark.parametrize(("counts", "kappa"), [
    ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], .492),
    ([[50, 0, 0], [10, 10, 10], [20, 0, 0]], .27), ([[50, 0, 10], [0, 10, 10], [10, 10, 0]], .29)])
def test_kappa_of_two(counts: list[list[int]], kappa: float) -> None:
    """Cohen 1960, and both tables of Brennan and Prediger 1981."""
    assert coefficients.cohen_kappa(table(counts)) == pytest.approx(kappa, abs=10 ** -len(str(kappa)[2:]) / 2)


def test_ac1_of_two() -> None:
    """Gwet's AC1: on Cohen's table, on his own of 2008, and on the paradox of kappa."""
    assert coefficients.gwet_ac1(table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])) == pytest.approx(.576, abs=5e-4)
    small = table([[8, 1], [0, 1]])
    assert coefficients.gwet_ac1(small) == pytest.approx(.8658, abs=5e-5)
    assert coefficients.fleiss_kappa(small) == pytest.approx(.6078, abs=5e-5)
    assert coefficients.gwet_ac1(table([[80, 7], [8, 5]])) == pytest.approx(.808, abs=5e-4)


@pytest.mark.parametrize("counts", [[[50, 0, 0], [10, 10, 10], [20, 0, 0]], [[50, 0, 10], [0, 10, 10], [10, 10, 0]]])
def test_free_marginals(counts: list[list[int]]) -> None:
    """Brennan and Prediger 1981: the same agreement is the same S, however the values are spread."""
    assert coefficients.brennan_prediger(table(counts)) == pytest.approx(.40)


def test_unitizing() -> None:
    """Krippendorff 2004: two codes on a continuum from 150 to 450, each by itself and pooled."""
    units = [Unit(coder, code, start, start + length) for coder, code, start, length in (
        ("i", "c", 225, 70), ("i", "c", 370, 30), ("j", "c", 220, 80), ("j", "c", 355, 20), ("j", "c", 400, 20),
        ("i", "k", 180, 60), ("i", "k", 300, 50), ("j", "k", 180, 60), ("j", "k", 300, 50))]
    found = alpha_u(units, 150, 300)
    assert [found["c"].do, found["c"].de] == pytest.approx([.0144, .0532], abs=5e-5)
    assert found["c"].alpha == pytest.approx(.7286, abs=5e-5)
    assert found["k"].alpha == pytest.approx(1)
    assert pooled(found) == pytest.approx(.859, abs=5e-4)


def test_one_long_unit_against_three_short() -> None:
    """The edge case: far less than chance."""
    units = [Unit("1", "x", 1, 9), *(Unit("2", "x", start, start + 1) for start in (2, 4, 6))]
    found = alpha_u(units, 0, 10)["x"]
    assert [found.do, found.de] == pytest.approx([.91, .5351], abs=1e-4)
    assert found.alpha == pytest.approx(-.7003, abs=5e-5)
