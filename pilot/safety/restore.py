"""Bringing a backup back into a new folder: only what a home holds, hashes checked, every store checked, nobody in."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pilot.accounts import sittings
from pilot.config import Home
from pilot.errors import BadInput, Conflict, RodeDraadError
from pilot.safety import deletions, encrypting, envelope, manifest
from pilot.safety.backup import CHUNK, check, check_stores, stores
from pilot.store import keys, large_files
from pilot.store.files import connect_checked, open_server
from pilot.store.sealed import Damaged
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

# Room that must stay free for the rest of the machine.
RESERVE_BYTES = 256 * 1024 * 1024
DAMAGED = N_("This backup is damaged: {fault}")


def restore(
    source: Path, target: Path, *, as_it_was: bool = False, erased: Iterable[deletions.Deletion] = (),
) -> Home:
    """Unpack a backup into the new or empty folder `target`, hashes checked, then every store checked.

    Whoever was signed in when it was made has to sign in again: what happened since is not known.

    Args:
        as_it_was: stores stay as the version that made them left them, for going back to that version. Then what was
            erased since is in it again, and is only listed.
        erased: what was erased in the home that it is brought back for; what lists of other backups beside `source`
            say counts, too. It goes again before anybody sees it.

    Raises: Conflict when the folder has something in it; BadInput for a file that is no whole backup of ours, or where
        there is no room. Nothing is left behind after a refusal.
    """
    target = target.absolute()  # "." has no name to put a part beside it
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Conflict(N_("{path} is not empty. Restore into a new folder."), path=target)
    held = manifest.of(source)
    part = target.with_name(f".{target.name}.part")
    if part.exists():
        shutil.rmtree(part)
    try:
        part.mkdir(parents=True, mode=0o700)
        if held.bytes + RESERVE_BYTES > shutil.disk_usage(part).free:
            raise BadInput(N_("There is not enough room on the disk for what this backup holds. Make room first."))
        _unpack(source, part, held)
        _check(part, as_it_was=as_it_was)
        known = [*erased, *deletions.beside(source)]
        if as_it_was:
            deletions.merge(Home(part), known)
        else:
            deletions.apply(Home(part), known)
        if target.exists():
            target.rmdir()
        os.replace(part, target)
    except Damaged as error:
        raise manifest.not_whole(source) from error
    except RodeDraadError as error:
        raise _of_backup(source, part, error) from error
    except (*manifest.BROKEN, RecursionError) as error:
        raise manifest.not_whole(source) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Home(target)


def prove(source: Path, within: Path, *, as_it_was: bool = False) -> None:
    """Open a backup as bringing it back would: all of it is read against its hashes, and each store opened and checked.

    Args:
        within: where stores are unpacked for that long, in a folder of their own that is then taken away.
        as_it_was: stores are looked at as they are, not brought up to date first.

    Raises: BadInput for one that is not whole.
    """
    held = manifest.of(source)
    with TemporaryDirectory(dir=within, prefix=".proof-") as folder:
        part = Path(folder)
        try:
            _unpack(source, part, held, only_stores=True)
            faults = _unopened(Home(part)) if as_it_was else check_stores(_wholly_encrypted(Home(part)))
        except Damaged as error:
            raise manifest.not_whole(source) from error
        except RodeDraadError as error:
            raise _of_backup(source, part, error) from error
        except (*manifest.BROKEN, RecursionError) as error:
            raise manifest.not_whole(source) from error
    if faults:
        raise BadInput(DAMAGED, fault=faults[0])


def _of_backup(source: Path, part: Path, error: RodeDraadError) -> RodeDraadError:
    """A fault that names the folder of what was unpacked, said of the backup: that folder is gone by then."""
    if not any(str(part) in str(value) for value in error.params.values()):
        return error
    if isinstance(error, keys.Locked) and not envelope.is_sealed(source):
        return keys.Locked(error.message, path=source)
    return manifest.not_whole(source)


def _unpack(source: Path, part: Path, held: manifest.Manifest, *, only_stores: bool = False) -> None:
    with envelope.opened(source, envelope.key_of(source)) as archive:
        for place, sha256 in held.sha256.items():
            if only_stores and not place.endswith((".db", keys.NAME)):
                with archive.open(place) as packed:
                    found = hashlib.file_digest(packed, "sha256").hexdigest()  # type: ignore[arg-type]
            else:
                found = _unpacked(archive, place, part / place)
            if found != sha256:
                raise ValueError(place)


def _unpacked(archive: zipfile.ZipFile, place: str, goal: Path) -> str:
    """Write one entry down; its hash as it then lies there."""
    goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(place) as packed, large_files.written(goal) as file:
        shutil.copyfileobj(packed, file, CHUNK)
    with large_files.opened(goal) as file:
        return large_files.sha256(file)


def _check(part: Path, *, as_it_was: bool) -> None:
    home = Home(part)
    faults = _unopened(home) if as_it_was else check(_wholly_encrypted(home))
    if faults:
        raise BadInput(DAMAGED, fault=faults[0])
    with closing(connect_checked(home.server_path) if as_it_was else open_server(home.server_path)) as server:
        sittings.end_all(server)


def _wholly_encrypted(home: Home) -> Home:
    """The home, with its stores encrypted that are not: the backup may be of when only half of it was."""
    if keys.opened_with(home.folder) is not None:
        for _store in encrypting.encrypt(home):
            pass
    return home


def _unopened(home: Home) -> list[str]:
    """Faults of stores that stay of the version that made them: SQLite's own, for ours is another schema."""
    faults = []
    for path, *_rest in stores(home):
        with closing(connect_checked(path)) as db:
            wrong = db.conn.execute("PRAGMA integrity_check").fetchone()[0]
            db.conn.execute("PRAGMA journal_mode=DELETE")  # one file, as it was
        if wrong != "ok":
            faults.append(f"{path.relative_to(home.folder).as_posix()}: integrity: {wrong}")
    return faults
