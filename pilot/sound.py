"""What evaluators hear who prepare no texts: a setting of the pilot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

NONE, SILENCED = "none", "silenced"
CHOICES = (NONE, SILENCED)


def choice(db: Database) -> str:
    """What evaluators hear who prepare no texts: NONE or SILENCED."""
    return str(db.conn.execute("SELECT sound FROM pilot").fetchone()[0])


@use_case(Right.MANAGE_SETTINGS, event="sound for evaluators set pilot")
def choose(db: Database, viewer: Viewer, sound: str) -> None:
    """Choose what evaluators hear who prepare no texts, one of CHOICES. Raises: BadInput."""
    if sound not in CHOICES:
        raise BadInput(N_("Choose from the list what evaluators hear."))
    with write(db):
        db.conn.execute("UPDATE pilot SET sound = ?", (sound,))
        slug = db.conn.execute("SELECT slug FROM pilot").fetchone()[0]
        events.record(db, viewer, "sound for evaluators set", "pilot", slug)
