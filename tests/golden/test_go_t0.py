"""Nine life domains at the start of support, as the GO-team's book of 2019 prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from themes.domains import domain_means, one_decimal

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES = range(106)
# Mean, N and missing as printed. One of the book's tables prints 4.6 for children; its own counts give 5.4, as another
# of its tables prints.
PRINTED = {
    "safety": ("3.6", 75, 31), "housing": ("5.2", 87, 19), "health": ("3.8", 84, 22), "work": ("6.7", 87, 19),
    "income": ("5.8", 85, 21), "debts": ("6.7", 84, 22), "social_capital": ("5.3", 71, 35),
    "cultural_capital": ("3.9", 77, 29), "children": ("5.4", 83, 23),
}
# Where the printed mean does not follow from the printed counts: 497.5 points over 85 families are 5.853, so 5.9.
BY_ITS_COUNTS = PRINTED | {"income": ("5.9", 85, 21)}


def test_means_of_the_go_team(shared: Path) -> None:
    """Every mean, N and number of missing families of the nine domains; no mean further off than its rounding twice."""
    counts = pd.read_csv(shared / "golden" / "go_t0.csv")
    rows = []
    for domain, of_domain in counts.groupby("domain", sort=False):
        scores = [score for score, n in zip(of_domain["score"], of_domain["families"], strict=True) for _ in range(n)]
        rows += [(domain, family, score) for family, score in enumerate(scores)]
    found = domain_means(pd.DataFrame(rows, columns=["domain", "family", "score"]), FAMILIES)
    assert {row["domain"]: (one_decimal(row["mean"]), row["n"], row["missing"])
            for row in found.to_dict("records")} == BY_ITS_COUNTS
    assert all(abs(row["mean"] - float(PRINTED[row["domain"]][0])) < 0.06 for row in found.to_dict("records"))


def test_unknown_is_missing_and_not_nought() -> None:
    """A family without a score does not pull the mean down; a domain nobody knows has no mean."""
    scores = pd.DataFrame([("work", 1, 10.0), ("work", 2, None), ("debts", 1, None)],
                          columns=["domain", "family", "score"])
    found = domain_means(scores, [1, 2, 3]).to_dict("records")
    assert [(row["n"], row["missing"]) for row in found] == [(1, 2), (0, 3)]
    assert found[0]["mean"] == 10.0
    assert pd.isna(found[1]["mean"])


@pytest.mark.parametrize(("rows", "what"), [
    ([("work", 1, 4.0)], "rubric"), ([("work", 9, 5.0)], "not among"), ([("work", 1, 5.0), ("work", 1, 0.0)], "two")])
def test_scores_that_cannot_be(rows: list[tuple[str, int, float]], what: str) -> None:
    """A level that does not exist, a stranger and a second score are refused, not averaged."""
    with pytest.raises(ValueError, match=what):
        domain_means(pd.DataFrame(rows, columns=["domain", "family", "score"]), [1, 2])
