"""Coefficients against their definitions, written out slowly, and where nothing can be said."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.agreement import coefficients
from coding.agreement.ratings import LEVELS, from_cells
from pilot.errors import BadInput

Rows = list[list[str]]


@st.composite
def tables(draw: st.DrawFn, values: str = "0 1 2 5 9", most: int = 4) -> Rows:
    """Units of two coders or more with few values, many of them missing."""
    coders = draw(st.integers(2, most))
    cell = st.sampled_from([*values.split(), "", ""])
    return draw(st.lists(st.lists(cell, min_size=coders, max_size=coders), max_size=12))


def filled(rows: Rows) -> list[list[float]]:
    """The values of each unit that has two or more."""
    return [found for row in rows if len(found := [float(cell) for cell in row if cell]) >= 2]


def slow_alpha(rows: Rows, level: str) -> float | None:
    """Alpha by its matrix of coincidences, as Krippendorff 2011 writes it."""
    units = filled(rows)
    values = sorted({one for unit in units for one in unit})
    coincidences = {(c, k): 0.0 for c in values for k in values}
    for unit in units:
        for c, k in permutations(unit, 2):
            coincidences[c, k] += 1 / (len(unit) - 1)
    total = {c: sum(coincidences[c, k] for k in values) for c in values}

    def delta(c: float, k: float) -> float:
        if c == k:
            return 0
        if level == "ordinal":
            low, high = sorted((c, k))
            return float((sum(total[g] for g in values if low <= g <= high) - (total[c] + total[k]) / 2) ** 2)
        return {"nominal": 1, "interval": (c - k) ** 2, "ratio": ((c - k) / (c + k)) ** 2 if c + k else 0}[level]

    n = sum(total.values())
    expected = sum(total[c] * total[k] * delta(c, k) for c in values for k in values)
    observed = sum(coincidences[pair] * delta(*pair) for pair in coincidences)
    return 1 - (n - 1) * observed / expected if expected else None


def slow_gwet(rows: Rows) -> dict[str, float | None]:
    """Percent, Fleiss, AC1 and Brennan-Prediger by counts per unit and category, as Gwet 2014 writes them."""
    units = [[cell for cell in row if cell] for row in rows]
    values = sorted({cell for unit in units for cell in unit})
    many, some = [unit for unit in units if len(unit) > 1], [unit for unit in units if unit]
    if not many:
        return dict.fromkeys(("percent", "fleiss_kappa", "gwet_ac1", "brennan_prediger"))
    percent = sum(sum(unit.count(k) * (unit.count(k) - 1) for k in values) / (len(unit) * (len(unit) - 1))
                  for unit in many) / len(many)
    shares = [sum(unit.count(k) / len(unit) for unit in some) / len(some) for k in values]
    q = len(values)
    if q < 2:
        return {"percent": percent, "fleiss_kappa": None, "gwet_ac1": None, "brennan_prediger": None}
    chance = {"fleiss_kappa": sum(pi * pi for pi in shares), "brennan_prediger": 1 / q,
              "gwet_ac1": sum(pi * (1 - pi) for pi in shares) / (q - 1)}
    return {"percent": percent, **{name: (percent - pe) / (1 - pe) for name, pe in chance.items()}}


@given(tables(), st.sampled_from(LEVELS))
@pytest.mark.slow
def test_alpha_is_its_definition(rows: Rows, level: str) -> None:
    """At every level alpha is that of the coincidences, nought at ratio among them."""
    found = coefficients.krippendorff_alpha(from_cells(rows, len(rows[0]) if rows else 2, level), level)
    assert found == (None if (slow := slow_alpha(rows, level)) is None else pytest.approx(slow, abs=1e-9))


@given(tables("-7 -1 0 2.5 1e300"))
@pytest.mark.slow
def test_alpha_of_any_numbers(rows: Rows) -> None:
    """Numbers below nought and far apart have an alpha on an interval scale; it is never more than 1, never NaN."""
    found = coefficients.krippendorff_alpha(from_cells(rows, len(rows[0]) if rows else 2, "interval"), "interval")
    assert found is None or -5 < found <= 1 + 1e-9


@given(tables("ja nee soms"))
@pytest.mark.slow
def test_gwet_is_its_definition(rows: Rows) -> None:
    """What Gwet defines by counts is found by marks."""
    ratings = from_cells(rows, len(rows[0]) if rows else 2)
    for name, slow in slow_gwet(rows).items():
        found = getattr(coefficients, name)(ratings)
        assert found == (None if slow is None else pytest.approx(slow, abs=1e-9)), name


@given(tables("a b c", most=2))
@pytest.mark.slow
def test_kappa_is_its_definition(rows: Rows) -> None:
    """Cohen's kappa looks at the units both coders rated, and at nothing else."""
    both = [row for row in rows if all(row)]
    found = coefficients.cohen_kappa(from_cells(rows, 2))
    if not both:
        assert found is None
        return
    observed = sum(a == b for a, b in both) / len(both)
    expected = sum(sum(a == k for a, _ in both) * sum(b == k for _, b in both) for k in "abc") / len(both) ** 2
    assert found == (None if expected == 1 else pytest.approx((observed - expected) / (1 - expected)))


@given(tables("0 1 2"), st.randoms(use_true_random=False))
@pytest.mark.slow
def test_order_does_not_matter(rows: Rows, chance: object) -> None:
    """Neither the order of units nor that of coders changes anything."""
    if not rows:
        return
    units, coders = list(rows), list(range(len(rows[0])))
    chance.shuffle(units)  # type: ignore[attr-defined]
    chance.shuffle(coders)  # type: ignore[attr-defined]
    one, other = from_cells(rows, len(coders)), from_cells([[row[at] for at in coders] for row in units], len(coders))
    for name in ("percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "brennan_prediger"):
        find = getattr(coefficients, name)
        assert find(one) == (None if find(other) is None else pytest.approx(find(other), abs=1e-9)), name


@pytest.mark.parametrize("rows", [
    [], [["", ""]], [["a", ""], ["", "b"]], [["a", "a"], ["a", "a"]]])
def test_where_nothing_can_be_said(rows: Rows) -> None:
    """Without a unit of two values, and where all values are the same, beyond chance is None, never NaN."""
    found = from_cells(rows, 2)
    for name in ("cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "brennan_prediger"):
        assert getattr(coefficients, name)(found) is None, name


def test_full_agreement_on_two_values() -> None:
    """Who agrees everywhere and uses two values agrees by every coefficient."""
    found = from_cells([["a", "a"], ["b", "b"], ["b", "b"]], 2)
    for name in ("percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "brennan_prediger"):
        assert getattr(coefficients, name)(found) == pytest.approx(1), name


def test_a_value_of_one_coder_alone_is_present() -> None:
    """A value that stands only where nobody can agree still makes a category; alpha looks at what can be paired."""
    found = from_cells([["a", "a"], ["b", "b"], ["c", ""]], 2)
    assert coefficients.brennan_prediger(found) == pytest.approx(1)
    assert len(found.values) == 3
    assert coefficients.krippendorff_alpha(found) == pytest.approx(1)
    assert coefficients.brennan_prediger(from_cells([["a", "b"], ["a", "a"], ["c", ""]], 2)) == pytest.approx(.25)


def test_one_number_written_in_two_ways() -> None:
    """1 and 1.0 are one value where all are numbers, as a spreadsheet writes them; beside words they are two."""
    assert from_cells([["1", "1.0"], ["2,5", "2.5"]], 2).values == (1.0, 2.5)
    assert from_cells([["1", "1.0"], ["ja", ""]], 2).values == ("1", "1.0", "ja")


@pytest.mark.parametrize(("rows", "level", "told"), [
    ([["1", "ja"]], "interval", "“ja” is no number"), ([["1", "nan"]], "ratio", "“nan” is no number"),
    ([["1", "-2"]], "ratio", "below nought"), ([["1", "1e999"]], "ordinal", "no number")])
@pytest.mark.slow
def test_what_is_no_number(rows: Rows, level: str, told: str) -> None:
    """Words where numbers are asked for, and less than nothing on a ratio scale, are refused with a sentence."""
    with pytest.raises(BadInput, match=told):
        from_cells(rows, 2, level)
