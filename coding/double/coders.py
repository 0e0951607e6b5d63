"""Who can be asked to code in a round: who codes in this pilot, and guests, who have no account and code on a sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.accounts import accounts
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.makers import OPERATOR_GUID
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

LONGEST_LABEL = 60


class Coder(NamedTuple):
    """Somebody who can code in a round: guid, what she is called, and whether she has no account."""

    guid: str
    label: str
    is_guest: bool


@use_case(Right.LEAD_ROUNDS, reads="coders")
def coders(db: Database, viewer: Viewer) -> list[Coder]:
    """Those who code here now, then guests, each by label."""
    del viewer
    return [Coder(guid, label, bool(guest)) for guid, label, guest in db.conn.execute(
        "SELECT u.guid, u.label, g.user_id IS NOT NULL AS guest FROM user u LEFT JOIN double_guest g USING (user_id)"
        " WHERE u.disabled_at IS NULL AND u.guid <> ? AND (u.stopped_coding_at IS NULL OR g.user_id IS NOT NULL)"
        " ORDER BY guest, u.label", (OPERATOR_GUID,))]


@use_case(Right.LEAD_ROUNDS, event="added user")
def add_guest(db: Database, viewer: Viewer, label: str) -> str:
    """Make a coder without an account, who codes on a sheet; returns her guid.

    Raises: BadInput for a label that is empty, too long or somebody's already.
    """
    called = visible_name(label)
    if not called or len(called) > LONGEST_LABEL:
        raise BadInput(N_("Say in at most {n} characters what this coder is called, without her name."),
                       n=LONGEST_LABEL)
    with write(db):
        if db.conn.execute("SELECT 1 FROM user WHERE label = ? COLLATE NOCASE", (called,)).fetchone():
            raise BadInput(N_("There is somebody called {label} already. Choose something else."), label=called)
        guid = new_guid()
        user_id = accounts.enrol_former(db, guid, called)
        db.conn.execute("INSERT INTO double_guest(user_id, added_at) VALUES (?, ?)", (user_id, now()))
        events.record(db, viewer, "added", "user", guid)
    return guid


def ids(db: Database, guids: Collection[str]) -> dict[str, int]:
    """user_id of coders by guid. Raises: BadInput for one who is not among `coders`."""
    found = dict(db.conn.execute(
        "SELECT u.guid, u.user_id FROM user u LEFT JOIN double_guest g USING (user_id) WHERE u.disabled_at IS NULL"
        " AND (u.stopped_coding_at IS NULL OR g.user_id IS NOT NULL) AND u.guid <> ?"
        " AND u.guid IN (SELECT value FROM json_each(?))", (OPERATOR_GUID, json.dumps(list(guids)))).fetchall())
    if set(found) != set(guids):
        raise BadInput(N_("Somebody you chose does not code in this pilot any more. Reload the page."))
    return found
