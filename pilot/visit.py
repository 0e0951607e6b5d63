"""From a sitting's token to who is looking at which pilot; what every route and page begins with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.accounts import sittings
from pilot.config import home
from pilot.errors import NotAllowed, SignedOut
from pilot.store import pool
from pilot.store.files import open_pilot, open_server
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.accounts.sittings import Sitting
    from pilot.config import Home, Pilot

COOKIE = "rode_draad"


@dataclass(frozen=True)
class Visit:
    """One signed-in look at one pilot: its files, a connection lent to this thread, and who is looking."""

    home: Home
    sitting: Sitting
    pilot: Pilot
    db: Database
    viewer: access.Viewer


def sitting_of(token: str | None, at: Home | None = None, *, touch: bool = True) -> Sitting | None:
    """The live sitting of a cookie's token, or None; `touch` as in `sittings.sitting`."""
    where = at or home()
    if not token or not where.server_path.is_file():
        return None
    with pool.lent(where.server_path, open_server) as db:
        return sittings.sitting(db, token, touch=touch)


@contextmanager
def visit(token: str | None, at: Home | None = None, *, touch: bool = True) -> Iterator[Visit]:
    """Open the pilot of this sitting for the length of the block; `touch` as in `sittings.sitting`.

    Raises:
        SignedOut: no live sitting.
        NotAllowed: signed in, but no member of any pilot.
    """
    where = at or home()
    sitting = sitting_of(token, where, touch=touch)
    if sitting is None:
        raise SignedOut(N_("You are signed out. Sign in again; what you did has been kept."))
    if sitting.waits_for:
        raise SignedOut(N_("Signing in is not finished yet. Give the code of your second step first."))
    if sitting.pilot_slug is None or not sitting.roles:
        raise NotAllowed(N_("You are not a member of a pilot yet. Ask an administrator."))
    pilot = where.pilot(sitting.pilot_slug)
    with pool.lent(pilot.db_path, open_pilot) as db:
        viewer = access.viewer_for(db, sitting.account.guid, sitting.roles, pilot.slug, confirmed=sitting.confirmed)
        yield Visit(where, sitting, pilot, db, viewer)
