"""Questions about codes kept with a name: one's own, and those that others share."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coding.find.question import from_query
from coding.find.telling import followed
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.find.question import Question

LONGEST_NAME = 80


@dataclass(frozen=True)
class Saved:
    """A question with its name.

    Attributes:
        by: label of who saved it, '' for the viewer's own; told: what became of its codes since, in sentences.
    """

    guid: str
    name: str
    query: Mapping[str, str]
    by: str
    shared: bool
    told: tuple[str, ...] = ()


@use_case(Right.CODE, reads="questions about codes")
def saved(db: Database, viewer: Viewer) -> list[Saved]:
    """One's own and those that others share, by name."""
    found = [Saved(guid, name, json.loads(query), "" if by == viewer.user_id else label, bool(shared))
            for guid, name, query, by, label, shared in db.conn.execute(
                "SELECT q.guid, q.name, q.query, q.saved_by, u.label, q.shared FROM saved_question q"
                " JOIN user u ON u.user_id = q.saved_by WHERE q.saved_by = ? OR q.shared"
                " ORDER BY folded(q.name), q.question_id", (viewer.user_id,))]
    keys = {one.guid: from_query(one.query).keys for one in found}
    told = followed(db, {key for those in keys.values() for key in those})
    return [replace(one, told=tuple(told[key] for key in keys[one.guid] if key in told)) for one in found]


@use_case(Right.CODE, event="saved question")
def save(db: Database, viewer: Viewer, name: str, question: Question, *, shared: bool) -> str:
    """Keep a question with a name, over one's own of that name; returns its guid. Raises: BadInput (no name)."""
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise BadInput(N_("Give it a name of at most {limit} characters."), limit=LONGEST_NAME)
    query = json.dumps(from_query(question.query()).query(), ensure_ascii=False, sort_keys=True)
    with write(db):
        guid = db.conn.execute(
            "INSERT INTO saved_question(guid, name, query, saved_by, shared, saved_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (saved_by, name) DO UPDATE SET query = excluded.query, shared = excluded.shared,"
            " saved_at = excluded.saved_at RETURNING guid",
            (new_guid(), called, query, viewer.user_id, shared, now())).fetchone()[0]
        events.record(db, viewer, "saved", "question", guid)
    return str(guid)


@use_case(Right.CODE, event="removed question")
def remove(db: Database, viewer: Viewer, guid: str) -> None:
    """Forget a question of one's own. Raises: NotFound."""
    with write(db):
        if not db.conn.execute("DELETE FROM saved_question WHERE guid = ? AND saved_by = ?",
                               (guid, viewer.user_id)).rowcount:
            raise NotFound(N_("This question is not there, or it is somebody else's."))
        events.record(db, viewer, "removed", "question", guid)
