"""Life domains at the start of support, as the GO-team's book of 2019 prints them, counted by `cli.py outcomes`."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from cli import cli
from themes.figures.decimals import one_decimal

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES = 106
# Mean, N and missing as printed. One of the book's tables prints 4.6 for children; its own counts give 5.4, as another
# of its tables prints.
PRINTED = {
    "safety": ("3.6", 75, 31), "housing": ("5.2", 87, 19), "health": ("3.8", 84, 22), "work": ("6.7", 87, 19),
    "income": ("5.8", 85, 21), "debts": ("6.7", 84, 22), "social_capital": ("5.3", 71, 35),
    "cultural_capital": ("3.9", 77, 29), "children": ("5.4", 83, 23),
}
# Where the printed mean does not follow from the printed counts: 497.5 points over 85 families are 5.853, so 5.9.
BY_ITS_COUNTS = PRINTED | {"income": ("5.9", 85, 21)}


def counted(path: Path, rows: list[tuple[str, str, str, str]]) -> dict[str, Any]:
    """What the command says of these rows: family, wave, domain, score."""
    with path.open("w", newline="") as out:
        csv.writer(out).writerows([("family", "wave", "domain", "score"), *rows])
    answer = CliRunner().invoke(cli, ["outcomes", str(path)])
    assert (answer.exit_code, answer.stderr) == (0, "")
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def test_nine_domains_of_the_go_team(shared: Path, tmp_path: Path) -> None:
    """Every mean, N, number missing and distribution of the nine domains; no mean further off than its rounding twice.
    """
    with (shared / "golden" / "go_t0.csv").open(newline="") as golden:
        table = list(csv.DictReader(golden))
    scores = {domain: [row["score"] for row in table if row["domain"] == domain for _ in range(int(row["families"]))]
              for domain in PRINTED}
    rows = [(f"family {at}", "T0", domain, (own + [""] * FAMILIES)[at])
            for domain, own in scores.items() for at in range(FAMILIES)]
    found = {domain: one["waves"]["T0"] for domain, one in counted(tmp_path / "t0.csv", rows)["domains"].items()}
    assert {domain: (one_decimal(one["mean"]), one["n"], one["missing"])
            for domain, one in found.items()} == BY_ITS_COUNTS
    assert all(abs(one["mean"] - float(PRINTED[domain][0])) < .06 for domain, one in found.items())
    assert [(domain, score, n) for domain, one in found.items() for score, n in one["counts"].items()] == [
        (row["domain"], row["score"], int(row["families"])) for row in table]
    assert found["safety"]["percent"]["10"] == pytest.approx(100 * 16 / 75)


def test_problem_domains_of_the_go_team(shared: Path, tmp_path: Path) -> None:
    """The 65 families of whom all nine domains are known have problems on 7.0 of them; of 41 that cannot be said."""
    with (shared / "golden" / "go_domains.csv").open(newline="") as golden:
        table = {int(row["domains"]): int(row["families"]) for row in csv.DictReader(golden)}
    problems = [number for number, families in table.items() for _ in range(families)]
    rows = [(f"family {at}", "T0", domain, "5" if place < number else "0")
            for at, number in enumerate(problems) for place, domain in enumerate(PRINTED)]
    rows += [(f"other {at}", "T0", "safety", "10") for at in range(FAMILIES - len(problems))]
    found = counted(tmp_path / "domains.csv", rows)["overall"]["problem_domains"]["T0"]
    assert (found["n"], one_decimal(found["mean"])) == (65, "7.0")
    assert {int(number): families for number, families in found["distribution"].items()} == table
