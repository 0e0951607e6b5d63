"""How coarse ages and days become in texts without names: a setting of the pilot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

AGES = ("exact", "ten years")
DATES = ("exact", "month", "season", "year")


class Coarse(NamedTuple):
    """How coarse: `ages` of AGES, `dates` of DATES."""

    ages: str
    dates: str


def coarse(db: Database) -> Coarse:
    """What the pilot chose."""
    return Coarse(*db.conn.execute("SELECT ages, dates FROM pilot").fetchone())


@use_case(Right.MANAGE_SETTINGS, event="coarseness set pilot")
def set_coarse(db: Database, viewer: Viewer, ages: str, dates: str) -> None:
    """Choose how coarse ages and days become in what is looked through from now on. Raises: BadInput."""
    if ages not in AGES or dates not in DATES:
        raise BadInput(N_("Choose how coarse ages and days become from the list."))
    with write(db):
        db.conn.execute("UPDATE pilot SET ages = ?, dates = ?", (ages, dates))
        slug = db.conn.execute("SELECT slug FROM pilot").fetchone()[0]
        events.record(db, viewer, "coarseness set", "pilot", slug)
