"""Sittings: one signed-in browser each, from the password to signing out, in server.db.

A sitting's token is random and stored hashed; the CSRF token is derived from it, so neither can be read from a copy of
the file.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pilot import clock, events
from pilot.access import in_order
from pilot.accounts import pace, passwords
from pilot.accounts.accounts import Account, account_of, memberships, roles_of
from pilot.accounts.handing import read_back
from pilot.accounts.pace import sha
from pilot.clock import now
from pilot.errors import BadInput, Busy, NotFound
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Role
    from pilot.accounts.handing import HandedOver

SITTING_HOURS = 12
IDLE_MINUTES = 120
CONFIRMED_MINUTES = 10
DEMO_STAYS = N_("This is a demo account: its password stays as it is.")


@dataclass(frozen=True)
class Sitting:
    """One signed-in browser.

    `handed_over`: for what a coach handed her device to a family; None while it is her own. `confirmed`: whether it was
    shown within the last CONFIRMED_MINUTES, by password or code, that it is she.
    """

    session_id: int
    account: Account
    pilot_slug: str | None
    roles: frozenset[Role]
    language: str
    handed_over: HandedOver | None = None
    confirmed: bool = False


def csrf_for(token: str) -> str:
    """The CSRF token that goes with a sitting's token."""
    return hmac.new(token.encode(), b"rode-draad csrf", hashlib.sha256).hexdigest()


def identity_for(token: str, sitting: Sitting) -> str:
    """An opaque value that is another one for every sitting, and for every set of roles and pilot within it."""
    roles = "+".join(in_order(sitting.roles))
    handed = sitting.handed_over.text if sitting.handed_over else ""
    bound = f"rode-draad identity|{sitting.account.guid}|{sitting.pilot_slug}|{roles}|{handed}"
    return hmac.new(token.encode(), bound.encode(), hashlib.sha256).hexdigest()


def sign_in(
    db: Database, name: str, password: str, address: str, *, browser: str = "", demo_allowed: bool = True
) -> str:
    """Start a sitting; returns its secret token, which only the browser keeps.

    Failures are counted (`pilot/accounts/pace.py`); after five in a quarter of an hour each further try must wait,
    twice as long each time (at most 15 minutes).

    Args:
        browser: a secret that this browser keeps for longer than a sitting, by which it is known the next time.

    Raises: SlowDown; BadInput for a wrong name or password (one sentence for both).
    """
    row = db.conn.execute(
        "SELECT account_id, password_hash, is_demo, language, guid FROM account WHERE name = ? AND disabled_at IS NULL",
        (name.strip(),),
    ).fetchone()
    known = browser if row and pace.is_known(db, browser, row[0]) else ""
    keys = pace.sign_in_keys(name, address, known, row[0] if row else None)
    tries = pace.counted(db, keys)
    fits = passwords.fits(row[1] if row else passwords.nobodys(), password) and row is not None
    if not fits or (row[2] and not demo_allowed):
        raise BadInput(N_("This name and password do not belong together. Try again, or ask an administrator."))
    account_id, _, _, language, guid = row
    with write(db):
        pace.succeeded(db, keys, tries)
        return begin(db, account_id, guid, language, browser)


def begin(db: Database, account_id: int, guid: str, language: str, browser: str = "") -> str:
    """Start a sitting of who has shown who she is; inside a write. Returns its secret token.

    Args:
        language: of the account.
        browser: as in `sign_in`.
    """
    token = secrets.token_urlsafe(32)
    slugs = memberships(db, account_id)
    pace.remember(db, browser, account_id)
    db.conn.execute("DELETE FROM session WHERE ends_at < ?", (_later(days=-7),))
    db.conn.execute(
        "INSERT INTO session(token_sha256, account_id, pilot_slug, language, created_at, seen_at, ends_at,"
        " confirmed_at) VALUES (?,?,?,?,?,?,?,?)",
        (sha(token), account_id, next(iter(slugs), None), language, now(), now(), _later(hours=SITTING_HOURS), now()),
    )
    events.append(db, guid, "signed in", "account", guid)
    return token


def _later(**delta: float) -> str:
    return clock.iso(clock.moment() + timedelta(**delta))


def sitting(db: Database, token: str | None, *, touch: bool = True) -> Sitting | None:
    """The live sitting of a token, or None: unknown, ended, over 12 hours old or 2 hours idle.

    Args:
        touch: whether this look counts as doing something; a mere check (False) lets a sitting go idle.
    """
    if not token:
        return None
    row = db.conn.execute(
        "SELECT s.session_id, s.pilot_slug, s.language, s.seen_at, a.account_id, a.guid, a.name, a.language, a.is_demo,"
        " (SELECT group_concat(m.role) FROM membership m"
        "  WHERE m.account_id = a.account_id AND m.pilot_slug = s.pilot_slug), s.handed_over, s.confirmed_at"
        " FROM session s JOIN account a USING (account_id)"
        " WHERE s.token_sha256 = ? AND s.ended_at IS NULL AND s.ends_at > ? AND s.seen_at > ?"
        " AND a.disabled_at IS NULL",
        (sha(token), now(), _later(minutes=-IDLE_MINUTES)),
    ).fetchone()
    if row is None:
        return None
    if touch and row[3] < _later(minutes=-5):
        # Somebody else is writing for long: noted the next time, nobody is signed out over it.
        with contextlib.suppress(Busy), write(db):
            db.conn.execute("UPDATE session SET seen_at = ? WHERE session_id = ?", (now(), row[0]))
    return Sitting(row[0], account_of(row[4:9]), row[1], roles_of(row[9]), row[2], read_back(row[10]),
                   (row[11] or "") > _later(minutes=-CONFIRMED_MINUTES))


def sign_out(db: Database, token: str) -> None:
    """End the sitting of this token."""
    with write(db):
        row = db.conn.execute(
            "UPDATE session SET ended_at = ? WHERE token_sha256 = ? AND ended_at IS NULL"
            " RETURNING (SELECT guid FROM account a WHERE a.account_id = session.account_id)",
            (now(), sha(token)),
        ).fetchone()
        if row:
            events.append(db, row[0], "signed out", "account", row[0])


def end_all(db: Database) -> None:
    """End the sittings of all accounts: whoever was signed in signs in again."""
    with write(db):
        db.conn.execute("UPDATE session SET ended_at = ? WHERE ended_at IS NULL", (now(),))


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


def hand_over(db: Database, current: Sitting, thing: HandedOver) -> None:
    """From now on this sitting opens the page of this thing and nothing else, until it is taken back."""
    with write(db):
        db.conn.execute("UPDATE session SET handed_over = ? WHERE session_id = ?", (thing.text, current.session_id))
        events.append(db, current.account.guid, "handed over", "account", current.account.guid)


def take_back(db: Database, current: Sitting, password: str) -> None:
    """The device is its owner's again, who shows it by her password; wrong ones are counted.

    Raises: BadInput, SlowDown.
    """
    account = current.account
    keys = {f"take back:{account.account_id}": pace.FREE_FAILURES}
    tries = pace.counted(db, keys)
    held = db.conn.execute("SELECT password_hash FROM account WHERE account_id = ?", (account.account_id,)).fetchone()
    if not passwords.fits(held[0], password):
        raise BadInput(N_("That is not the password of the coach. Try again."))
    with write(db):
        pace.succeeded(db, keys, tries)
        db.conn.execute("UPDATE session SET handed_over = NULL WHERE session_id = ?", (current.session_id,))
        events.append(db, account.guid, "took back", "account", account.guid)


def change_password(db: Database, current: Sitting, token: str, old: str, new: str, browser: str = "") -> None:
    """Change one's own password; every sitting of the account but the one of `token` ends.

    Wrong old passwords are counted too: who finds an open screen cannot go on guessing.

    Args:
        browser: what this browser keeps; all others are known for this account no more.

    Raises: BadInput for a demo account, a wrong old or a weak new password; SlowDown.
    """
    account = current.account
    if account.is_demo:
        raise BadInput(DEMO_STAYS)
    passwords.require_strong(new, account.name)
    keys = {f"change:{account.account_id}": pace.FREE_FAILURES}
    tries = pace.counted(db, keys)
    held = db.conn.execute("SELECT password_hash FROM account WHERE account_id = ?", (account.account_id,)).fetchone()
    if not passwords.fits(held[0], old):
        raise BadInput(N_("The password you have now is another one. Nothing was changed."))
    if new == old:
        raise BadInput(N_("This is the password you have already. Choose another one."))
    with write(db):
        pace.succeeded(db, keys, tries)
        pace.forget_browsers(db, account.account_id, browser)
        db.conn.execute(
            "UPDATE account SET password_hash = ? WHERE account_id = ?", (passwords.hashed(new), account.account_id))
        db.conn.execute(
            "UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL AND token_sha256 <> ?",
            (now(), account.account_id, sha(token)))
        events.append(db, account.guid, "password changed", "account", account.guid)
