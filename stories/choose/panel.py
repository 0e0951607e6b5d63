"""Who can be asked to choose: the coaches and evaluators of the pilot, by their labels."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.access import ROLES_WITH, Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import open_server
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from pilot.config import Home


@use_case(Right.CHOOSE_STORIES, reads="who chooses")
def people(home: Home, db: Database, viewer: Viewer) -> dict[str, str]:
    """Guid and label of every account that may choose in this pilot and is not shut out, by label."""
    roles = [role.value for role in ROLES_WITH[Right.CHOOSE_STORIES]]
    with closing(open_server(home.server_path)) as server:
        guids = [row[0] for row in server.conn.execute(
            "SELECT DISTINCT a.guid FROM membership m JOIN account a USING (account_id) WHERE m.pilot_slug = ?"
            " AND a.disabled_at IS NULL AND m.role IN (SELECT value FROM json_each(?))",
            (viewer.pilot_slug, json.dumps(roles)))]
    return dict(db.conn.execute(
        "SELECT guid, label FROM user WHERE disabled_at IS NULL AND guid IN (SELECT value FROM json_each(?))"
        " ORDER BY label", (json.dumps(guids),)).fetchall())


def ids(db: Database, guids: Collection[str]) -> dict[str, int]:
    """user_id by guid. Raises: BadInput for somebody who is not there."""
    found = dict(db.conn.execute(
        "SELECT guid, user_id FROM user WHERE disabled_at IS NULL AND guid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(guids)),)).fetchall())
    if set(found) != set(guids):
        raise BadInput(N_("Somebody you chose is not in this pilot any more. Reload the page."))
    return found
