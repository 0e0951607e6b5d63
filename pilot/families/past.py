"""Real names that have lain here longer than the pilot keeps them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.safety.retention import Due, past
from pilot.store.files import open_register

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot


@use_case(Right.ERASE, reads="families with a name in the register")
def names(pilot: Pilot, db: Database, viewer: Viewer) -> list[Due]:
    """Families of whom a name, or a word that gives them away, is in the register, and whose support ended longer ago
    than names are kept. No name is among what is told."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        there = {row[0] for row in register.conn.execute(
            "SELECT family_guid FROM family_name UNION SELECT family_guid FROM person_name"
            " UNION SELECT family_guid FROM lexicon")}
    rows = db.conn.execute(
        "SELECT f.guid, f.pseudonym, max(p.ends_on) FROM family f JOIN support_period p USING (family_id)"
        " GROUP BY f.family_id HAVING count(*) = count(p.ends_on)")
    return past(db, viewer, "names", (
        Due(guid, family, family, ended, "", f"/families?family={guid}")
        for guid, family, ended in rows if guid in there))
