"""Whether evaluators may ask the machine for suggestions: a setting of the pilot, off until somebody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.store.files import write

if TYPE_CHECKING:
    from sqlite_utils import Database


def is_on(db: Database) -> bool:
    """Whether evaluators of this pilot may ask for suggestions."""
    return bool(db.conn.execute("SELECT suggests FROM pilot").fetchone()[0])


@use_case(Right.MANAGE_SETTINGS, event="suggestions set pilot")
def switch(db: Database, viewer: Viewer, on: bool) -> None:
    """Let evaluators of the pilot ask for suggestions, or nobody."""
    with write(db):
        db.conn.execute("UPDATE pilot SET suggests = ?", (int(on),))
        slug = db.conn.execute("SELECT slug FROM pilot").fetchone()[0]
        events.record(db, viewer, "suggestions set", "pilot", slug)
