"""A home that was plain becomes an encrypted one, store by store and file by file."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.accounts import accounts
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.safety import envelope, places, plan
from pilot.store import files, keys, large_files, locking
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home

# Stores, the copies that were made before a migration, what coders practised.
_PLACES = ("*.db", "pilots/*/*.db", "pilots/*/practice/*.db")


def plain_stores(home: Home) -> list[Path]:
    """Every SQLite file of a home that everybody can read, copies that lie beside them too."""
    return [path for place in _PLACES for path in sorted(home.folder.glob(place)) if files.is_plain(path)]


def is_due(home: Home) -> bool:
    """Whether a home that is no demo lies there for everybody to read, as those of earlier versions do, or a part of
    one of which encrypting was stopped halfway."""
    ring = keys.opened_with(home.folder)
    if ring is not None:
        return not ring.whole
    if not home.server_path.is_file():
        return False
    with closing(files.open_server(home.server_path)) as server:
        return not all(one.is_demo for one in accounts.all_accounts(server))


def settle(home: Home) -> None:
    """Say of a home that was encrypted by an earlier version, all of it, that it is: from then on what is plain in it
    is refused."""
    ring = keys.opened_with(home.folder)
    if ring is None or ring.whole or plain_stores(home):
        return
    if not any(large_files.plain_files(pilot) for pilot in home.pilots()):
        keys.mark_whole(home.folder)


def left_plain(home: Home) -> list[Path]:
    """What lies in an encrypted home from before it was, for everybody to read: backups, and folders of what was put
    aside as damaged. None for a plain home, where all is so."""
    if keys.opened_with(home.folder) is None:
        return []
    saved = [one.path for folder in {plan.unopened(home).in_home(home), home.folder / "backups"}
             for one in places.lying(folder) if not envelope.is_sealed(one.path)]
    aside = [folder for folder in sorted(home.folder.glob("damaged-*"))
             if any(files.is_plain(path) for path in folder.rglob("*.db"))]
    return sorted(saved) + aside


@use_case(Right.MANAGE_SETTINGS, reads="whether what lies on the disk is encrypted")
def warnings(home: Home, db: Database, viewer: Viewer) -> list[str]:
    """What everybody can read who has the disk, one sentence each; none when all is well, or in a demo."""
    found = []
    if is_due(home):
        found.append(BadInput(N_("What lies on the disk is not encrypted: whoever takes it reads everything. Ask who"
                                 " looks after the machine to run: cli.py encrypt.")).sentence())
    if n := len(left_plain(home)):
        found.append(BadInput(N_("{n} backups or damaged files of before the encryption can still be read by whoever"
                                 " takes the disk. Ask who looks after the machine to run: cli.py encrypt --remove-old."
                                 ), n=n).sentence())
    return found


def remove(path: Path) -> None:
    """Take away for good what `left_plain` found: overwritten once, then gone."""
    for one in [path, *path.rglob("*")]:
        if one.is_file() and not one.is_symlink():
            with one.open("r+b") as file:
                large_files.wipe(file)
            one.unlink()
    if path.is_dir():
        shutil.rmtree(path)


def encrypt(home: Home) -> Iterator[Path]:
    """Encrypt all stores and large files of a home that are not yet; each is given when it is done.

    Stopped halfway, the home is whole: what is encrypted is opened so, the rest as before; the next call does the rest.

    Raises: NotFound when there is no store; BadInput when no secret is given, or another one than the home's;
        Conflict when app or worker run.
    """
    if not home.server_path.is_file() and not home.pilots():
        raise NotFound(N_("There is no store of Rode Draad in {path}."), path=home.folder)
    ring = keys.opened_with(home.folder) or keys.begin(home.folder)
    for path in plain_stores(home):
        if locking.encrypt(path, ring.stores):
            yield path
    for pilot in home.pilots():
        for path in large_files.plain_files(pilot):
            large_files.seal(path)
            yield path
    keys.mark_whole(home.folder)
