"""Which texts can go back to a family, and which words of them stand where: a rule and reads that use cases compose.

A story that a coach told, and a conversation in which the family speaks, as long as consent holds; as a text without
names only. Of a conversation a coach reads what somebody who may read it chose for going back, and no more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.access.three_states import OUT_OF_REACH, WITHDRAWN
from pilot.clock import today
from pilot.door import inner
from pilot.errors import BadInput, NotFound
from pilot.words import N_
from texts import held, places

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

# A story, or a conversation in which the family speaks.
_THEIRS = "(d.kind = 'story' OR d.voice = 'family')"
_FREE = ("EXISTS (SELECT 1 FROM document_version v WHERE v.version_id = d.read_version_id"
         " AND v.kind = 'deidentified')")


@dataclass(frozen=True)
class Text:
    """A text that can go back: its version without names, and the family (guid) it is of."""

    document_id: int
    version_id: int
    family: str
    words: str


@inner("part of use cases that prepare what goes back, which ask the right")
def chosen_from(db: Database, viewer: Viewer, family_id: int, guid: str) -> Text:
    """A text of this family that this viewer may read, to choose passages from.

    Raises: NotFound, Withdrawn, OutOfReach; BadInput for a text that may still hold names.
    """
    known = access.require_known(db, viewer, guid)
    row = db.conn.execute(
        f"SELECT d.read_version_id, f.guid, v.text, v.kind FROM document d JOIN family f USING (family_id)"
        f" JOIN document_version v ON v.version_id = d.read_version_id WHERE d.document_id = ? AND d.family_id = ?"
        f" AND {_THEIRS}", (known.document_id, family_id)).fetchone()
    if row is None:
        raise NotFound(N_("This text is not there, or not one that goes back to this family."))
    if row[3] != "deidentified":
        raise BadInput(N_("Names still have to be taken out of this text. Then it can go back to the family."))
    return Text(known.document_id, row[0], row[1], row[2])


@inner("part of use cases that read what goes back, which ask the right")
def open_now(db: Database, viewer: Viewer, documents: Collection[int]) -> set[int]:
    """Of these documents those whose words this viewer may read for going back, today.

    Their families are asked for elsewhere. A coach who does not support the family any more reads what she told
    herself.
    """
    reached, given = access.reach.documents_where(db)
    own, mine = "1", []
    if viewer.only_own(Right.KEEP_FILE):
        day = today(db)
        theirs, params = access.documents_where(db, viewer)
        own = (f"(({theirs}) OR EXISTS (SELECT 1 FROM coaching c WHERE c.family_id = d.family_id AND c.coach_id = ?"
               " AND c.from_on <= ? AND (c.until_on IS NULL OR c.until_on >= ?)))")
        mine = [*params, viewer.coach_id, day, day]
    return {row[0] for row in db.conn.execute(
        f"SELECT d.document_id FROM document d WHERE d.document_id IN (SELECT value FROM json_each(?))"
        f" AND {_THEIRS} AND {_FREE} AND {reached} AND {own}",
        (json.dumps(sorted(documents)), *given, *mine))}


@inner("part of use cases that change what goes back, which ask the right")
def require_open(db: Database, viewer: Viewer, document_id: int) -> None:
    """The words of this document may be read for going back. Raises: Withdrawn, OutOfReach; NotFound otherwise."""
    if document_id in open_now(db, viewer, [document_id]):
        return
    why = access.three_states.of_documents(db, [document_id])[document_id]
    access.require_in_reach(withdrawn_at="then" if why == WITHDRAWN else None, reached=int(why != OUT_OF_REACH))
    raise NotFound(N_("This text is not one that you read here. Nothing was kept."))


@dataclass(frozen=True)
class Stands:
    """Where words that were chosen stand in the text as it is read now.

    Attributes:
        words: as they stand there; as they were chosen where the text was changed there since.
        start, end: code points, 0-based, end-exclusive, into the version read now; None where that is not certain.
        maybe: where they may stand then, as (start, end, words); None for nowhere.
    """

    words: str
    start: int | None
    end: int | None
    maybe: tuple[int, int, str] | None = None

    @property
    def changed(self) -> bool:
        """Whether the text was changed there since it was chosen."""
        return self.start is None


def standing(db: Database, passages: Collection[int]) -> dict[int, Stands]:
    """Where chosen passages (passage_id) stand now, as `held` carries them; not inside a write."""
    wanted = json.dumps(sorted(passages))
    held.settle(db, {row[0] for row in db.conn.execute(
        "SELECT v.document_id FROM passage p JOIN document_version v USING (version_id)"
        " WHERE p.passage_id IN (SELECT value FROM json_each(?))", (wanted,))})
    found = {}
    for of_id, was, version, read, words, start, end in db.conn.execute(
            "SELECT o.passage_id, o.quote, o.version_id, d.read_version_id, p.quote, p.start_char, p.end_char"
            " FROM passage o JOIN document_version v USING (version_id) JOIN document d USING (document_id)"
            " LEFT JOIN passage_place h ON h.of_id = o.passage_id AND h.version_id = d.read_version_id"
            " LEFT JOIN passage p ON p.passage_id = h.passage_id"
            " WHERE o.passage_id IN (SELECT value FROM json_each(?))", (wanted,)).fetchall():
        found[of_id] = Stands(words, start, end) if words else Stands(was, None, None, _maybe(db, of_id, version, read))
    return found


def _maybe(db: Database, passage_id: int, version_id: int, read: int) -> tuple[int, int, str] | None:
    span = db.conn.execute(
        "SELECT start_char, end_char FROM passage WHERE passage_id = ?", (passage_id,)).fetchone()
    (now, _certain), = places.follow(db, version_id, read, [span])
    if now is None:
        return None
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (read,)).fetchone()[0]
    return (*now, text[slice(*now)])
