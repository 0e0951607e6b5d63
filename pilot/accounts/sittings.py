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
from pilot.accounts import browsers, own_password, pace, passwords, rules, second
from pilot.accounts.accounts import Account, account_of, as_typed, memberships, roles_of
from pilot.accounts.accounts import end_all as end_all_of
from pilot.accounts.handing import read_back
from pilot.accounts.pace import sha
from pilot.clock import now
from pilot.errors import BadInput, Busy, Conflict, NotFound
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Role
    from pilot.accounts.handing import HandedOver

CONFIRMED_MINUTES = 10
CODE_MINUTES = 10  # so long a sitting waits for its code
# What a sitting can wait for before it opens anything.
CODE, SET_UP = "code", "set up"
DEMO_STAYS = N_("This is a demo account: its password stays as it is.")


@dataclass(frozen=True)
class Sitting:
    """One signed-in browser.

    `handed_over`: for what a coach handed her device to a family; None while it is her own. `confirmed`: whether it was
    shown within the last CONFIRMED_MINUTES, by password or code, that it is she. `two_steps`: whether her account has a
    second step. `waits_for`: CODE or SET_UP, which comes before anything opens; None for nothing.
    """

    session_id: int
    account: Account
    pilot_slug: str | None
    roles: frozenset[Role]
    language: str
    handed_over: HandedOver | None = None
    confirmed: bool = False
    two_steps: bool = False
    waits_for: str | None = None


def csrf_for(token: str) -> str:
    """The CSRF token that goes with a sitting's token."""
    return hmac.new(token.encode(), b"rode-draad csrf", hashlib.sha256).hexdigest()


def identity_for(token: str, sitting: Sitting) -> str:
    """An opaque value that is another one for every sitting, and for every set of roles and pilot within it."""
    roles = "+".join(in_order(sitting.roles))
    handed = sitting.handed_over.text if sitting.handed_over else ""
    waits = sitting.waits_for or ""
    bound = f"rode-draad identity|{sitting.account.guid}|{sitting.pilot_slug}|{roles}|{handed}|{waits}"
    return hmac.new(token.encode(), bound.encode(), hashlib.sha256).hexdigest()


def sign_in(
    db: Database, name: str, password: str, address: str, *, browser: str = "", agent: str = "",
    demo_allowed: bool = True,
) -> str:
    """Start a sitting, which waits for a code where there is a second step; returns its secret, for the browser alone.

    Failures are counted (`pilot/accounts/pace.py`); after five in a quarter of an hour each further try must wait,
    twice as long each time (at most 15 minutes).

    Args:
        browser: a secret that this browser keeps for longer than a sitting, by which it is known the next time.
        agent: what the browser says of itself.

    Raises: SlowDown; BadInput for a wrong name or password (one sentence for both).
    """
    row = db.conn.execute(
        "SELECT account_id, password_hash, is_demo, language, guid FROM account"
        " WHERE name IN (?, ?) AND disabled_at IS NULL", as_typed(name),
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
        return begin(db, account_id, guid, language, browser, agent)


def knows(db: Database, name: str, browser: str) -> bool:
    """Whether the account of this name signed in with this browser before."""
    row = db.conn.execute("SELECT account_id FROM account WHERE name IN (?, ?)", as_typed(name)).fetchone()
    return row is not None and pace.is_known(db, browser, row[0])


def begin(db: Database, account_id: int, guid: str, language: str, browser: str = "", agent: str = "") -> str:
    """Start a sitting of who has shown who she is; with a second step it waits for a code. Inside a write.

    Args:
        language: of the account.
        browser, agent: as in `sign_in`.

    Returns: its secret token.
    """
    token, waits = secrets.token_urlsafe(32), second.is_on(db, account_id)
    slug = next(iter(memberships(db, account_id)), None)
    _idle, hours = rules.lasts(db, account_id)
    ends_at = _later(minutes=CODE_MINUTES) if waits else _later(hours=hours)
    db.conn.execute("DELETE FROM session WHERE ends_at < ?", (_later(days=-7),))
    db.conn.execute(
        "INSERT INTO session(token_sha256, account_id, pilot_slug, language, created_at, seen_at, ends_at,"
        " confirmed_at, browser, waits_for_code) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (sha(token), account_id, slug, language, now(), now(), ends_at, None if waits else now(),
         browsers.in_words(agent), int(waits)))
    if not waits:
        pace.remember(db, browser, account_id)
        events.append(db, guid, "signed in", "account", guid)
    return token


def give_code(db: Database, current: Sitting, code: str, address: str, browser: str = "") -> None:
    """The second step of a sitting that waits for it: from now on it opens what its account may.

    Raises: BadInput, SlowDown, as `second.use`.
    """
    account = current.account
    second.use(db, account, code, address)
    _idle, hours = rules.lasts(db, account.account_id)
    with write(db):
        pace.remember(db, browser, account.account_id)
        begun = db.conn.execute(
            "UPDATE session SET waits_for_code = 0, confirmed_at = ?, ends_at = ? WHERE session_id = ?"
            " AND waits_for_code AND ended_at IS NULL", (now(), _later(hours=hours), current.session_id)).rowcount
        if begun:
            events.append(db, account.guid, "signed in", "account", account.guid)


def _later(**delta: float) -> str:
    return clock.iso(clock.moment() + timedelta(**delta))


def sitting(db: Database, token: str | None, *, touch: bool = True) -> Sitting | None:
    """The live sitting of a token, or None: unknown, ended, too long ago begun or idle (`pilot/accounts/rules.py`).

    Args:
        touch: whether this look counts as doing something; a mere check (False) lets a sitting go idle.
    """
    if not token:
        return None
    row = db.conn.execute(
        "SELECT s.session_id, s.pilot_slug, s.language, s.seen_at, a.account_id, a.guid, a.name, a.language, a.is_demo,"
        " (SELECT group_concat(m.role) FROM membership m"
        "  WHERE m.account_id = a.account_id AND m.pilot_slug = s.pilot_slug), s.handed_over, s.confirmed_at,"
        " s.waits_for_code, s.created_at FROM session s JOIN account a USING (account_id)"
        " WHERE s.token_sha256 = ? AND s.ended_at IS NULL AND s.ends_at > ? AND a.disabled_at IS NULL",
        (sha(token), now()),
    ).fetchone()
    if row is None:
        return None
    must, idle, hours = rules.of_account(db, row[4])
    if row[3] <= _later(minutes=-idle) or row[13] <= _later(hours=-hours):
        return None
    two_steps = second.is_on(db, row[4])
    waits_for = CODE if row[12] else SET_UP if must and not two_steps and not row[10] else None
    if touch and row[3] < _later(minutes=-5):
        # Somebody else is writing for long: noted the next time, nobody is signed out over it.
        with contextlib.suppress(Busy), write(db):
            db.conn.execute("UPDATE session SET seen_at = ? WHERE session_id = ?", (now(), row[0]))
    return Sitting(row[0], account_of(row[4:9]), row[1], roles_of(row[9]), row[2], read_back(row[10]),
                   (row[11] or "") > _later(minutes=-CONFIRMED_MINUTES), two_steps, waits_for)


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


@dataclass(frozen=True)
class Listed:
    """One of somebody's own sittings: begun and seen last (UTC, ISO), the browser in words ('' unknown), this one."""

    number: int
    begun_at: str
    seen_at: str
    browser: str
    here: bool


def own(db: Database, current: Sitting) -> list[Listed]:
    """The sittings of an account that are open now, this one first, then by when they were seen last."""
    account_id = current.account.account_id
    idle, hours = rules.lasts(db, account_id)
    rows = db.conn.execute(
        "SELECT session_id, created_at, seen_at, browser FROM session WHERE account_id = ? AND ended_at IS NULL"
        " AND ends_at > ? AND seen_at > ? AND created_at > ? AND NOT waits_for_code ORDER BY seen_at DESC",
        (account_id, now(), _later(minutes=-idle), _later(hours=-hours)))
    found = [Listed(number, begun, seen, browser, number == current.session_id)
             for number, begun, seen, browser in rows]
    return sorted(found, key=lambda one: not one.here)


def end_own(db: Database, current: Sitting, number: int) -> None:
    """End one of one's own sittings. Raises: Conflict for another's, or one that has ended."""
    account = current.account
    with write(db):
        if not db.conn.execute(
                "UPDATE session SET ended_at = ? WHERE session_id = ? AND account_id = ? AND ended_at IS NULL",
                (now(), number, account.account_id)).rowcount:
            raise Conflict(N_("You are signed out there already."))
        events.append(db, account.guid, "signed out", "account", account.guid)


def end_everywhere(db: Database, current: Sitting) -> None:
    """End every sitting of this account, this one too; no browser is known for it any more."""
    account = current.account
    with write(db):
        end_all_of(db, account.account_id)
        pace.forget_browsers(db, account.account_id)
        events.append(db, account.guid, "signed out everywhere", "account", account.guid)


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
    shown = own_password.require(
        db, account.account_id, "take back", password, N_("That is not the password of the coach. Try again."))
    with write(db):
        shown.counts_no_more(db)
        db.conn.execute("UPDATE session SET handed_over = NULL WHERE session_id = ?", (current.session_id,))
        events.append(db, account.guid, "took back", "account", account.guid)


def change_password(db: Database, current: Sitting, token: str, old: str, new: str, browser: str = "") -> bool:
    """Change one's own password; every sitting of the account but the one of `token` ends, links by which another
    could be chosen work no more, and nobody comes in as it through the sign-in of an organisation: who had tied the
    account to a sign-in of her own is out, too.

    Wrong old passwords are counted too: who finds an open screen cannot go on guessing.

    Args:
        browser: what this browser keeps; all others are known for this account no more.

    Returns: whether it was tied to a sign-in elsewhere.

    Raises: BadInput for a demo account, a wrong old or a weak new password; SlowDown.
    """
    account = current.account
    if account.is_demo:
        raise BadInput(DEMO_STAYS)
    passwords.require_strong(new, account.name)
    shown = own_password.require(
        db, account.account_id, "change", old, N_("The password you have now is another one. Nothing was changed."))
    if new == old:
        raise BadInput(N_("This is the password you have already. Choose another one."))
    with write(db):
        shown.counts_no_more(db)
        pace.forget_browsers(db, account.account_id, browser)
        db.conn.execute(
            "UPDATE account SET password_hash = ? WHERE account_id = ?", (passwords.hashed(new), account.account_id))
        db.conn.execute(
            "UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL AND token_sha256 <> ?",
            (now(), account.account_id, sha(token)))
        db.conn.execute("DELETE FROM invitation WHERE account_id = ? AND used_at IS NULL", (account.account_id,))
        untied = db.conn.execute("DELETE FROM account_elsewhere WHERE account_id = ?", (account.account_id,)).rowcount
        events.append(db, account.guid, "password changed", "account", account.guid)
    return bool(untied)
