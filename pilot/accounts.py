"""Accounts, passwords, sittings and memberships, in server.db.

A sitting's token is random and stored hashed; the CSRF token is derived from it, so neither can be read from a
copy of the file. Passwords are argon2id.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pilot.access import Role
from pilot.errors import BadInput, Conflict, NotFound, SlowDown
from pilot.store import new_guid, now, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

SITTING_HOURS = 12
IDLE_MINUTES = 120
FREE_FAILURES = 5
FAILURE_WINDOW_MINUTES = 15
MIN_PASSWORD = 10


@dataclass(frozen=True)
class Account:
    """One person who can sign in; `name` is what is typed at sign-in and stays in server.db."""

    account_id: int
    guid: str
    name: str
    language: str
    is_demo: bool


@dataclass(frozen=True)
class Sitting:
    """One signed-in browser."""

    session_id: int
    account: Account
    pilot_slug: str | None
    role: Role | None
    language: str


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _dummy_hash() -> str:
    """Checked when the name is unknown, so that an answer takes as long as for a known one."""
    return _hasher().hash(secrets.token_hex(16))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def csrf_for(token: str) -> str:
    """The CSRF token that goes with a sitting's token."""
    return hmac.new(token.encode(), b"rode-draad csrf", hashlib.sha256).hexdigest()


def identity_for(token: str, sitting: Sitting) -> str:
    """An opaque value that is another one for every sitting, and for every role and pilot within it."""
    bound = f"rode-draad identity|{sitting.account.guid}|{sitting.pilot_slug}|{sitting.role}"
    return hmac.new(token.encode(), bound.encode(), hashlib.sha256).hexdigest()


def add(db: Database, name: str, password: str, *, is_demo: bool = False, language: str = "nl") -> Account:
    """A new account.

    Raises: BadInput for an empty name or a short password; Conflict when the name is taken.
    """
    name = name.strip()
    if not name:
        raise BadInput(N_("Give a name to sign in with."))
    if not is_demo:
        _check_password(password)
    guid = new_guid()
    with write(db):
        if db.conn.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone():
            raise Conflict(N_("There is an account with this name already. Choose another name."))
        db.conn.execute(
            "INSERT INTO account(guid, name, password_hash, language, is_demo, created_at) VALUES (?,?,?,?,?,?)",
            (guid, name, _hasher().hash(password), language, int(is_demo), now()),
        )
        _event(db, None, "added", "account", guid)
    return by_name(db, name)


def _check_password(password: str) -> None:
    if len(password) < MIN_PASSWORD:
        raise BadInput(N_("A password has at least {n} characters."), n=MIN_PASSWORD)


def _event(db: Database, actor_guid: str | None, verb: str, subject: str, guid: str) -> None:
    db.conn.execute(
        "INSERT INTO event(at, actor_guid, verb, subject, subject_guid) VALUES (?,?,?,?,?)",
        (now(), actor_guid, verb, subject, guid),
    )


_ACCOUNT = "SELECT account_id, guid, name, language, is_demo FROM account"


def _account(row: tuple[int, str, str, str, int]) -> Account:
    return Account(row[0], row[1], row[2], row[3], bool(row[4]))


def by_name(db: Database, name: str) -> Account:
    """The account with this sign-in name. Raises: NotFound."""
    row = db.conn.execute(f"{_ACCOUNT} WHERE name = ?", (name.strip(),)).fetchone()
    if row is None:
        raise NotFound(N_("There is no account with this name."))
    return _account(row)


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
    _check_password(password)
    account = by_name(db, name)
    with write(db):
        db.conn.execute(
            "UPDATE account SET password_hash = ?, is_demo = 0 WHERE account_id = ?",
            (_hasher().hash(password), account.account_id),
        )
        end_all(db, account.account_id)
        _event(db, None, "password changed", "account", account.guid)


def set_disabled(db: Database, name: str, disabled: bool) -> None:
    """Shut an account out (its sittings end at once) or let it in again."""
    account = by_name(db, name)
    with write(db):
        db.conn.execute(
            "UPDATE account SET disabled_at = ? WHERE account_id = ?", (now() if disabled else None, account.account_id)
        )
        if disabled:
            end_all(db, account.account_id)
        _event(db, None, "disabled" if disabled else "enabled", "account", account.guid)


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
        else:
            label = _free_label(pilot_db, role)
            pilot_db.conn.execute("INSERT INTO user(guid, label) VALUES (?, ?)", (account.guid, label))
    with write(db):
        _set_membership(db, account, slug, role)
        _event(db, None, f"role {role.value if role else 'none'}", "account", account.guid)


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


def sign_in(db: Database, name: str, password: str, address: str, *, demo_allowed: bool = True) -> str:
    """Start a sitting; returns its secret token, which only the browser keeps.

    Failures are counted per name and per address; after five in a quarter of an hour each further try must wait,
    twice as long each time (at most 15 minutes).

    Raises: SlowDown; BadInput for a wrong name or password (one sentence for both).
    """
    keys = [_sha(f"name:{name.strip().lower()}"), _sha(f"address:{address}")]
    # Counted as a failure before the password is looked at: tries sent all at once do not slip past the count.
    with write(db):
        _check_pace(db, keys)
        first = [db.conn.execute("INSERT INTO sign_in_failure VALUES (?, ?)", (key, now())).lastrowid for key in keys]
    row = db.conn.execute(
        "SELECT account_id, password_hash, is_demo, language, guid FROM account WHERE name = ? AND disabled_at IS NULL",
        (name.strip(),),
    ).fetchone()
    fits = _verify(row[1] if row else _dummy_hash(), password) and row is not None
    if not fits or (row[2] and not demo_allowed):
        raise BadInput(N_("This name and password do not belong together. Try again, or ask an administrator."))
    return _start(db, row[0], row[3], row[4], keys[0], first[1])


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _later(**delta: float) -> str:
    return (datetime.now(UTC) + timedelta(**delta)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _start(db: Database, account_id: int, language: str, guid: str, name_key: str, own_try: int | None) -> str:
    token = secrets.token_urlsafe(32)
    slugs = memberships(db, account_id)
    with write(db):
        # Only the name's failures are forgotten (and this try): an attacker's own account must not reset his address.
        db.conn.execute(
            "DELETE FROM sign_in_failure WHERE who_sha256 = ? OR rowid = ? OR at < ?",
            (name_key, own_try, _later(days=-1)))
        db.conn.execute("DELETE FROM session WHERE ends_at < ?", (_later(days=-7),))
        db.conn.execute(
            "INSERT INTO session(token_sha256, account_id, pilot_slug, language, created_at, seen_at, ends_at)"
            " VALUES (?,?,?,?,?,?,?)",
            (_sha(token), account_id, next(iter(slugs), None), language, now(), now(), _later(hours=SITTING_HOURS)),
        )
        _event(db, guid, "signed in", "account", guid)
    return token


def _check_pace(db: Database, keys: list[str]) -> None:
    since = _later(minutes=-FAILURE_WINDOW_MINUTES)
    for key, free in zip(keys, (FREE_FAILURES, FREE_FAILURES * 4), strict=True):
        count, last = db.conn.execute(
            "SELECT count(*), max(at) FROM sign_in_failure WHERE who_sha256 = ? AND at > ?", (key, since)
        ).fetchone()
        if count < free:
            continue
        pause = min(2 ** (count - free) * 5, 900)
        until = datetime.fromisoformat(last) + timedelta(seconds=pause)
        wait = int((until - datetime.now(UTC)).total_seconds()) + 1
        if wait > 0:
            raise SlowDown(N_("Too many failed tries. Wait {wait_s} seconds and try again."), wait)


def sitting(db: Database, token: str | None, *, touch: bool = True) -> Sitting | None:
    """The live sitting of a token, or None: unknown, ended, over 12 hours old or 2 hours idle.

    Args:
        touch: whether this look counts as doing something; a mere check (False) lets a sitting go idle.
    """
    if not token:
        return None
    row = db.conn.execute(
        "SELECT s.session_id, s.pilot_slug, s.language, s.seen_at, a.account_id, a.guid, a.name, a.language, a.is_demo,"
        " m.role FROM session s JOIN account a USING (account_id)"
        " LEFT JOIN membership m ON m.account_id = a.account_id AND m.pilot_slug = s.pilot_slug"
        " WHERE s.token_sha256 = ? AND s.ended_at IS NULL AND s.ends_at > ? AND s.seen_at > ?"
        " AND a.disabled_at IS NULL",
        (_sha(token), now(), _later(minutes=-IDLE_MINUTES)),
    ).fetchone()
    if row is None:
        return None
    if touch and row[3] < _later(minutes=-5):
        # Somebody else is writing for long: noted the next time, nobody is signed out over it.
        with contextlib.suppress(Conflict), write(db):
            db.conn.execute("UPDATE session SET seen_at = ? WHERE session_id = ?", (now(), row[0]))
    role = Role(row[9]) if row[9] else None
    return Sitting(row[0], _account(row[4:9]), row[1], role, row[2])


def sign_out(db: Database, token: str) -> None:
    """End the sitting of this token."""
    with write(db):
        row = db.conn.execute(
            "UPDATE session SET ended_at = ? WHERE token_sha256 = ? AND ended_at IS NULL"
            " RETURNING (SELECT guid FROM account a WHERE a.account_id = session.account_id)",
            (now(), _sha(token)),
        ).fetchone()
        if row:
            _event(db, row[0], "signed out", "account", row[0])


def set_language(db: Database, session_id: int, language: str) -> None:
    """Remember the language for this sitting and for the account's next ones."""
    with write(db):
        db.conn.execute("UPDATE session SET language = ? WHERE session_id = ?", (language, session_id))
        db.conn.execute(
            "UPDATE account SET language = ? WHERE account_id = (SELECT account_id FROM session WHERE session_id = ?)",
            (language, session_id),
        )


def choose_pilot(db: Database, current: Sitting, slug: str) -> None:
    """Look at another pilot one is a member of. Raises: NotFound."""
    if slug not in memberships(db, current.account.account_id):
        raise NotFound(N_("You are not a member of this pilot. Ask an administrator."))
    with write(db):
        db.conn.execute("UPDATE session SET pilot_slug = ? WHERE session_id = ?", (slug, current.session_id))
