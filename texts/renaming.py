"""Another pseudonym for a family, also in the titles of what it told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.door import use_case
from pilot.families.renaming import renaming

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot


@use_case(Right.MANAGE_FAMILIES, event="renamed family")
def rename_family(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, pseudonym: str, sure: Container[str] = ()
) -> int:
    """Give a family another pseudonym wherever it is shown: for its people, in titles, and in the register.

    Returns: how many of its newest texts still have the old one among their words: what is stored stays as it is.
    Raises: BadInput, AskFirst (it looks like a name and is not `sure`), Conflict (taken), NotFound, NotAllowed.
    """
    with renaming(pilot, db, viewer, guid, pseudonym, sure) as renamed:
        for document_id, title in db.conn.execute(
            "SELECT document_id, title FROM document WHERE family_id = ?", (renamed.family_id,)
        ).fetchall():
            if renamed.stands_in(title):
                db.conn.execute(
                    "UPDATE document SET title = ? WHERE document_id = ?", (renamed.put(title), document_id))
        texts = db.conn.execute(
            "SELECT v.text FROM document_version v JOIN document d USING (document_id) WHERE d.family_id = ?"
            " AND v.number = (SELECT max(number) FROM document_version w WHERE w.document_id = d.document_id)",
            (renamed.family_id,))
        return sum(1 for (text,) in texts if renamed.stands_in(text))
