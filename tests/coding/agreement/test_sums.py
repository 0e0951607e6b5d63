"""Agreement by sums of documents is that of all their units, laid out one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.agreement import coefficients as slow
from coding.agreement.patterns import MOST_CODERS, Spans, marked, patterns
from coding.agreement.ratings import from_cells
from coding.agreement.sums import NAMES, Coded, Sums, coefficients, drawn, of_pairs, sums

LENGTH = 9
Mark = tuple[int, int, int, int, int]  # document, code, coder, first, end


@st.composite
def worlds(draw: st.DrawFn, most: int = 3) -> tuple[list[Mark], np.ndarray]:
    """Spans of coders in three documents by two codes, and who judged which: each document two coders at least."""
    coders = draw(st.integers(2, most))
    raters = np.array([[[True, True] for _ in range(3)] for _ in range(coders)])
    if coders > 2:
        raters[2] = [[draw(st.booleans()) for _ in range(2)] for _ in range(3)]
    place = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(lambda one: one[0] < one[1])
    one = st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, coders - 1), place)
    marks = [(d, c, by, *at) for d, c, by, at in draw(st.lists(one, max_size=12))]
    return marks, raters


def spans(marks: list[Mark]) -> Spans:
    """The same as arrays."""
    columns = np.array(marks, dtype=np.int64).reshape(-1, 5).T
    return Spans(*columns)


def laid_out(marks: list[Mark], raters: np.ndarray, code: int) -> list[list[str]]:
    """A row per unit: 1 or 0 of each coder who judged it, empty of others."""
    rows = []
    for document in range(3):
        for unit in range(LENGTH):
            rows.append([
                "" if not raters[coder, document, code] else str(int(any(
                    (d, c, by) == (document, code, coder) and first <= unit < end
                    for d, c, by, first, end in marks))) for coder in range(len(raters))])
    return rows


def summed(marks: list[Mark], raters: np.ndarray) -> dict[str, np.ndarray]:
    """Coefficients of both codes over all three documents."""
    found = sums(Coded(patterns(spans(marks)), np.full(3, LENGTH), raters))
    return coefficients(found.of.sum(axis=0), found.pairs.sum(axis=1))


def same(fast: float, slowly: float | None) -> bool:
    """Whether both are the same number, or neither is one."""
    return math.isnan(fast) if slowly is None else fast == pytest.approx(slowly, abs=1e-9)


@given(worlds())
@pytest.mark.slow
def test_sums_are_those_of_all_units(world: tuple[list[Mark], np.ndarray]) -> None:
    """Percent, alpha, AC1, Fleiss and Brennan-Prediger of a code are those of its units, also where a third coder
    judged some documents only, and where spans of one coder overlap."""
    marks, raters = world
    found = summed(marks, raters)
    for code in range(2):
        ratings = from_cells(laid_out(marks, raters, code), len(raters))
        assert same(found["percent"][code], slow.percent(ratings))
        assert same(found["alpha"][code], slow.krippendorff_alpha(ratings))
        for name, of in (("ac1", slow.gwet_ac1), ("fleiss", slow.fleiss_kappa),
                         ("brennan_prediger", slow.brennan_prediger)):
            assert same(found[name][code], of(ratings)), name


@given(worlds(most=2))
@pytest.mark.slow
def test_two_coders_have_a_kappa(world: tuple[list[Mark], np.ndarray]) -> None:
    """Of two coders kappa is Cohen's, F1 that of one against the other, and positive agreement the same as F1."""
    marks, raters = world
    found = summed(marks, raters)
    for code in range(2):
        rows = laid_out(marks, raters, code)
        assert same(found["kappa"][code], slow.cohen_kappa(from_cells(rows, 2)))
        both, either = rows.count(["1", "1"]), sum(row.count("1") for row in rows)
        assert same(found["f1"][code], 2 * both / either if either else None)
        assert same(found["positive"][code], 2 * both / either if either else None)
        none = sum(row.count("0") for row in rows)
        assert same(found["negative"][code], 2 * rows.count(["0", "0"]) / none if none else None)


@given(worlds())
@pytest.mark.slow
def test_pairs_are_two_coders_by_themselves(world: tuple[list[Mark], np.ndarray]) -> None:
    """A pair is counted over the documents that both judged, whoever else did."""
    marks, raters = world
    found = sums(Coded(patterns(spans(marks)), np.full(3, LENGTH), raters))
    numbers = of_pairs(found.pairs.sum(axis=1))
    for at, (one, other) in enumerate(found.coders):
        for code in range(2):
            rows = [[row[one], row[other]] for row in laid_out(marks, raters, code)]
            ratings = from_cells(rows, 2)
            assert same(numbers["percent"][at, code], slow.percent(ratings))
            assert same(numbers["kappa"][at, code], slow.cohen_kappa(ratings))


@given(worlds())
@pytest.mark.slow
def test_what_anybody_marked(world: tuple[list[Mark], np.ndarray]) -> None:
    """The units that somebody gave any code are counted once, however many codes they have."""
    marks, _raters = world
    assert marked(spans(marks), 3).tolist() == [
        sum(any(d == document and first <= unit < end for d, _c, _by, first, end in marks) for unit in range(LENGTH))
        for document in range(3)]


def test_the_interval_is_that_of_documents_drawn_again() -> None:
    """The same seed gives the same interval, the number is in it, and that of documents that are alike is a point."""
    marks: list[Mark] = [(d, 0, by, 0, 3 + (by if d % 3 == 0 else 0)) for d in range(12) for by in (0, 1)]
    raters = np.ones((2, 12, 1), dtype=bool)
    found = sums(Coded(patterns(spans(marks)), np.full(12, LENGTH), raters))
    one, again = drawn(found, draws=400), drawn(found, draws=400)
    value = coefficients(found.of.sum(axis=0), found.pairs.sum(axis=1))
    for name in NAMES:
        low, high = one[name][:, 0]
        assert low < value[name][0] < high, name
        assert (low, high) == tuple(again[name][:, 0])
    alike = sums(Coded(patterns(spans([one for one in marks if one[0] % 3])), np.full(12, LENGTH), raters))
    low, high = drawn(alike, draws=50)["alpha"][:, 0]
    assert low == high == 1


def test_a_code_of_few_draws_has_no_interval() -> None:
    """Where most draws miss the one document with the code, an interval would be that of luck."""
    raters = np.ones((2, 12, 1), dtype=bool)
    rare = sums(Coded(patterns(spans([(0, 0, 0, 0, 2), (0, 0, 1, 0, 3)])), np.full(12, LENGTH), raters))
    assert np.isnan(drawn(rare, draws=300)["alpha"]).all()
    assert not np.isnan(drawn(rare, draws=300)["percent"]).any()


def test_nothing_marked_and_nobody() -> None:
    """Without marks percent is 1 and all else undefined; without documents so is percent, and no draw is lost."""
    raters = np.ones((2, 3, 1), dtype=bool)
    found = summed([], raters)
    assert found["percent"][0] == 1
    assert all(math.isnan(found[name][0]) for name in NAMES if name not in ("percent", "negative"))
    nobody = sums(Coded(patterns(spans([])), np.zeros(0), np.ones((2, 0, 1), dtype=bool)))
    assert np.isnan(drawn(nobody, draws=5)["percent"]).all()


def test_more_coders_than_there_is_room_for() -> None:
    """Rather than counting wrongly it says so."""
    with pytest.raises(OverflowError):
        patterns(spans([(0, 0, MOST_CODERS, 0, 1)]))


@pytest.mark.slow
def test_lots_of_many_documents_vary_as_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interval of three thousand documents is nearly the same whether they or a thousand lots of them are drawn."""
    chance = np.random.default_rng(4)
    both, one, other, none = chance.multinomial(100, (0.2, 0.1, 0.1, 0.6), size=3_000).T
    marked, apart = 2 * both + one + other, one + other
    of = np.stack([both + apart + none, apart, marked / 2, np.full(3_000, 200), marked, apart], axis=1)[:, None, :]
    pairs = np.stack([np.full(3_000, 100), both + one, both + other, both], axis=1)[None, :, None, :]
    found = {}
    for most in (1_000, 3_000):
        monkeypatch.setattr("coding.agreement.sums.LOTS", most)
        found[most] = drawn(Sums(of.astype(np.float64), pairs.astype(np.float64), [(1, 2)]))
    for name in ("percent", "kappa", "f1"):
        (low, high), (lot_low, lot_high) = found[3_000][name][:, 0], found[1_000][name][:, 0]
        assert abs(lot_low - low) + abs(lot_high - high) < 0.3 * (high - low), name
