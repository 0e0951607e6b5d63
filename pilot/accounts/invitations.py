"""Invitations: a link by which somebody chooses her own password, once and until a day. Nobody types one for another.

The link holds a secret of 256 bits that is kept hashed; a new one for the same account ends the one before. On a home
without accounts a link of the same kind makes the first administrator.
"""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pilot import clock, events
from pilot.access import Role
from pilot.accounts import accounts, pace, passwords
from pilot.clock import now
from pilot.errors import Conflict, NotFound
from pilot.makers import OPERATOR_GUID
from pilot.store.files import new_guid, open_pilot, open_server, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.accounts.accounts import Account
    from pilot.config import Home

DAYS = 7
FIRST_HOURS = 24
PATH = "/invitation"
GONE = N_("This invitation works no more: it was used, or its time is over. Ask for a new one.")


@dataclass(frozen=True)
class Invitation:
    """One that can be accepted: for which account (None: for the first administrator), and until when (UTC, ISO)."""

    account: Account | None
    ends_at: str


def invite(db: Database, account: Account, actor: str = OPERATOR_GUID) -> str:
    """The secret of a link by which this account chooses a password; links of before work no more."""
    with write(db):
        token = _made(db, account.account_id, timedelta(days=DAYS))
        events.append(db, actor, "invited", "account", account.guid)
    return token


def add(db: Database, name: str, *, language: str = "nl", actor: str = OPERATOR_GUID) -> tuple[Account, str]:
    """A new account that nobody can sign in to yet, and the secret of its link. Raises: BadInput, Conflict."""
    password_hash = nobodys()
    with write(db):
        return put(db, name, password_hash, actor, language)


def nobodys() -> str:
    """The hash of a password that nobody knows: an answer takes as long as for any other account."""
    return passwords.hashed(secrets.token_urlsafe(32))


def put(db: Database, name: str, password_hash: str, actor: str, language: str = "nl") -> tuple[Account, str]:
    """What `add` does, inside a write, with a hash of `nobodys`; to make one there would keep others waiting.

    Raises: BadInput, Conflict.
    """
    name = accounts.checked_name(name)
    accounts.put(db, new_guid(), name, password_hash, language=language)
    account = accounts.by_name(db, name)
    events.append(db, actor, "added", "account", account.guid)
    token = _made(db, account.account_id, timedelta(days=DAYS))
    events.append(db, actor, "invited", "account", account.guid)
    return account, token


def first(home: Home) -> str | None:
    """The secret of a link that makes the first administrator; None once there is an account.

    A home without anything gets its keys first. Raises: BadInput where no secret for them is given.
    """
    from pilot import setup

    if not home.server_path.exists() and not home.pilots():
        setup.encrypted(home)
    with closing(open_server(home.server_path, create=True)) as db, write(db):
        if db.conn.execute("SELECT 1 FROM account").fetchone():
            return None
        return _made(db, None, timedelta(hours=FIRST_HOURS))


def _made(db: Database, account_id: int | None, lasts: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    end_for(db, account_id)
    db.conn.execute("INSERT INTO invitation(token_sha256, account_id, made_at, ends_at) VALUES (?,?,?,?)",
                    (pace.sha(token), account_id, now(), clock.iso(clock.moment() + lasts)))
    return token


def end_for(db: Database, account_id: int | None) -> None:
    """Links for this account work no more; inside a write."""
    db.conn.execute("DELETE FROM invitation WHERE account_id IS ? AND used_at IS NULL", (account_id,))


def open_until(db: Database, account_id: int) -> str | None:
    """Until when (UTC, ISO) somebody can still accept; None when nothing waits for her."""
    row = db.conn.execute(
        "SELECT max(ends_at) FROM invitation WHERE account_id = ? AND used_at IS NULL AND ends_at > ?",
        (account_id, now())).fetchone()
    return str(row[0]) if row[0] else None


def found(db: Database, token: str) -> Invitation:
    """What this link is for. Raises: NotFound for one that never was, was used or has ended: one sentence for all."""
    row = db.conn.execute(
        "SELECT i.account_id, i.ends_at, a.name, a.disabled_at FROM invitation i LEFT JOIN account a USING (account_id)"
        " WHERE i.token_sha256 = ? AND i.used_at IS NULL AND i.ends_at > ?", (pace.sha(token), now())).fetchone()
    if row is None or row[3] or (row[0] is None and db.conn.execute("SELECT 1 FROM account").fetchone()):
        raise NotFound(GONE)
    return Invitation(accounts.by_name(db, row[2]) if row[0] is not None else None, row[1])


def accept(db: Database, token: str, password: str) -> Account:
    """Choose the password of an invited account; every sitting of it ends. Of two at once one is too late.

    Raises: NotFound; BadInput for a weak password: the link then works still.
    """
    account = found(db, token).account
    if account is None:
        raise NotFound(GONE)
    passwords.require_strong(password, account.name)
    password_hash = passwords.hashed(password)
    with write(db):
        _use(db, token)
        accounts.put_password(db, account, password_hash)
        events.append(db, account.guid, "accepted invitation", "account", account.guid)
    return account


def accept_first(home: Home, db: Database, token: str, name: str, password: str, slug: str, title: str) -> Account:
    """Make the first account, administrator of the pilots there are; without any, of a new one.

    Args:
        slug, title: short name and name of the pilot, for a home without one.

    Raises: NotFound; BadInput, Conflict for what cannot be: the link then works still.
    """
    from pilot import setup

    if found(db, token).account is not None:
        raise NotFound(GONE)
    name = accounts.checked_name(name)
    passwords.require_strong(password, name)
    password_hash = passwords.hashed(password)
    slugs = [one.slug for one in home.pilots()] or [setup.create_pilot(home, slug, title).slug]
    with write(db):
        if db.conn.execute("SELECT 1 FROM account").fetchone():
            raise Conflict(GONE)
        _use(db, token)
        guid = new_guid()
        accounts.put(db, guid, name, password_hash)
        events.append(db, guid, "added", "account", guid)
    for each in slugs:
        with closing(open_pilot(home.pilot(each).db_path)) as pilot_db:
            accounts.set_roles(db, pilot_db, each, name, [Role.ADMIN], guid)
    return accounts.by_name(db, name)


def _use(db: Database, token: str) -> None:
    """Use a link up; inside a write. Raises: NotFound when another was first."""
    used = db.conn.execute(
        "UPDATE invitation SET used_at = ? WHERE token_sha256 = ? AND used_at IS NULL AND ends_at > ?",
        (now(), pace.sha(token), now())).rowcount
    if not used:
        raise NotFound(GONE)
