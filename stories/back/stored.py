"""What goes back as it is kept: one of it for who may know of it, and its last answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner
from pilot.errors import Conflict, NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database


@dataclass(frozen=True)
class Kept:
    """One going back; `family` is a guid, dates ISO, None where there is none yet; `closed`: 'done', 'dropped', ''."""

    giving_back_id: int
    guid: str
    family_id: int
    family: str
    due_on: str | None
    sat_on: str | None
    manner: str
    closed: str


@inner("part of use cases about one going back, which ask the right")
def kept(db: Database, viewer: Viewer, guid: str, *, still_open: bool = False) -> Kept:
    """The going back `guid`, of a family this viewer keeps the file of.

    Raises: NotFound alike for what is not there and what is not hers; Conflict where it is `still_open` that is wanted.
    """
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    row = db.conn.execute(
        "SELECT g.giving_back_id, g.guid, f.family_id, f.guid, g.due_on, g.sat_on, coalesce(g.manner, ''),"
        f" coalesce(g.closed, '') FROM giving_back g JOIN family f USING (family_id) WHERE g.guid = ? AND {where}",
        (guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This is not there, or it is not of one of your families."))
    found = Kept(*row)
    if still_open and found.closed:
        raise Conflict(N_("This was closed already. Begin another one for the family."))
    return found


@dataclass(frozen=True)
class Answer:
    """What a family said about words, or about a whole document (`passage_id` None).

    Attributes:
        audiences: who may read them quoted, of `quoting.AUDIENCES`; how: of `quoting.HOWS`, '' for nobody.
        manner: of `quoting.MANNERS`; on: ISO date; withdrawn_on: the day it was taken back, '' for not.
        earlier: how many answers about the same words came before.
    """

    answer_id: int
    guid: str
    document_id: int
    passage_id: int | None
    audiences: frozenset[str]
    how: str
    manner: str
    on: str
    withdrawn_on: str
    earlier: int = 0


def last_answers(db: Database, documents: Collection[int]) -> list[Answer]:
    """Of these documents the last answer about each passage and about each as a whole, the newest first.

    For functions that asked whether the documents may be known of.
    """
    found: dict[tuple[int, int | None], Answer] = {}
    for (answer_id, guid, document_id, passage_id, team, municipality, public, how, manner, on, withdrawn
         ) in db.conn.execute(
            "SELECT answer_id, guid, document_id, passage_id, team, municipality, public, how, manner, answered_on,"
            " coalesce(withdrawn_on, '') FROM family_answer WHERE document_id IN (SELECT value FROM json_each(?))"
            " ORDER BY answer_id", (json.dumps(sorted(documents)),)):
        before = found.pop((document_id, passage_id), None)
        may = (("team", team), ("municipality", municipality), ("public", public))
        found[document_id, passage_id] = Answer(
            answer_id, guid, document_id, passage_id, frozenset(name for name, yes in may if yes), how, manner, on,
            withdrawn, before.earlier + 1 if before else 0)
    return sorted(found.values(), key=lambda one: -one.answer_id)
