"""Managing who is in a pilot from the browser: what an administrator may do with accounts.

An administrator reaches only accounts that belong to no pilot but those she administers, so that nobody takes over
an account of another pilot.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import MAY_PREPARE, ROLES, Right, Role, Viewer, grant_holds, in_order
from pilot.accounts import accounts, invitations, second
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotAllowed
from pilot.store.files import open_server, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.config import Home


CAME = tuple(f"became {role.value} account" for role in ROLES)
WENT = tuple(f"no longer {role.value} account" for role in ROLES)


@dataclass(frozen=True)
class Member:
    """One account in a pilot.

    Attributes:
        name: as typed at sign-in.
        label: what the account is called in the pilot.
        roles: in the order in which pages name them.
        may_prepare: could be given the right to prepare texts.
        prepares: has it.
        me: is the one who looks.
        invited_until: until when (UTC, ISO) a link waits for her; None for no link. two_steps: signs in in two steps.
    """

    guid: str
    name: str
    label: str
    roles: tuple[Role, ...]
    may_prepare: bool
    prepares: bool
    disabled: bool
    is_demo: bool
    me: bool
    invited_until: str | None = None
    two_steps: bool = False


@use_case(Right.MANAGE_PEOPLE, reads="accounts")
def members(home: Home, db: Database, viewer: Viewer) -> list[Member]:
    """The pilot's members, by name."""
    known = {guid: (label, origin) for guid, label, origin in db.conn.execute(
        "SELECT guid, label, origin FROM user LEFT JOIN prepare_grant USING (user_id)")}
    with closing(open_server(home.server_path)) as server:
        rows = server.conn.execute(
            "SELECT a.guid, a.name, group_concat(m.role), a.disabled_at IS NOT NULL, a.is_demo, a.account_id"
            " FROM membership m JOIN account a USING (account_id) WHERE m.pilot_slug = ? GROUP BY a.account_id"
            " ORDER BY a.name", (viewer.pilot_slug,)).fetchall()
        waits = {row[5]: invitations.open_until(server, row[5]) for row in rows}
        in_two = {row[5] for row in rows if second.is_on(server, row[5])}
    found = []
    for guid, name, joined, disabled, demo, number in rows:
        roles, (label, origin) = accounts.roles_of(joined), known.get(guid, ("", None))
        found.append(Member(
            guid, name, label, tuple(in_order(roles)), bool(roles & MAY_PREPARE), grant_holds(origin, roles),
            bool(disabled), bool(demo), guid == viewer.account_guid, waits[number], number in in_two))
    return found


@use_case(Right.MANAGE_PEOPLE, event=CAME)
def invite(home: Home, db: Database, viewer: Viewer, name: str, roles: Iterable[Role]) -> str:
    """A new account with one or more roles in this pilot; returns the secret of the link (`invitations.PATH`) by which
    she chooses her own password. Raises: BadInput, Conflict, NotAllowed."""
    wanted, password_hash = _some(roles), invitations.nobodys()
    # Two files: the pilot's ends first, for a row there without an account gives no rights.
    with closing(open_server(home.server_path)) as server, write(server), write(db):
        return put_invited(server, db, viewer, name, wanted, password_hash)[1]


@inner("inside the writes of a use case that asks the right")
def put_invited(
    server: Database, db: Database, viewer: Viewer, name: str, roles: Iterable[Role], password_hash: str,
) -> tuple[str, str]:
    """What `invite` does, inside a write to both files; the guid of the account and the secret of its link.

    Args:
        password_hash: as `invitations.nobodys` makes one; several accounts may have the same.
    """
    account, token = invitations.put(server, name, password_hash, viewer.account_guid)
    accounts.put_roles(server, db, viewer.pilot_slug, account, _some(roles), viewer.account_guid)
    return account.guid, token


@use_case(Right.MANAGE_PEOPLE, event=(*CAME, *WENT))
def change_roles(home: Home, db: Database, viewer: Viewer, guid: str, roles: Iterable[Role]) -> None:
    """Give a member these roles and no others, or end the membership (none); not one's own.

    Raises: NotAllowed, NotFound, Conflict.
    """
    wanted = _assignable(roles)
    with closing(open_server(home.server_path)) as server:
        name = _reachable(server, viewer, guid)
        accounts.set_roles(server, db, viewer.pilot_slug, name, wanted, viewer.account_guid)


@use_case(Right.MANAGE_PEOPLE, event=("let prepare account", "stopped preparing account"))
def let_prepare(home: Home, db: Database, viewer: Viewer, guid: str, allowed: bool) -> None:
    """Let an evaluator or administrator prepare texts in this pilot, or no longer; oneself too.

    Raises: BadInput for somebody with another role; NotAllowed.
    """
    with closing(open_server(home.server_path)) as server:
        roles = accounts.roles_in(server, guid, viewer.pilot_slug)
    if allowed and not roles & MAY_PREPARE:
        raise BadInput(N_(
            "Only evaluators and administrators prepare texts. Give this person one of those roles first."))
    with write(db):
        row = db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (guid,)).fetchone()
        if row is None:
            raise NotAllowed(N_("This account is not a member of your pilot."))
        db.conn.execute("DELETE FROM prepare_grant WHERE user_id = ?", row)
        if allowed:
            db.conn.execute("INSERT INTO prepare_grant(user_id, origin, since) VALUES (?, 'given', ?)", (*row, now()))
        events.record(db, viewer, "let prepare" if allowed else "stopped preparing", "account", guid)


@use_case(Right.MANAGE_PEOPLE, event="invited again account")
def invite_again(home: Home, db: Database, viewer: Viewer, guid: str) -> str:
    """The secret of a new link for a member who forgot her password or let her invitation end. What she has works until
    she uses it. Raises: NotAllowed."""
    with closing(open_server(home.server_path)) as server:
        account = accounts.by_name(server, _reachable(server, viewer, guid))
        token = invitations.invite(server, account, viewer.account_guid)
    _record(db, viewer, "invited again", guid)
    return token


@use_case(Right.MANAGE_PEOPLE, event="took second step off account", again=True)
def forget_second(home: Home, db: Database, viewer: Viewer, guid: str) -> None:
    """Take the second step off a member who lost her phone and her codes; all sittings of that account end.

    Raises: NotAllowed.
    """
    with closing(open_server(home.server_path)) as server:
        account = accounts.by_name(server, _reachable(server, viewer, guid))
        second.switch_off(server, account, viewer.account_guid)
        with write(server):
            accounts.end_all(server, account.account_id)
    _record(db, viewer, "took second step off", guid)


@use_case(Right.MANAGE_PEOPLE, event=("shut out account", "let in account"))
def shut_out(home: Home, db: Database, viewer: Viewer, guid: str, disabled: bool) -> None:
    """Shut a member's account out at once, or let it in again."""
    with closing(open_server(home.server_path)) as server:
        accounts.set_disabled(server, home, _reachable(server, viewer, guid), disabled, viewer.account_guid)
    _record(db, viewer, "shut out" if disabled else "let in", guid)


def _assignable(roles: Iterable[Role]) -> frozenset[Role]:
    wanted = frozenset(roles)
    if wanted - set(ROLES):
        raise BadInput(N_("Choose from the roles coach, evaluator, steering and admin."))
    return wanted


def _some(roles: Iterable[Role]) -> frozenset[Role]:
    wanted = _assignable(roles)
    if not wanted:
        raise BadInput(N_("Choose at least one role."))
    return wanted


def _reachable(server: Database, viewer: Viewer, guid: str) -> str:
    """The sign-in name of an account this administrator may change."""
    if guid == viewer.account_guid:
        raise NotAllowed(N_("You cannot change your own account here. Ask another administrator."))
    row = server.conn.execute(
        "SELECT a.name, a.account_id FROM account a JOIN membership m USING (account_id)"
        " WHERE a.guid = ? AND m.pilot_slug = ?", (guid, viewer.pilot_slug)).fetchone()
    mine = server.conn.execute("SELECT account_id FROM account WHERE guid = ?", (viewer.account_guid,)).fetchone()
    if row is None or (mine is None and not viewer.is_operator):
        raise NotAllowed(N_("This account is not a member of your pilot."))
    administered = {slug for slug, roles in accounts.memberships(server, mine[0]).items() if Role.ADMIN in roles}
    if set(accounts.memberships(server, row[1])) - administered:
        raise NotAllowed(N_("This account is also in a pilot you do not administer. Ask who keeps the installation."))
    return str(row[0])


def _record(db: Database, viewer: Viewer, verb: str, guid: str) -> None:
    with write(db):
        events.record(db, viewer, verb, "account", guid)
