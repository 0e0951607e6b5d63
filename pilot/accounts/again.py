"""Asking again: before what cannot be undone, or leaves with names in it, somebody shows once more that it is she.

A screen that was left open lets nobody erase a family or carry the register away. A use case says `again=True` at its
door; whoever was asked within the last minutes (`sittings.CONFIRMED_MINUTES`) is not asked once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.access.rights import CONFIRM
from pilot.accounts import own_password, second
from pilot.clock import now
from pilot.errors import ConfirmFirst
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.accounts.sittings import Sitting


def require(sitting: Sitting) -> None:
    """Raises: ConfirmFirst when it is too long ago that this sitting showed who it is."""
    if not sitting.confirmed:
        raise ConfirmFirst(CONFIRM)


def confirm(db: Database, current: Sitting, given: str) -> None:
    """From now on, for some minutes, this sitting is known to be hers; wrong tries are counted, as at signing in.

    Args:
        given: her password; with a second step a code, which a shared password does not have.

    Raises: BadInput when it is another one; SlowDown.
    """
    account = current.account
    if current.two_steps:
        second.use(db, account, given, "")
        with write(db):
            _note(db, current)
        return
    shown = own_password.require(
        db, account.account_id, "confirm", given, N_("This is not your password. Try again."))
    with write(db):
        shown.counts_no_more(db)
        _note(db, current)


def _note(db: Database, current: Sitting) -> None:
    guid = current.account.guid
    db.conn.execute("UPDATE session SET confirmed_at = ? WHERE session_id = ?", (now(), current.session_id))
    events.append(db, guid, "confirmed", "account", guid)
