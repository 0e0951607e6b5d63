"""Life domains in a release: means and changes that tell of no family, words in a small pilot, what changed since."""

from __future__ import annotations

import csv
from itertools import combinations_with_replacement
from random import Random
from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from pilot.store.files import write
from stories.outcomes.reach import referring
from stories.outcomes.reach.referring import Referral
from stories.outcomes.scores import Entry, enter
from tests.conftest import ROOT
from tests.themes.release.test_drafting import drafted, six  # noqa: F401
from themes.aims import writing as aims
from themes.disclosure.attacker import attacked
from themes.disclosure.protect import drafted as protected
from themes.release import drafting, ground, keeping
from themes.release.choice import AIMS, DOMAINS, MONEY, REACH, Choice, Chosen
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM
from themes.release.measured import LEVELS, Measured, change, level, tables

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

GOLDEN = ROOT.parent / "shared" / "golden" / "go_t0.csv"


def _of(first: dict[str, float], last: dict[str, float]) -> Measured:
    return Measured(frozenset(first), ("T0", "T1"),
                    {("coach", "T0", "debts"): first, ("coach", "T1", "debts"): last}, 0)


@pytest.mark.parametrize("audience", [MUNICIPALITY, PUBLIC])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_no_held_cell_can_be_worked_out_with_the_mean(audience: str, seed: int) -> None:
    """By trying every spread over the levels that fits what is shown and the mean: each held cell has another number
    in one of them. Fewer than fifty families, so that numbers are not rounded."""
    chance = Random(seed)
    first = {f"g{n}": chance.choice(LEVELS) for n in range(24 + seed)}
    found = protected(tuple(tables(_of(first, first), in_words=False)), audience=audience)
    at = [table.name for table in found.tables].index(level("T0", "coach", "debts"))
    shown, mean, families = [row[0] for row in found.shown[at].cells], found.means, len(first)
    fits = []
    for marks in combinations_with_replacement(range(5), families) if families < 20 else _spreads(families):
        worth = sum(LEVELS[place] * n for place, n in enumerate(marks)) / families
        if all(n is None or n == marks[place] for place, n in enumerate(shown)) and (
                not mean or mean[at] is None or abs(worth - mean[at]) <= 0.05 + 1e-9):  # type: ignore[operator]
            fits.append(marks)
    assert fits
    assert all(len({marks[place] for marks in fits}) > 1 for place, n in enumerate(shown) if n is None)


def _spreads(families: int) -> list[tuple[int, ...]]:
    """Every way in which so many families are over five levels."""
    return [(a, b, c, d, families - a - b - c - d) for a in range(families + 1) for b in range(families + 1 - a)
            for c in range(families + 1 - a - b) for d in range(families + 1 - a - b - c)]


@pytest.mark.slow
def test_a_mean_that_would_tell_is_held_back() -> None:
    """One family at the worst level among many without a problem: the mean would say at which level it is."""
    first = {**{f"g{n}": 0.0 for n in range(30)}, **{f"h{n}": 5.0 for n in range(12)}, "lone": 10.0}
    found = protected(tuple(tables(_of(first, first), in_words=False)), audience=MUNICIPALITY)
    at = [table.name for table in found.tables].index(level("T0", "coach", "debts"))
    assert found.shown[at].cells[0][0] is None
    assert not attacked([found])


@pytest.mark.skipif(not GOLDEN.exists(), reason="the published figures lie beside the project")
def test_the_published_start_of_mechelen_can_be_told() -> None:
    """Of 106 families nine spreads, rounded: nothing held can be found out, and what means are told are as printed."""
    printed = {"safety": 3.6, "housing": 5.2, "health": 3.8, "work": 6.7, "income": 5.8, "debts": 6.7,
               "social_capital": 5.3, "cultural_capital": 3.9, "children": 5.4}
    scores: dict[tuple[str, str, str], dict[str, float]] = {}
    for row in csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()):
        of = scores.setdefault(("coach", "T0", row["domain"]), {})
        of |= {f"g{len(of) + n}": float(row["score"]) for n in range(int(row["families"]))}
    found = protected(tuple(tables(Measured(frozenset(), ("T0",), scores, 0), in_words=False)), audience=MUNICIPALITY)
    assert len(found.tables) == len(printed)
    assert not attacked([found])
    told = {table.name.split("/")[2]: mean for table, mean in zip(found.tables, found.means, strict=True)}
    # Both are rounded.
    assert [key for key, mean in told.items() if mean is not None and abs(mean - printed[key]) > 0.11] == []
    assert sum(mean is not None for mean in told.values()) >= 5


def test_for_the_team_everything_is_exact() -> None:
    """Counts and means as they are."""
    first = {"a": 10.0, "b": 5.0, "c": 0.0}
    found = protected(tuple(tables(_of(first, first | {"a": 2.5}), in_words=False)), audience=TEAM)
    by_name = dict(zip([one.name for one in found.tables], zip(found.shown, found.means, strict=True), strict=True))
    assert by_name[level("T0", "coach", "debts")][1] == 5.0
    assert [row[0] for row in by_name[change("coach", "debts")][0].cells] == [1, 2, 0]


def _score(small: SmallPilot, db: Database, family: str, value: float, wave: str, day: str) -> None:
    with write(db):
        enter(db, small.viewers["evaluator"], Entry(small.families[family], wave, "debts", value, day))


@pytest.mark.slow
def test_a_small_pilot_tells_it_in_words(six: SmallPilot, db: Database) -> None:  # noqa: F811
    """Six families: no number anywhere in the panel, "in most families" for five of six who improved; and when a score
    changes, the release says that its ground did."""
    for at, name in enumerate(("Berk", "Es", "Eik", "Linde", "Wilg", "Iep")):
        _score(six, db, name, 10, "T0", "2020-03-01")
        _score(six, db, name, 10 if at == 5 else 2.5, "T1", "2021-03-01")
    choice = Choice("municipality", "Wat werkt", themes=(Chosen("klik"),), parts=(DOMAINS,))
    guid = drafted(six, db, choice)
    viewer = six.viewers["evaluator"]
    content = keeping.kept_one(db, viewer, guid).content
    (panel,) = content.panels
    row = next(one for one in panel.rows if one.name.nl == "schulden")
    assert [cell.nl for cell in row.cells] == ["in de meeste gezinnen", "in enkele gezinnen of in geen"]
    assert content.news[-1].nl == (
        "Schulden: in de meeste gezinnen verbeterd, van T0 tot T1 (scores gegeven door: coach).")
    assert not any(letter.isdigit() for one in panel.rows for cell in one.cells for letter in cell.en)
    assert not ground.behind(db, viewer, guid).changed
    _score(six, db, "Es", 7.5, "T1", "2021-03-02")
    assert ground.behind(db, viewer, guid).changed == 1
    assert drafting.draft(db, viewer, guid).is_behind is False  # the words are the same


def test_a_release_of_life_domains_alone(six: SmallPilot, db: Database) -> None:  # noqa: F811
    """No theme is needed: for the team, counts of who is known."""
    _score(six, db, "Berk", 10, "T0", "2020-03-01")
    guid = drafted(six, db, Choice("team", "Leefdomeinen", parts=(DOMAINS,)))
    content = keeping.kept_one(db, six.viewers["evaluator"], guid).content
    assert content.themes == ()
    (table,) = content.tables
    assert [row[0] for row in table.cells] == [1, 0, 0, 0, 0]
    row = next(one for one in content.panels[0].rows if one.name.nl == "schulden")
    assert row.cells[0].nl == "10,0 (1 gezin)"


def test_reach_and_money_go_through_the_same_rules(six: SmallPilot, db: Database) -> None:  # noqa: F811
    """Twenty-four referrals of which two were wrong: for the municipality neither that number nor another that gives
    it away; for the team all of them. Money says who used it, in words, and never how much."""
    boss = six.operator(db)
    with write(db):
        for at in range(24):
            referring.keep_within(six.pilot, db, boss, Referral(
                "2020-02-01", "wrong" if at < 2 else "refused", decided_on="2020-02-03"))
    parts = (REACH, MONEY)
    found = {audience: keeping.kept_one(db, six.viewers["evaluator"], drafted(
        six, db, Choice(audience, "Bereik", parts=parts))).content for audience in (TEAM, MUNICIPALITY)}
    told = {audience: {row.name.en: row.cells[0].en for row in content.panels[0].rows}
            for audience, content in found.items()}
    assert told[TEAM] | {"wrong referral": "2", "does not want it": "22"} == told[TEAM]
    assert told[MUNICIPALITY]["wrong referral"] == "held back"
    assert list(told[MUNICIPALITY].values()).count("held back") > 1  # one alone would follow from the others
    assert [one.key for one in found[TEAM].panels] == [REACH]  # nothing was spent


@pytest.mark.slow
def test_goals_of_the_pilot_leave_without_names(six: SmallPilot, db: Database) -> None:  # noqa: F811
    """How far each was reached and on what that rests; a name that stands in it keeps the release from leaving."""
    viewer = six.viewers["evaluator"]
    guid = aims.keep(six.pilot, db, viewer, "Gezinnen bereiken die niemand zag")
    aims.judge(six.pilot, db, viewer, guid, "partly", "Bij Berk ging het beter.")
    release = drafted(six, db, Choice(MUNICIPALITY, "Doelen", themes=(Chosen("klik"),), parts=(AIMS,)))
    (panel,) = keeping.kept_one(db, viewer, release).content.panels
    assert [(row.name.nl, row.cells[0].nl, row.cells[1].nl) for row in panel.rows] == [
        ("Gezinnen bereiken die niemand zag", "deels gehaald", "Bij Berk ging het beter.")]
    with pytest.raises(BadInput, match="Berk"):
        drafting.propose(db, viewer, release, drafting.draft(db, viewer, release).revision)
