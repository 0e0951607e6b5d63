"""A whole backup before a newer program brings the files of an earlier one up to date, so that there is a way back.

Each store is copied beside itself as well when it is opened (`store.files`); this is all of a home at one moment, with
recordings, which the earlier program can work in again: `restore --as-it-was`.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot.errors import BadInput, RodeDraadError
from pilot.safety import backup, made, making
from pilot.store.files import connect_checked
from pilot.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Migrations

    from pilot.config import Home


def back_up_first(home: Home) -> Path | None:
    """Make a backup when a store is of an earlier version, then bring all of them up to date.

    Returns: its file; None when all were up to date.

    Raises: BadInput when it cannot be made: nothing was brought up to date then.
    """
    if not any(_is_earlier(path, steps) for path, _opener, steps in backup.stores(home)):
        return None
    try:
        saved = making.make(home, made.UPGRADE)
    except RodeDraadError as error:
        raise BadInput(N_("These files are of an earlier version. Before they are brought up to date a backup is made,"
                          " and that did not work: {fault} Nothing was changed."), fault=error) from error
    for path, opener, _steps in backup.stores(home):
        opener(path).close()  # all at once: one that is opened later would have its backup at the next start
    return saved


def _is_earlier(path: Path, steps: Migrations) -> bool:
    """Whether a store lacks steps that this program has; one it cannot read is told of when it is opened."""
    if not path.stat().st_size:
        return False
    with closing(connect_checked(path)) as db:
        if "_sqlite_migrations" not in db.table_names():
            return False
        applied = {name for name, in db.conn.execute("SELECT name FROM _sqlite_migrations")}
    known = {step.name for step in steps._migrations}
    return bool(known - applied) and applied <= known
