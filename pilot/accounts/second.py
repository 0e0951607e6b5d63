"""The second step of signing in: a code of six digits that an app on one's phone shows, or a recovery code.

Codes follow RFC 6238 (30 seconds, six digits, SHA-1, as every app knows them). Each works once, one step early and one
step late are taken, and wrong ones are counted per person and per place she comes from. After FREE_A_DAY of them no
code of an app is taken for a day: who goes on guessing knows the password. A recovery code, which nobody guesses, lets
its owner in all the same. The secret cannot be hashed,
for codes are made of it: it is as safe as the file server.db is.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import clock, events
from pilot.accounts import pace, rules
from pilot.clock import now
from pilot.errors import BadInput, Conflict
from pilot.makers import OPERATOR_GUID
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.accounts.accounts import Account
    from pilot.accounts.sittings import Sitting

STEP_S = 30
LATE = 1  # steps: clocks of phones differ
RECOVERY_CODES = 10
# Neither I, L, O nor U: what is read from paper is not mixed up.
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUPS, _GROUP = 4, 4  # 78 bits
_SECRET_BYTES = 20  # as long as what SHA-1 makes, as RFC 4226 advises
# Of all places together: guessing from many addresses must not come far either (3 in a million each).
FREE_IN_ALL = 30
FREE_A_DAY = 100
# So many wrong codes in a day are told to whoever comes in after all: a slip or two are her own.
TOLD_FROM = 5
ISSUER = "Rode Draad"
DEMO_HAS_NONE = N_("This is a demo account: it has no second step.")


@dataclass(frozen=True)
class Setup:
    """What an app needs to make codes: `uri` as its QR code holds it, `secret` in base32 to type."""

    uri: str
    secret: str


def is_on(db: Database, account_id: int) -> bool:
    """Whether this account signs in in two steps."""
    return db.conn.execute(
        "SELECT 1 FROM second_step WHERE account_id = ? AND since IS NOT NULL", (account_id,)).fetchone() is not None


def codes_left(db: Database, account_id: int) -> int:
    """How many recovery codes are not used yet."""
    return int(db.conn.execute(
        "SELECT count(*) FROM recovery_code WHERE account_id = ? AND used_at IS NULL", (account_id,)).fetchone()[0])


def begin(db: Database, current: Sitting) -> Setup:
    """What to put into an app; for one sitting the same until a first code shows that it is in there.

    Another sitting gets another secret: whoever knew the password and looked here before must not have what the owner
    switches on later.

    Raises: BadInput for a demo account; Conflict when it is on already.
    """
    import pyotp

    account = current.account
    if account.is_demo:
        raise BadInput(DEMO_HAS_NONE)
    with write(db):
        db.conn.execute("INSERT OR IGNORE INTO second_step(account_id, secret, made_at) VALUES (?,?,?)",
                        (account.account_id, pyotp.random_base32(), now()))
        secret, since = db.conn.execute(
            "SELECT secret, since FROM second_step WHERE account_id = ?", (account.account_id,)).fetchone()
    if since:
        raise Conflict(N_("Your second step is on already."))
    own = _of_sitting(db, secret, current)
    return Setup(pyotp.TOTP(own).provisioning_uri(name=account.name, issuer_name=ISSUER), own)


def _of_sitting(db: Database, secret: str, current: Sitting) -> str:
    """The secret (base32) that one sitting is shown, made of one that nobody is shown."""
    (token,) = db.conn.execute(
        "SELECT token_sha256 FROM session WHERE session_id = ?", (current.session_id,)).fetchone()
    return base64.b32encode(hmac.digest(secret.encode(), token.encode(), "sha256")[:_SECRET_BYTES]).decode()


def switch_on(db: Database, current: Sitting, code: str) -> list[str]:
    """A first code shows that the app works: from now on signing in asks for one. Returns the recovery codes.

    Every other sitting of the account ends: whoever is in it gave no code.

    Raises: BadInput for a wrong code; Conflict when it is on, or was never begun; SlowDown.
    """
    account = current.account
    keys = {f"code:{account.account_id}": pace.FREE_FAILURES}
    tries = pace.counted(db, keys)
    with write(db):
        row = db.conn.execute("SELECT secret, since FROM second_step WHERE account_id = ?",
                              (account.account_id,)).fetchone()
        if row is None or row[1]:
            raise Conflict(N_("Your second step is on already."))
        secret = _of_sitting(db, row[0], current)
        step = _step_of(secret, code)
        if step is None:
            raise BadInput(N_("This code does not fit. Look whether your phone has the right time, and type the code"
                              " that it shows now."))
        pace.succeeded(db, keys, tries)
        db.conn.execute("UPDATE second_step SET secret = ?, since = ?, used_step = ? WHERE account_id = ?",
                        (secret, now(), step, account.account_id))
        db.conn.execute(
            "UPDATE session SET ended_at = ? WHERE account_id = ? AND session_id <> ? AND ended_at IS NULL",
            (now(), account.account_id, current.session_id))
        events.append(db, account.guid, "second step on", "account", account.guid)
        return _fresh_codes(db, account.account_id)


def fresh_codes(db: Database, account: Account) -> list[str]:
    """New recovery codes; those of before work no more. Raises: Conflict without a second step."""
    if not is_on(db, account.account_id):
        raise Conflict(N_("You have no second step. Switch it on first."))
    with write(db):
        events.append(db, account.guid, "new recovery codes", "account", account.guid)
        return _fresh_codes(db, account.account_id)


def _fresh_codes(db: Database, account_id: int) -> list[str]:
    made = ["-".join("".join(secrets.choice(_LETTERS) for _n in range(_GROUP)) for _group in range(_GROUPS))
            for _code in range(RECOVERY_CODES)]
    db.conn.execute("DELETE FROM recovery_code WHERE account_id = ?", (account_id,))
    db.conn.executemany("INSERT INTO recovery_code(code_sha256, account_id) VALUES (?, ?)",
                        [(pace.sha(_plain(code)), account_id) for code in made])
    return made


def switch_off_own(db: Database, account: Account) -> None:
    """The same for oneself. Raises: Conflict where a pilot asks one to sign in in two steps."""
    if rules.needs_second(db, account.account_id):
        raise Conflict(N_("For your role signing in takes a second step. Ask an administrator."))
    switch_off(db, account, account.guid)


def switch_off(db: Database, account: Account, actor: str = OPERATOR_GUID) -> None:
    """From now on the password is enough, and what made codes makes none any more; by default the command line does."""
    with write(db):
        db.conn.execute("DELETE FROM recovery_code WHERE account_id = ?", (account.account_id,))
        gone = db.conn.execute("DELETE FROM second_step WHERE account_id = ?", (account.account_id,)).rowcount
        if gone:
            events.append(db, actor, "second step off", "account", account.guid)


def use(db: Database, account: Account, code: str, address: str) -> None:
    """Take a code of the app, or a recovery code; each works once, however many send it at the same moment.

    Args:
        address: where it comes from, for counting.

    Raises: BadInput for a wrong or used one; SlowDown.
    """
    keys = {f"code:{account.account_id}:{pace.network(address)}": pace.FREE_FAILURES,
            f"code:{account.account_id}": FREE_IN_ALL}
    if wrong_of_a_day(db, account.account_id) >= FREE_A_DAY and _is_of_app(code):
        raise BadInput(N_("Too many wrong codes were given today. Type one of your recovery codes, or try again"
                          " tomorrow."))
    tries = pace.counted(db, keys)
    with write(db):
        if not _taken(db, account.account_id, code):
            raise BadInput(N_("This code does not fit, or it was used before. Type the code that your app shows now."))
        pace.succeeded(db, keys, tries)


def wrong_of_a_day(db: Database, account_id: int) -> int:
    """How many wrong codes were given for this account in the last 24 hours, by whoever knew its password."""
    return pace.of_a_day(db, f"code:{account_id}")


def _is_of_app(code: str) -> bool:
    """Whether this is what an app shows, and no recovery code."""
    return len(_plain(code)) < _GROUPS * _GROUP


def _taken(db: Database, account_id: int, code: str) -> bool:
    """Use a code up; inside a write, so that of two at once one finds it used."""
    row = db.conn.execute("SELECT secret FROM second_step WHERE account_id = ? AND since IS NOT NULL",
                          (account_id,)).fetchone()
    if row is None:
        return False
    step = _step_of(row[0], code)
    if step is not None:
        return bool(db.conn.execute("UPDATE second_step SET used_step = ? WHERE account_id = ? AND used_step < ?",
                                    (step, account_id, step)).rowcount)
    return bool(db.conn.execute(
        "UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND code_sha256 = ? AND used_at IS NULL",
        (now(), account_id, pace.sha(_plain(code)))).rowcount)


def _step_of(secret: str, code: str) -> int | None:
    """The step of 30 seconds this code belongs to, the latest that may be; None for a wrong one."""
    import pyotp

    app, given = pyotp.TOTP(secret), "".join(code.split())
    current = int(clock.moment().timestamp()) // STEP_S
    fits = [step for step in range(current - LATE, current + LATE + 1)
            if hmac.compare_digest(app.generate_otp(step).encode(), given.encode("utf-8", "surrogatepass"))]
    return max(fits, default=None)


def _plain(code: str) -> str:
    """A recovery code as it is compared: without what people put between."""
    return "".join(sign for sign in code.upper() if sign in _LETTERS)
