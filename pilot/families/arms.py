"""The groups of a comparison, and in which of them a family is; how it came there is kept by who divides families."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.store.files import new_guid
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST = 60


def called(db: Database, name: str) -> int:
    """`arm_id` of the group called so, made when missing; inside a write.

    Raises: BadInput for a name without a letter or digit, or one that is too long.
    """
    shown = visible_name(name)
    plain = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not key or len(shown) > LONGEST:
        raise BadInput(N_("Give the group a name of at most {n} characters, such as: with support."), n=LONGEST)
    row = db.conn.execute("SELECT arm_id FROM arm WHERE name = ? COLLATE NOCASE OR key = ?", (shown, key)).fetchone()
    if row:
        return int(row[0])
    return int(db.conn.execute(
        "INSERT INTO arm(guid, key, name) VALUES (?, ?, ?)", (new_guid(), key, shown)).lastrowid or 0)


def put(db: Database, family_id: int, arm_id: int) -> None:
    """Put a family into a group, inside a write; the caller has checked rights, and that nothing stands against it."""
    db.conn.execute("UPDATE family SET arm_id = ? WHERE family_id = ?", (arm_id, family_id))
