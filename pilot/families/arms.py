"""The groups of a comparison, and in which of them a family is; how it came there is kept by who divides families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.families import same_name
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
    key = same_name.key_of(shown)
    if not key or len(shown) > LONGEST:
        raise BadInput(N_("Give the group a name of at most {n} characters, such as: with support."), n=LONGEST)
    return same_name.named(db, "arm", key, shown)


def put(db: Database, family_id: int, arm_id: int) -> None:
    """Put a family into a group, inside a write; the caller has checked rights, and that nothing stands against it."""
    db.conn.execute("UPDATE family SET arm_id = ? WHERE family_id = ?", (arm_id, family_id))
