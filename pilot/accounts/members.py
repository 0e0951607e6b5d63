"""Managing who is in a pilot from the browser: what an administrator may do with accounts.

An administrator reaches only accounts that belong to no pilot but those she administers, so that nobody takes over
an account of another pilot.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Role, Viewer
from pilot.accounts import accounts
from pilot.errors import BadInput, NotAllowed
from pilot.store.files import open_server, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home


def members(home: Home, db: Database, viewer: Viewer) -> list[dict[str, object]]:
    """The pilot's members: keys guid, name (as typed at sign-in), role, label, disabled, is_demo, me."""
    viewer.require(Right.MANAGE_PEOPLE)
    labels = dict(db.conn.execute("SELECT guid, label FROM user"))
    with closing(open_server(home.server_path)) as server:
        rows = server.conn.execute(
            "SELECT a.guid, a.name, m.role, a.disabled_at IS NOT NULL, a.is_demo FROM membership m"
            " JOIN account a USING (account_id) WHERE m.pilot_slug = ? ORDER BY m.role, a.name", (viewer.pilot_slug,))
        return [
            {"guid": guid, "name": name, "role": role, "label": labels.get(guid, ""), "disabled": bool(disabled),
             "is_demo": bool(demo), "me": guid == viewer.account_guid}
            for guid, name, role, disabled, demo in rows
        ]


def add_member(home: Home, db: Database, viewer: Viewer, name: str, password: str, role: Role) -> None:
    """A new account with a role in this pilot. Raises: BadInput, Conflict, NotAllowed."""
    viewer.require(Right.MANAGE_PEOPLE)
    _require_assignable(role)
    with closing(open_server(home.server_path)) as server:
        account = accounts.add(server, name, password)
        accounts.set_role(server, db, viewer.pilot_slug, account.name, role)
    _record(db, viewer, "added member", account.guid)


def change_role(home: Home, db: Database, viewer: Viewer, guid: str, role: Role | None) -> None:
    """Give a member another role, or end the membership (None); not one's own. Raises: NotAllowed, NotFound."""
    viewer.require(Right.MANAGE_PEOPLE)
    if role is not None:
        _require_assignable(role)
    with closing(open_server(home.server_path)) as server:
        name = _reachable(server, viewer, guid)
        accounts.set_role(server, db, viewer.pilot_slug, name, role)
    _record(db, viewer, "changed role", guid)


def reset_password(home: Home, db: Database, viewer: Viewer, guid: str, password: str) -> None:
    """A new password for a member; all sittings of that account end. Raises: BadInput, NotAllowed."""
    viewer.require(Right.MANAGE_PEOPLE)
    with closing(open_server(home.server_path)) as server:
        accounts.set_password(server, _reachable(server, viewer, guid), password)
    _record(db, viewer, "reset password", guid)


def shut_out(home: Home, db: Database, viewer: Viewer, guid: str, disabled: bool) -> None:
    """Shut a member's account out at once, or let it in again."""
    viewer.require(Right.MANAGE_PEOPLE)
    with closing(open_server(home.server_path)) as server:
        accounts.set_disabled(server, _reachable(server, viewer, guid), disabled)
    _record(db, viewer, "shut out" if disabled else "let in", guid)


def _require_assignable(role: Role) -> None:
    if role is Role.OPERATOR:
        raise BadInput(N_("Choose one of the roles coach, evaluator, steering or admin."))


def _reachable(server: Database, viewer: Viewer, guid: str) -> str:
    """The sign-in name of an account this administrator may change."""
    if guid == viewer.account_guid:
        raise NotAllowed(N_("You cannot change your own account here. Ask another administrator."))
    row = server.conn.execute(
        "SELECT a.name, a.account_id FROM account a JOIN membership m USING (account_id)"
        " WHERE a.guid = ? AND m.pilot_slug = ?", (guid, viewer.pilot_slug)).fetchone()
    mine = server.conn.execute("SELECT account_id FROM account WHERE guid = ?", (viewer.account_guid,)).fetchone()
    if row is None or (mine is None and viewer.role is not Role.OPERATOR):
        raise NotAllowed(N_("This account is not a member of your pilot."))
    administered = {slug for slug, role in accounts.memberships(server, mine[0]).items() if role is Role.ADMIN}
    if set(accounts.memberships(server, row[1])) - administered:
        raise NotAllowed(N_("This account is also in a pilot you do not administer. Ask who keeps the installation."))
    return str(row[0])


def _record(db: Database, viewer: Viewer, verb: str, guid: str) -> None:
    with write(db):
        events.record(db, viewer, verb, "account", guid)
