"""Words that were marked by hand are as they were: what a program found there stands there again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.families import pseudonyms
from pilot.store.files import write
from texts.names_out import deciding, proposing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot

_BY_HAND = "by hand"


@use_case(Right.PREPARE, event="decided on names document")
def unmark(pilot: Pilot, db: Database, viewer: Viewer, document: str, places: Sequence[str]) -> None:
    """Take back what was marked or reworded in a text: places, by their guids, which then are none.

    What a program had found there is found again, in a second; the name is looked for in other texts no more, unless
    somebody marked it there too.

    Raises: NotFound (a place that is gone or that nobody marked, too), NotAllowed.
    """
    wanted = json.dumps(list(dict.fromkeys(places)))
    rows = db.conn.execute(
        "SELECT p.thing, p.version_id, v.number, coalesce(s.engine, ?) FROM name_place p"
        " JOIN document_version v USING (version_id) JOIN document d USING (document_id)"
        " LEFT JOIN name_search s ON s.version_id = v.version_id WHERE d.guid = ? AND p.source = 'hand'"
        " AND p.guid IN (SELECT value FROM json_each(?))", (_BY_HAND, document, wanted)).fetchall()
    if not rows or len(rows) < len(json.loads(wanted)) or len({row[1] for row in rows}) > 1:
        raise NotFound(deciding.GONE)
    number, engine = rows[0][2:]
    access.require_document(db, viewer, document, number)
    with write(db):
        db.conn.execute(
            "DELETE FROM name_place WHERE source = 'hand' AND guid IN (SELECT value FROM json_each(?))", (wanted,))
        events.record(db, viewer, "decided on names", "document", document)
        left = {row[0] for row in db.conn.execute("SELECT thing FROM name_place WHERE source = 'hand'")}
        pseudonyms.unpoint(pilot, {row[0] for row in rows} - left)
    if engine != _BY_HAND:
        proposing.propose(pilot, db, viewer, document, number)
