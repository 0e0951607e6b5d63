"""Accounts and their memberships of pilots, in server.db."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import MAY_PREPARE, ROLES_WITH, Right, Role, in_order
from pilot.accounts import pace, passwords
from pilot.called import called
from pilot.clock import now
from pilot.errors import BadInput, Conflict, NotFound
from pilot.makers import OPERATOR_GUID
from pilot.store.files import new_guid, open_pilot, write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.config import Home

# Somebody with several roles is called by the first of these; coders are known by their label.
CALLED_BY = (Role.EVALUATOR, Role.COACH, Role.ADMIN, Role.STEERING)


@dataclass(frozen=True)
class Account:
    """One person who can sign in; `name` is what is typed at sign-in and stays in server.db."""

    account_id: int
    guid: str
    name: str
    language: str
    is_demo: bool


def add(
    db: Database, name: str, password: str, *, is_demo: bool = False, language: str = "nl", actor: str = OPERATOR_GUID
) -> Account:
    """A new account.

    Args:
        actor: guid of the account that does this, here and below; by default that of the command line.

    Raises: BadInput for an empty name or a weak password; Conflict when the name is taken.
    """
    name = checked_name(name)
    if not is_demo:
        passwords.require_strong(password, name)
    guid = new_guid()
    with write(db):
        put(db, guid, name, passwords.hashed(password), is_demo=is_demo, language=language)
        events.append(db, actor, "added", "account", guid)
    return by_name(db, name)


def checked_name(name: str) -> str:
    """A name to sign in with. Raises: BadInput when it is empty or too long."""
    return called(name, N_("Give a name to sign in with."))


def as_typed(name: str) -> tuple[str, str]:
    """What the account may be called whose name somebody typed: as it is kept, and as it was kept once."""
    return visible_name(name), name.strip()


def put(
    db: Database, guid: str, name: str, password_hash: str, *, is_demo: bool = False, language: str = "nl",
) -> None:
    """Write a new account down; inside a write. Raises: Conflict when the name is taken."""
    if db.conn.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone():
        raise Conflict(N_("There is an account with this name already. Choose another name."))
    db.conn.execute(
        "INSERT INTO account(guid, name, password_hash, language, is_demo, created_at) VALUES (?,?,?,?,?,?)",
        (guid, name, password_hash, language, int(is_demo), now()))


_ACCOUNT = "SELECT account_id, guid, name, language, is_demo FROM account"


def account_of(row: tuple[int, str, str, str, int]) -> Account:
    """From account_id, guid, name, language, is_demo."""
    return Account(row[0], row[1], row[2], row[3], bool(row[4]))


def by_name(db: Database, name: str) -> Account:
    """The account with this sign-in name. Raises: NotFound."""
    row = db.conn.execute(f"{_ACCOUNT} WHERE name IN (?, ?)", as_typed(name)).fetchone()
    if row is None:
        raise NotFound(N_("There is no account with this name."))
    return account_of(row)


class Listed(NamedTuple):
    """An account with its memberships; `roles` as 'slug: role + role, ...'."""

    guid: str
    name: str
    is_demo: bool
    is_disabled: bool
    roles: str


def all_accounts(db: Database) -> list[Listed]:
    """Every account with its memberships, by name."""
    rows = db.conn.execute(
        "SELECT account_id, guid, name, is_demo, disabled_at IS NOT NULL FROM account ORDER BY name").fetchall()
    return [Listed(guid, name, bool(is_demo), bool(is_disabled), ", ".join(
        f"{slug}: {' + '.join(in_order(roles))}" for slug, roles in memberships(db, account_id).items()))
        for account_id, guid, name, is_demo, is_disabled in rows]


def set_password(db: Database, name: str, password: str, actor: str = OPERATOR_GUID) -> None:
    """Change a password and end every sitting of that account; no browser is known for it any more, and nobody comes in
    as it through another sign-in: whoever had taken it over is out.

    Raises: BadInput for a weak password; NotFound.
    """
    account = by_name(db, name)
    passwords.require_strong(password, account.name)
    with write(db):
        put_password(db, account, passwords.hashed(password))
        events.append(db, actor, "password changed", "account", account.guid)


def put_password(db: Database, account: Account, password_hash: str) -> None:
    """Another password counts; every sitting ends and no browser is known any more. Inside a write."""
    db.conn.execute("UPDATE account SET password_hash = ?, is_demo = 0 WHERE account_id = ?",
                    (password_hash, account.account_id))
    db.conn.execute("DELETE FROM invitation WHERE account_id = ? AND used_at IS NULL", (account.account_id,))
    db.conn.execute("DELETE FROM account_elsewhere WHERE account_id = ?", (account.account_id,))
    end_all(db, account.account_id)
    pace.forget_browsers(db, account.account_id)


def set_disabled(db: Database, home: Home, name: str, disabled: bool, actor: str = OPERATOR_GUID) -> None:
    """Shut an account out (its sittings end at once) or let it in again; in its pilots others then say where undecided
    codings of it stand, or no longer.
    """
    account = by_name(db, name)
    with write(db):
        db.conn.execute(
            "UPDATE account SET disabled_at = ? WHERE account_id = ?", (now() if disabled else None, account.account_id)
        )
        if disabled:
            end_all(db, account.account_id)
        events.append(db, actor, "disabled" if disabled else "enabled", "account", account.guid)
    # Only then the pilots, for she must be out first; doing it again mends what was interrupted here.
    for slug, roles in memberships(db, account.account_id).items():
        pilot = home.pilot(slug)
        if pilot.db_path.is_file():
            with closing(open_pilot(pilot.db_path)) as pilot_db, write(pilot_db):
                _codes(pilot_db, account.guid, not disabled and _may_code(roles))


def end_all(db: Database, account_id: int) -> None:
    """End every sitting of an account; inside a write."""
    db.conn.execute("UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", (now(), account_id))


def set_roles(
    db: Database, pilot_db: Database, slug: str, name: str, roles: Iterable[Role], actor: str = OPERATOR_GUID
) -> None:
    """Make an account a member of a pilot with these roles and no others; none at all ends its membership.

    The pilot file gets a row with a label such as "evaluator 2"; the account's name stays in server.db. Each role that
    came or went is an event in both files.

    Raises: NotFound; BadInput for a role no account can have; Conflict when nobody would be left to administer.
    """
    account = by_name(db, name)
    # Two files, no common transaction: the pilot's row first, for a row without membership gives no rights.
    with write(db), write(pilot_db):
        put_roles(db, pilot_db, slug, account, roles, actor)


def put_roles(
    db: Database, pilot_db: Database, slug: str, account: Account, roles: Iterable[Role], actor: str
) -> None:
    """What `set_roles` does, inside a write to both files, of which the pilot's ends first."""
    wanted = frozenset(roles)
    if Role.OPERATOR in wanted:
        raise BadInput(N_("Choose from the roles coach, evaluator, steering and admin."))
    held = memberships(db, account.account_id).get(slug, frozenset())
    if Role.ADMIN in held - wanted:
        _another_admin(db, slug, account.account_id)
    came, went = in_order(wanted - held), in_order(held - wanted)
    _set_user(pilot_db, account.guid, held, wanted)
    _codes(pilot_db, account.guid, _may_code(wanted) and not _is_disabled(db, account))
    _tell_roles(pilot_db, actor, account.guid, came, went)
    for role in went:
        db.conn.execute("DELETE FROM membership WHERE account_id = ? AND pilot_slug = ? AND role = ?",
                        (account.account_id, slug, role.value))
    for role in came:
        db.conn.execute("INSERT INTO membership(account_id, pilot_slug, role, since) VALUES (?,?,?,?)",
                        (account.account_id, slug, role.value, now()))
    _tell_roles(db, actor, account.guid, came, went)


def _tell_roles(db: Database, actor: str, guid: str, came: list[Role], went: list[Role]) -> None:
    for role in came:
        events.append(db, actor, f"became {role.value}", "account", guid)
    for role in went:
        events.append(db, actor, f"no longer {role.value}", "account", guid)


def require_another_admin(db: Database, slug: str, guid: str) -> None:
    """A pilot is administered by another account than this one, or not by this one. Raises: Conflict."""
    row = db.conn.execute("SELECT account_id FROM account WHERE guid = ?", (guid,)).fetchone()
    if row and Role.ADMIN in memberships(db, row[0]).get(slug, frozenset()):
        _another_admin(db, slug, row[0])


def _another_admin(db: Database, slug: str, account_id: int) -> None:
    if not db.conn.execute(
        "SELECT 1 FROM membership m JOIN account a USING (account_id) WHERE m.pilot_slug = ? AND m.role = 'admin'"
        " AND m.account_id <> ? AND a.disabled_at IS NULL", (slug, account_id)).fetchone():
        raise Conflict(N_("Nobody else administers this pilot. Make somebody else administrator first."))


def _set_user(pilot_db: Database, guid: str, held: frozenset[Role], wanted: frozenset[Role]) -> None:
    """The member's row in the pilot file; inside a write."""
    found = pilot_db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (guid,)).fetchone()
    if found and not (held & MAY_PREPARE and wanted & MAY_PREPARE):
        pilot_db.conn.execute("DELETE FROM prepare_grant WHERE user_id = ?", found)
    # Left from a setting about evaluators: nobody gets it by becoming one later.
    if found and not (Role.EVALUATOR in held and Role.EVALUATOR in wanted):
        pilot_db.conn.execute("DELETE FROM prepare_grant WHERE user_id = ? AND origin = 'setting'", found)
    if not wanted:
        pilot_db.conn.execute("UPDATE user SET disabled_at = ? WHERE guid = ?", (now(), guid))
    elif found:
        pilot_db.conn.execute("UPDATE user SET disabled_at = NULL WHERE guid = ?", (guid,))
        _relabel(pilot_db, int(found[0]), wanted)
    else:
        pilot_db.conn.execute(
            "INSERT INTO user(guid, label) VALUES (?, ?)", (guid, _free_label(pilot_db, _called_by(wanted))))


def _may_code(roles: frozenset[Role]) -> bool:
    return bool(roles & ROLES_WITH[Right.CODE])


def _is_disabled(db: Database, account: Account) -> bool:
    return db.conn.execute(
        "SELECT 1 FROM account WHERE account_id = ? AND disabled_at IS NOT NULL", (account.account_id,)
    ).fetchone() is not None


def _codes(pilot_db: Database, guid: str, codes: bool) -> None:
    """Write in the pilot file whether an account codes there, or since when no more; inside a write."""
    pilot_db.conn.execute(
        "UPDATE user SET stopped_coding_at = CASE WHEN ? THEN NULL ELSE coalesce(stopped_coding_at, ?) END"
        " WHERE guid = ?", (codes, now(), guid))


def _called_by(roles: frozenset[Role]) -> Role:
    return next(role for role in CALLED_BY if role in roles)


def _relabel(pilot_db: Database, user_id: int, roles: frozenset[Role]) -> None:
    """Other roles, another label; but who could code keeps hers: codings may be known by it."""
    label = pilot_db.conn.execute("SELECT label FROM user WHERE user_id = ?", (user_id,)).fetchone()[0]
    called, role = label.rsplit(" ", 1)[0], _called_by(roles)
    if called != role.value and called not in ROLES_WITH[Right.CODE]:
        pilot_db.conn.execute("UPDATE user SET label = ? WHERE user_id = ?", (_free_label(pilot_db, role), user_id))


def _free_label(pilot_db: Database, role: Role) -> str:
    taken = {row[0] for row in pilot_db.conn.execute("SELECT label FROM user")}
    n = 1
    while f"{role.value} {n}" in taken:
        n += 1
    return f"{role.value} {n}"


def memberships(db: Database, account_id: int) -> dict[str, frozenset[Role]]:
    """Pilot slug to roles of an account, by slug."""
    rows = db.conn.execute(
        "SELECT pilot_slug, group_concat(role) FROM membership WHERE account_id = ? GROUP BY pilot_slug"
        " ORDER BY pilot_slug", (account_id,))
    return {slug: roles_of(joined) for slug, joined in rows}


def roles_of(joined: str | None) -> frozenset[Role]:
    """Roles as `group_concat(role)` gives them."""
    return frozenset(Role(role) for role in joined.split(",")) if joined else frozenset()


def roles_in(db: Database, account_guid: str, slug: str) -> frozenset[Role]:
    """The roles an account has in a pilot now; none when it is no member or is shut out."""
    row = db.conn.execute(
        "SELECT group_concat(m.role) FROM membership m JOIN account a USING (account_id)"
        " WHERE a.guid = ? AND m.pilot_slug = ? AND a.disabled_at IS NULL", (account_guid, slug)).fetchone()
    return roles_of(row[0])


def enrol(pilot_db: Database, guid: str, label: str) -> bool:
    """Give an account a row in a pilot file, inside a write; whether it had none."""
    return bool(pilot_db.conn.execute("INSERT OR IGNORE INTO user(guid, label) VALUES (?, ?)", (guid, label)).rowcount)


def enrol_former(pilot_db: Database, guid: str, label: str) -> int:
    """Give a coder of elsewhere, who has no account here, a row in a pilot file, inside a write; returns user_id.

    She codes no more: others say where her codings stand when a text changes.
    """
    pilot_db.conn.execute(
        "INSERT INTO user(guid, label, stopped_coding_at) VALUES (?, ?, ?) ON CONFLICT(guid) DO NOTHING",
        (guid, label, now()))
    return int(pilot_db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (guid,)).fetchone()[0])
