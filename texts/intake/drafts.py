"""What somebody said of a file that waits, and set right in its turns, kept until it is stored or cleared away.

An hour of reading through is not in one tab's hands alone. The file's own name is not in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_
from texts.intake import uploads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

LIMIT_CHARS = 8_000_000
ELSEWHERE = N_("This file was changed in another tab or browser. Reload the page to go on with what stands there; what"
               " you change here is not kept.")


@dataclass(frozen=True)
class Draft:
    """What was said of one upload; `revision` counts how often it was kept, 0 for never.

    `said` is the page's own: what it holds is nobody's here, so it has no types.
    """

    revision: int
    said: dict[str, object]


@use_case(Right.ADD_MATERIAL, reads="one's own uploads")
def kept(db: Database, viewer: Viewer) -> dict[str, Draft]:
    """What the viewer said of each of her own uploads, by its guid."""
    return {guid: Draft(revision, json.loads(said)) for guid, revision, said in db.conn.execute(
        "SELECT guid, draft_revision, draft FROM upload WHERE user_id = ?", (viewer.user_id,))}


@use_case(Right.ADD_MATERIAL, reads="one's own uploads")
def keep(db: Database, viewer: Viewer, guid: str, revision: int, said: Mapping[str, object]) -> int:
    """Keep what is said of one of the viewer's own uploads, in the place of what was said before.

    Args:
        revision: of what it was made from, as `kept` or the last `keep` gave it.
        said: anything JSON can hold, read by nobody but the page.

    Returns: the revision it has now.
    Raises: Conflict when another tab kept something since, BadInput when it is too much, NotFound.
    """
    text = json.dumps(said, ensure_ascii=False)
    if len(text) > LIMIT_CHARS:
        raise BadInput(N_("This is too much to keep. Store the file, or undo some changes in its turns."))
    with write(db):
        uploads.find(db, viewer, guid)
        changed = db.conn.execute(
            "UPDATE upload SET draft = ?, draft_revision = draft_revision + 1 WHERE guid = ? AND draft_revision = ?",
            (text, guid, revision)).rowcount
        if not changed:
            raise Conflict(ELSEWHERE)
    return revision + 1
