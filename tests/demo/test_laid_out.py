"""Families laid out so that published counts come out exactly, whatever the chance; and how they change."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo import laid_out, source
from demo.laid_out import LEVELS
from demo.mechelen import DAYS_A_MONTH, FILE, lengths

TOLD = source.read(FILE)
FAMILIES = 106


@given(st.integers())
def test_the_counts_come_out(seed: int) -> None:
    """Each level of each domain, the families known in all, and on how many domains these have problems."""
    found = laid_out.start(TOLD["start"], TOLD["problems"], FAMILIES, Random(seed))
    assert len(found) == FAMILIES
    for domain, row in TOLD["start"].items():
        levels = Counter(one[domain] for one in found if domain in one)
        assert [levels[level] for level in LEVELS] == row
    whole = [one for one in found if len(one) == len(TOLD["start"])]
    problems = Counter(sum(value > 0 for value in one.values()) for one in whole)
    assert [problems[n] for n in range(len(TOLD["problems"]))] == TOLD["problems"]
    assert found[:len(whole)] == whole


@pytest.mark.parametrize(("counts", "problems", "families"), [
    ({"a": [1, 0, 0, 0, 0], "b": [1, 0, 0, 0, 0]}, [1, 0, 0], 1),  # a family without problems, but no such scores
    ({"a": [0, 0, 0, 0, 2], "b": [0, 0, 0, 0, 2]}, [1, 0, 0], 2),  # the other would have all domains, too
    ({"a": [1, 0, 0, 0, 1], "b": [0, 0, 0, 0, 1]}, [0, 1, 0], 1),  # more known families than there are
])
def test_what_cannot_be_laid_out(counts: dict[str, list[int]], problems: list[int], families: int) -> None:
    """Tables that contradict one another are said to, rather than bent."""
    with pytest.raises(ValueError, match=r"\w"):
        laid_out.start(counts, problems, families, Random(1))


@given(st.dictionaries(st.sampled_from("abcdefghi"), st.sampled_from(LEVELS)), st.integers())
def test_later(was: dict[str, float], seed: int) -> None:
    """A family stays on the rubric and in its domains; one that is halved is, and no other is by chance."""
    halved, later = laid_out.halved(was), laid_out.later(was, 0.6, 0.1, Random(seed))
    for found in (halved, later):
        assert set(found) == set(was)
        assert set(found.values()) <= set(LEVELS)
    assert sum(halved.values()) <= sum(was.values()) / 2
    assert sum(later.values()) > sum(was.values()) / 2 or not sum(was.values())


@pytest.mark.parametrize("row", TOLD["referrers"], ids=lambda row: row["key"])
def test_lengths_of_support(row: dict[str, float]) -> None:
    """Mean and median to a tenth of a month, and so many under a month as was told."""
    n, short = int(row["families"]), int(row["short"])
    found = sorted(one / DAYS_A_MONTH for one in lengths(n, short, row["mean"], row["median"], row["low"]))
    assert (len(found), sum(one < 1 for one in found)) == (n, short)
    assert sum(found) / n == pytest.approx(row["mean"], abs=0.1)
    assert (found[(n - 1) // 2] + found[n // 2]) / 2 == pytest.approx(row["median"], abs=0.1)
