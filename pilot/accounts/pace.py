"""How often a password may be tried: failures are counted, and each one beyond the free ones must wait longer.

Nobody can lock another out: what a stranger fails is counted for him, by the name he typed *and* where he comes from;
a browser that signed this account in before has a count of its own, whatever others at its address do.
"""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pilot import clock
from pilot.clock import now
from pilot.errors import SlowDown
from pilot.store.files import write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

FREE_FAILURES = 5
# Colleagues behind one address of an organisation fail more often than one of them.
FREE_FROM_ADDRESS = 20
WINDOW_MINUTES = 15
MAX_WAIT_S = 900
KNOWN_DAYS = 180


def sha(text: str) -> str:
    """What is kept of a secret or of somebody's address."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sign_in_keys(name: str, address: str, browser: str, account_id: int | None) -> dict[str, int]:
    """What a try to sign in counts for, with how many failures are free; what it counts for alone comes first.

    Args:
        browser: what a browser that is known for this account keeps, else ''.
        account_id: of the account with this name, None when there is none.
    """
    if browser and account_id is not None:
        return {f"browser:{browser}:{account_id}": FREE_FAILURES}
    place = network(address)
    return {f"name:{visible_name(name).casefold()}:{place}": FREE_FAILURES, f"address:{place}": FREE_FROM_ADDRESS}


def network(address: str) -> str:
    """What one subscriber can choose addresses from: a whole /64 of IPv6, one address of IPv4, else what is given."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))


def counted(db: Database, keys: Mapping[str, int]) -> list[int | None]:
    """Row ids of this try, one per key, counted as a failure before the password is looked at.

    Tries sent all at once do not slip past the count that way. Raises: SlowDown.
    """
    with write(db):
        for key, free in keys.items():
            _check(db, sha(key), free)
        return [db.conn.execute("INSERT INTO sign_in_failure VALUES (?, ?)", (sha(key), now())).lastrowid
                for key in keys]


def _check(db: Database, key: str, free: int) -> None:
    count, last = db.conn.execute(
        "SELECT count(*), max(at) FROM sign_in_failure WHERE who_sha256 = ? AND at > ?",
        (key, _moment(minutes=-WINDOW_MINUTES))).fetchone()
    if count < free:
        return
    until = datetime.fromisoformat(last) + timedelta(seconds=min(2 ** (count - free) * 5, MAX_WAIT_S))
    wait = int((until - clock.moment()).total_seconds()) + 1
    if wait > 0:
        raise SlowDown(N_("Too many failed tries. Wait {wait_s} seconds and try again."), wait)


def of_a_day(db: Database, key: str) -> int:
    """How many tries for a key came to nothing in the last 24 hours."""
    return int(db.conn.execute("SELECT count(*) FROM sign_in_failure WHERE who_sha256 = ? AND at > ?",
                               (sha(key), _moment(days=-1))).fetchone()[0])


def succeeded(db: Database, keys: Mapping[str, int], tries: list[int | None]) -> None:
    """Forget the failures of the first key, and of the others this try; inside a write.

    An attacker's own account must not reset what is counted for his address. Failures over a day old go too.
    """
    db.conn.execute("DELETE FROM sign_in_failure WHERE who_sha256 = ? OR at < ?",
                    (sha(next(iter(keys))), _moment(days=-1)))
    db.conn.executemany("DELETE FROM sign_in_failure WHERE rowid = ?", [(each,) for each in tries[1:]])


def is_known(db: Database, browser: str, account_id: int) -> bool:
    """Whether this account signed in with this browser in the last half year."""
    return bool(browser) and db.conn.execute(
        "SELECT 1 FROM known_browser WHERE token_sha256 = ? AND account_id = ? AND seen_at > ?",
        (sha(browser), account_id, _moment(days=-KNOWN_DAYS))).fetchone() is not None


def remember(db: Database, browser: str, account_id: int) -> None:
    """From now on this browser is known for the account; inside a write."""
    if browser:
        db.conn.execute("INSERT OR REPLACE INTO known_browser VALUES (?, ?, ?)", (sha(browser), account_id, now()))
    db.conn.execute("DELETE FROM known_browser WHERE seen_at < ?", (_moment(days=-KNOWN_DAYS),))


def forget_browsers(db: Database, account_id: int, but: str = "") -> None:
    """No browser is known for this account any more, but perhaps one; inside a write."""
    db.conn.execute("DELETE FROM known_browser WHERE account_id = ? AND token_sha256 <> ?", (account_id, sha(but)))


def _moment(**delta: float) -> str:
    return clock.iso(clock.moment() + timedelta(**delta))
