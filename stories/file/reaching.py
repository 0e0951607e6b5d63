"""Whose file this viewer keeps, and what of it may be seen today: beyond structure nothing without consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer, reach
from pilot.access.reach import Standing
from pilot.door import inner
from pilot.errors import NotFound
from pilot.families import consent

if TYPE_CHECKING:
    from sqlite_utils import Database

_READABLE = frozenset({Standing.LIVE, Standing.NO_RECORD})


@inner("a rule that use cases on one family's file ask")
def require_family(db: Database, viewer: Viewer, guid: str) -> int:
    """`family_id` of a family whose file this viewer keeps. Raises: NotFound."""
    return access.require_family(db, viewer, guid, Right.KEEP_FILE)


@inner("a rule that use cases on one family's file ask")
def require_words(db: Database, viewer: Viewer, guid: str) -> int:
    """The same, where what is written about the family may be read today. Raises: NotFound, OutOfReach."""
    family_id = require_family(db, viewer, guid)
    access.require_words_of(db, family_id)
    return family_id


@inner("a rule that use cases on one family's file ask")
def require_writing(db: Database, viewer: Viewer, guid: str) -> int:
    """The same, where something new may be written about the family. Raises: NotFound, BadInput (who said no)."""
    family_id = require_family(db, viewer, guid)
    consent.require_tellable(db, guid)
    return family_id


def unseen(db: Database, family_id: int, words: str) -> bool:
    """Whether words that were left empty are empty because they are out of reach: who mends the rest leaves them."""
    return not words and not reach.family_in_reach(db, family_id)


def readable(db: Database, person_id: int) -> bool:
    """Whether what is known of one person of a family may be read today."""
    return reach.standing(db, person_id, "analyse").how in _READABLE


@inner("finds whose a row is, for use cases that ask the rest")
def row_of(db: Database, viewer: Viewer, table: str, guid: str, absent: str) -> tuple[int, str]:
    """The id of a row of a table of the file, and the guid of its family, which this viewer keeps.

    Args:
        table: 'household', 'kin', 'organisation' or 'goal'; absent: the msgid for what is not there.

    Raises: NotFound.
    """
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    row = db.conn.execute(
        f"SELECT {table}_id, f.guid FROM {table} t JOIN family f USING (family_id) WHERE t.guid = ? AND {where}",
        (guid, *params)).fetchone()
    if row is None:
        raise NotFound(absent)
    return int(row[0]), str(row[1])
