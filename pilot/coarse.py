"""How coarse ages, days and villages become in texts without names: a setting of the pilot."""

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
PLACES = ("letter", "near")


class Coarse(NamedTuple):
    """How coarse: `ages` of AGES, `dates` of DATES, `places` of PLACES: "[plaats A]" or "[dorp bij Emmen]"."""

    ages: str
    dates: str
    places: str


def coarse(db: Database) -> Coarse:
    """What the pilot chose."""
    return Coarse(*db.conn.execute("SELECT ages, dates, places FROM pilot").fetchone())


@use_case(Right.MANAGE_SETTINGS, event="coarseness set pilot")
def set_coarse(db: Database, viewer: Viewer, ages: str, dates: str, places: str) -> None:
    """Choose how coarse ages, days and villages become in what is looked through from now on. Raises: BadInput."""
    if ages not in AGES or dates not in DATES or places not in PLACES:
        raise BadInput(N_("Choose how coarse ages, days and places become from the list."))
    with write(db):
        db.conn.execute("UPDATE pilot SET ages = ?, dates = ?, places = ?", (ages, dates, places))
        slug = db.conn.execute("SELECT slug FROM pilot").fetchone()[0]
        events.record(db, viewer, "coarseness set", "pilot", slug)
