"""Somebody who is signed in shows by her own password that it is she; wrong ones are counted, for each purpose apart.

Who finds an open screen cannot go on guessing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.accounts import pace, passwords
from pilot.errors import BadInput

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Shown:
    """A password that was right; its try stands among the failures until `counts_no_more`."""

    keys: dict[str, int]
    tries: list[int | None]

    def counts_no_more(self, db: Database) -> None:
        """Forget the failures of this purpose; inside the write of what was wanted."""
        pace.succeeded(db, self.keys, self.tries)


def require(db: Database, account_id: int, purpose: str, given: str, refusal: str) -> Shown:
    """Look whether this is the account's password.

    Args:
        purpose: what it is asked for, which has a count of its own.
        refusal: msgid of the sentence for another one.

    Raises: BadInput with `refusal`; SlowDown.
    """
    keys = {f"{purpose}:{account_id}": pace.FREE_FAILURES}
    tries = pace.counted(db, keys)
    (held,) = db.conn.execute("SELECT password_hash FROM account WHERE account_id = ?", (account_id,)).fetchone()
    if not passwords.fits(held, given):
        raise BadInput(refusal)
    return Shown(keys, tries)
