"""Signing in with what an organisation has already (OpenID Connect): who comes from there, tied to an account here.

What knows the organisation's sign-in stands behind one interface, `Elsewhere`. Nobody gets an account by it: an account
is tied by the person herself, signed in here, or when she accepts an invitation. Her password here stays.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pilot import events
from pilot.accounts import own_password, pace, sittings
from pilot.clock import now
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.accounts.accounts import Account
    from pilot.accounts.sittings import Sitting

# Tries from one network that come to nothing, before the next must wait.
FREE_FAILURES = 20


class Known(NamedTuple):
    """Who an organisation says somebody is: its own name for her, in `issuer`'s words. Never shown, never stored."""

    issuer: str
    subject: str

    @property
    def hashed(self) -> str:
        """What is kept of it."""
        return hashlib.sha256(f"{self.issuer}\n{self.subject}".encode("utf-8", "surrogatepass")).hexdigest()


class Going(NamedTuple):
    """Somebody is on her way to the organisation's sign-in.

    Attributes:
        address: where her browser goes.
        state, nonce, verifier: secrets by which what comes back is known to belong to this browser and this going.
    """

    address: str
    state: str
    nonce: str
    verifier: str


class Elsewhere(Protocol):
    """The sign-in of an organisation."""

    @property
    def name(self) -> str:
        """What people call it, as on the button."""

    @property
    def issuer(self) -> str:
        """Its address, which is its name among such sign-ins."""

    def begin(self, back: str) -> Going:
        """Send somebody there, who is to come back to `back`. Raises: BadInput when it does not answer."""

    def finish(self, going: Going, back: str, answer: Mapping[str, str]) -> Known:
        """Who came back, by what is in the query of her address. Raises: BadInput for anything that does not fit."""


def sign_in(
    db: Database, known: Known, address: str, *, browser: str = "", agent: str = "", demo_allowed: bool = True
) -> str:
    """Start a sitting of the account that is tied to who came back, which waits for a code where there is a second
    step; returns its secret token.

    Args:
        address, browser, agent: as `sittings.sign_in` has them.

    Raises: BadInput when no account is tied to it; SlowDown.
    """
    keys = {f"elsewhere:{pace.network(address)}": FREE_FAILURES}
    tries = pace.counted(db, keys)
    row = db.conn.execute(
        "SELECT a.account_id, a.guid, a.language, a.is_demo FROM account_elsewhere e JOIN account a USING (account_id)"
        " WHERE e.who_sha256 = ? AND a.disabled_at IS NULL", (known.hashed,)).fetchone()
    if row is None or (row[3] and not demo_allowed):
        raise BadInput(N_(
            "No account here belongs to this. Sign in with your name and password first and tie it to your account, or"
            " ask an administrator to invite you."))
    with write(db):
        pace.succeeded(db, keys, tries)
        return sittings.begin(db, row[0], row[1], row[2], browser, agent)


def since(db: Database, account: Account, issuer: str) -> str | None:
    """Since when an account is tied to this organisation's sign-in; None when it is not."""
    row = db.conn.execute("SELECT since FROM account_elsewhere WHERE account_id = ? AND provider = ?",
                          (account.account_id, issuer)).fetchone()
    return str(row[0]) if row else None


def tie(db: Database, account: Account, known: Known) -> None:
    """From now on who the organisation calls so is signed in as this account; inside a write.

    Raises: Conflict when she is tied to another account, or this account to somebody else; BadInput for a demo account.
    """
    if account.is_demo:
        raise BadInput(N_("This is a demo account: it cannot be tied to the sign-in of an organisation."))
    held = db.conn.execute("SELECT account_id FROM account_elsewhere WHERE who_sha256 = ?", (known.hashed,)).fetchone()
    if held and held[0] != account.account_id:
        raise Conflict(N_("You use this sign-in for another account already. Untie it there first."))
    if held:
        return
    if since(db, account, known.issuer) is not None:
        raise Conflict(N_("This account is tied to somebody else there. Untie it first."))
    db.conn.execute("INSERT INTO account_elsewhere VALUES (?,?,?,?)",
                    (account.account_id, known.issuer, known.hashed, now()))
    events.append(db, account.guid, "tied", "account", account.guid)


def untie(db: Database, current: Sitting, password: str) -> None:
    """Nobody from elsewhere is signed in as this account any more. Wrong passwords are counted.

    Raises: BadInput, SlowDown.
    """
    require_password(db, current, password)
    with write(db):
        if forget(db, current.account.account_id):
            events.append(db, current.account.guid, "untied", "account", current.account.guid)


def forget(db: Database, account_id: int) -> bool:
    """Drop every tie of an account; inside a write. Whether there was any."""
    return bool(db.conn.execute("DELETE FROM account_elsewhere WHERE account_id = ?", (account_id,)).rowcount)


def require_password(db: Database, current: Sitting, password: str) -> None:
    """Who ties an account, or unties it, shows by its password that it is hers: a screen left open is not enough. Who
    did so within the last minutes, by signing in for one, is not asked.

    Raises: BadInput, SlowDown.
    """
    if current.confirmed:
        return
    shown = own_password.require(
        db, current.account.account_id, "tie", password,
        N_("The password you have now is another one. Nothing was changed."))
    with write(db):
        shown.counts_no_more(db)
