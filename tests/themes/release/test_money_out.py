"""Money in a release: how much of their ceiling families used, never in euros, and what the programme cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from pilot.clock import today
from pilot.store.files import write
from stories.outcomes.spending import ceilings, costs, kinds, noting
from stories.outcomes.spending.noting import Expense
from tests.themes.release.test_drafting import drafted, six  # noqa: F401
from themes.release import keeping, money_out
from themes.release.choice import MONEY, Choice
from themes.release.content import MUNICIPALITY, TEAM

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.release.content import Panel

CEILING = 10_000
SPENT = {"Berk": CEILING + 1, "Es": CEILING, "Eik": CEILING // 2, "Linde": CEILING // 2 - 1}  # Wilg and Iep: nothing


def _spend(small: SmallPilot, db: Database) -> None:
    boss = small.operator(db)
    ceilings.set_ceiling(db, boss, kinds.BUDGET, "", CEILING)
    kind = kinds.of_instrument(kinds.BUDGET)
    for name, cents in SPENT.items():
        (guid,) = db.conn.execute("SELECT guid FROM family WHERE pseudonym = ?", (name,)).fetchone()
        for part in (cents // 3, cents - cents // 3):
            noting.note(small.pilot, db, boss, Expense(guid, "2020-03-04", part, kinds.BUDGET, next(iter(kind)),
                                                       next(iter(kinds.DECIDED_BY))), sure={noting.CEILING})


def _panels(small: SmallPilot, db: Database, audience: str) -> dict[str, Panel]:
    guid = drafted(small, db, Choice(audience, "Geld", parts=(MONEY,)))
    return {one.key: one for one in keeping.kept_one(db, small.viewers["evaluator"], guid).content.panels}


def test_a_release_says_how_much_of_the_ceiling_was_used(six: SmallPilot, db: Database) -> None:  # noqa: F811
    """Each family in one row, by its expenses together; whoever has no ceiling for an instrument is in none."""
    _spend(six, db)
    rows = {row.name.nl: row.cells[0].nl for row in _panels(six, db, TEAM)[MONEY].rows}
    assert {name: told for name, told in rows.items() if name.startswith("Gezinsbudget: ")} == {
        "Gezinsbudget: niets gebruikt": "2", "Gezinsbudget: minder dan de helft gebruikt": "1",
        "Gezinsbudget: de helft of meer gebruikt": "2", "Gezinsbudget: meer dan het plafond": "1"}
    assert not any("elegeerd" in name and ":" in name for name in rows)
    outside = _panels(six, db, MUNICIPALITY)[MONEY]
    assert not any(any(sign.isdigit() for sign in cell.nl) for row in outside.rows for cell in row.cells)


def test_a_release_says_what_the_programme_cost(six: SmallPilot, db: Database) -> None:  # noqa: F811
    """Of years that are over, without what went to families; under twenty families no price of a year of support."""
    _spend(six, db)
    year = int(today(db)[:4])
    for one, cents in ((2020, 12_345_600), (year, 500_000)):
        costs.set_cost(db, six.operator(db), one, next(iter(kinds.COSTS)), cents)
    panel = _panels(six, db, MUNICIPALITY)[money_out.COSTS]
    assert [(row.name.nl, [cell.nl for cell in row.cells]) for row in panel.rows] == [
        ("2020", ["€ 123.456", "–"])]


@pytest.mark.parametrize(("families", "expected"), [(19, "–"), (20, "€ 1.200")])
def test_the_price_of_a_year_is_of_twenty_families(
    six: SmallPilot, db: Database, families: int, expected: str,  # noqa: F811
) -> None:
    """24,680 euros for twenty families of which each was supported all year, in hundreds of euros."""
    costs.set_cost(db, six.operator(db), 2020, next(iter(kinds.COSTS)), 2_468_000)
    first = date(2020, 1, 1)
    with write(db):
        db.conn.execute("DELETE FROM support_period")
        for at in range(families):
            db.conn.execute("INSERT OR IGNORE INTO family(guid, pseudonym) VALUES (?, ?)", (f"g{at}", f"Boom {at}"))
            db.conn.execute("INSERT INTO support_period(family_id, starts_on, ends_on) SELECT family_id, ?, ? FROM"
                            " family WHERE guid = ?", (str(first), str(first + timedelta(365)), f"g{at}"))
    (panel,) = money_out.programme(db)
    assert panel.rows[0].cells[1].nl == expected
