"""Accounts and their memberships of pilots, in server.db."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import Role
from pilot.accounts import passwords
from pilot.clock import now
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Account:
    """One person who can sign in; `name` is what is typed at sign-in and stays in server.db."""

    account_id: int
    guid: str
    name: str
    language: str
    is_demo: bool


def add(db: Database, name: str, password: str, *, is_demo: bool = False, language: str = "nl") -> Account:
    """A new account.

    Raises: BadInput for an empty name or a short password; Conflict when the name is taken.
    """
    name = name.strip()
    if not name:
        raise BadInput(N_("Give a name to sign in with."))
    if not is_demo:
        passwords.require_long(password)
    guid = new_guid()
    with write(db):
        if db.conn.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone():
            raise Conflict(N_("There is an account with this name already. Choose another name."))
        db.conn.execute(
            "INSERT INTO account(guid, name, password_hash, language, is_demo, created_at) VALUES (?,?,?,?,?,?)",
            (guid, name, passwords.hashed(password), language, int(is_demo), now()),
        )
        record(db, None, "added", "account", guid)
    return by_name(db, name)


def record(db: Database, actor_guid: str | None, verb: str, subject: str, guid: str) -> None:
    """Note in the append-only record what was done to an account; inside a write."""
    db.conn.execute(
        "INSERT INTO event(at, actor_guid, verb, subject, subject_guid) VALUES (?,?,?,?,?)",
        (now(), actor_guid, verb, subject, guid),
    )


_ACCOUNT = "SELECT account_id, guid, name, language, is_demo FROM account"


def account_of(row: tuple[int, str, str, str, int]) -> Account:
    """From account_id, guid, name, language, is_demo."""
    return Account(row[0], row[1], row[2], row[3], bool(row[4]))


def by_name(db: Database, name: str) -> Account:
    """The account with this sign-in name. Raises: NotFound."""
    row = db.conn.execute(f"{_ACCOUNT} WHERE name = ?", (name.strip(),)).fetchone()
    if row is None:
        raise NotFound(N_("There is no account with this name."))
    return account_of(row)


def all_accounts(db: Database) -> list[dict[str, object]]:
    """Every account with its memberships: keys guid, name, is_demo, disabled, roles ('slug: role, ...')."""
    rows = db.conn.execute(
        "SELECT a.guid, a.name, a.is_demo, a.disabled_at IS NOT NULL,"
        " coalesce((SELECT group_concat(pilot_slug || ': ' || role, ', ') FROM membership m"
        " WHERE m.account_id = a.account_id), '') FROM account a ORDER BY a.name"
    )
    keys = ("guid", "name", "is_demo", "disabled", "roles")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def set_password(db: Database, name: str, password: str) -> None:
    """Change a password and end every sitting of that account."""
    passwords.require_long(password)
    account = by_name(db, name)
    with write(db):
        db.conn.execute(
            "UPDATE account SET password_hash = ?, is_demo = 0 WHERE account_id = ?",
            (passwords.hashed(password), account.account_id),
        )
        end_all(db, account.account_id)
        record(db, None, "password changed", "account", account.guid)


def set_disabled(db: Database, name: str, disabled: bool) -> None:
    """Shut an account out (its sittings end at once) or let it in again."""
    account = by_name(db, name)
    with write(db):
        db.conn.execute(
            "UPDATE account SET disabled_at = ? WHERE account_id = ?", (now() if disabled else None, account.account_id)
        )
        if disabled:
            end_all(db, account.account_id)
        record(db, None, "disabled" if disabled else "enabled", "account", account.guid)


def end_all(db: Database, account_id: int) -> None:
    """End every sitting of an account; inside a write."""
    db.conn.execute("UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", (now(), account_id))


def _set_membership(db: Database, account: Account, slug: str, role: Role | None) -> None:
    if role is None:
        db.conn.execute(
            "DELETE FROM membership WHERE account_id = ? AND pilot_slug = ?", (account.account_id, slug))
    else:
        db.conn.execute(
            "INSERT INTO membership(account_id, pilot_slug, role, since) VALUES (?,?,?,?)"
            " ON CONFLICT(account_id, pilot_slug) DO UPDATE SET role = excluded.role",
            (account.account_id, slug, role.value, now()),
        )


def set_role(db: Database, pilot_db: Database, slug: str, name: str, role: Role | None) -> None:
    """Make an account a member of a pilot with `role`, or end its membership (None).

    The pilot file gets a row with a label such as "evaluator 2"; the account's name stays in server.db.
    Raises: NotFound; BadInput for a role no account can have.
    """
    account = by_name(db, name)
    if role is Role.OPERATOR:
        raise BadInput(N_("Choose one of the roles coach, evaluator, steering or admin."))
    # Two files, no common transaction: the pilot's row first, for a row without membership gives no rights.
    with write(pilot_db):
        found = pilot_db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (account.guid,)).fetchone()
        if role is None:
            pilot_db.conn.execute("UPDATE user SET disabled_at = ? WHERE guid = ?", (now(), account.guid))
        elif found:
            pilot_db.conn.execute("UPDATE user SET disabled_at = NULL WHERE guid = ?", (account.guid,))
            _relabel(pilot_db, int(found[0]), role)
        else:
            label = _free_label(pilot_db, role)
            pilot_db.conn.execute("INSERT INTO user(guid, label) VALUES (?, ?)", (account.guid, label))
    with write(db):
        _set_membership(db, account, slug, role)
        record(db, None, f"role {role.value if role else 'none'}", "account", account.guid)


def _relabel(pilot_db: Database, user_id: int, role: Role) -> None:
    """Another role, another label; but codings are known by theirs, and keep it."""
    label = pilot_db.conn.execute("SELECT label FROM user WHERE user_id = ?", (user_id,)).fetchone()[0]
    coded = pilot_db.conn.execute("SELECT 1 FROM coding WHERE coder_id = ? LIMIT 1", (user_id,)).fetchone()
    if not coded and label.rsplit(" ", 1)[0] != role.value:
        pilot_db.conn.execute("UPDATE user SET label = ? WHERE user_id = ?", (_free_label(pilot_db, role), user_id))


def _free_label(pilot_db: Database, role: Role) -> str:
    taken = {row[0] for row in pilot_db.conn.execute("SELECT label FROM user")}
    n = 1
    while f"{role.value} {n}" in taken:
        n += 1
    return f"{role.value} {n}"


def memberships(db: Database, account_id: int) -> dict[str, Role]:
    """Pilot slug to role of an account."""
    rows = db.conn.execute(
        "SELECT pilot_slug, role FROM membership WHERE account_id = ? ORDER BY pilot_slug", (account_id,)
    )
    return {slug: Role(role) for slug, role in rows}


def role_in(db: Database, account_guid: str, slug: str) -> Role | None:
    """The role an account has in a pilot now; None when it is no member or is shut out."""
    row = db.conn.execute(
        "SELECT m.role FROM membership m JOIN account a USING (account_id)"
        " WHERE a.guid = ? AND m.pilot_slug = ? AND a.disabled_at IS NULL", (account_guid, slug)).fetchone()
    return Role(row[0]) if row else None


