"""Why coders decided together what they decided, as it leaves in a project."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from exchange.refi import ours

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

    from exchange.refi.model import Note


class Why(NamedTuple):
    """The reason of a decision that counts now.

    Attributes:
        first: lowest guid of `codings`. by_user: user_id of who decided; at: UTC ISO. codings: coding_id of what counts
            since, or, where nothing does, of what it was decided about.
    """

    first: str
    text: str
    by_user: int
    at: str
    codings: list[int]


def reasons(db: Database) -> list[Why]:
    """Of every decision that somebody gave a reason for, and that no later one replaced."""
    return [Why(first, text, by, at, json.loads(of)) for first, text, by, at, of in db.conn.execute(
        "SELECT min(c.guid) AS first, n.reason, n.by_user, n.at, json_group_array(c.coding_id)"
        " FROM consensus n JOIN coding c ON c.coding_id IN (SELECT coding_id FROM consensus_coding"
        " WHERE consensus_id = n.consensus_id UNION SELECT coding_id FROM consensus_source"
        " WHERE consensus_id = n.consensus_id AND n.did = 'none')"
        " WHERE n.reason <> '' AND n.did <> 'reopened' AND NOT EXISTS (SELECT 1 FROM consensus_source s"
        " JOIN consensus_source l USING (coding_id) WHERE s.consensus_id = n.consensus_id"
        " AND l.consensus_id > n.consensus_id) GROUP BY n.consensus_id ORDER BY first")]


def notes(
    db: Database, things: Mapping[tuple[str, int], list[str]], user: Callable[[int], str],
) -> dict[str, Note]:
    """The notes that say so, by guid, each put on the codings that leave.

    Args:
        things: by ("coding_id", its row) the notes of what leaves. user: the guid of a user_id.
    """
    found = {}
    for one in reasons(db):
        of = [things["coding_id", each] for each in one.codings if ("coding_id", each) in things]
        if of:
            note = ours.reason(one.first, one.text, user(one.by_user), one.at)
            found[note.guid] = note
            for each in of:
                each.append(note.guid)
    return found
