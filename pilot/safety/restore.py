"""Bringing a backup back into a new folder: only what a home holds, hashes checked, every store checked, nobody in."""

from __future__ import annotations

import os
import shutil
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.accounts import sittings
from pilot.config import Home
from pilot.errors import BadInput, Conflict, RodeDraadError
from pilot.safety import encrypting, manifest
from pilot.safety.backup import CHUNK, check
from pilot.store import keys, large_files
from pilot.store.files import open_server
from pilot.words import N_

if TYPE_CHECKING:
    from pathlib import Path

# Room that must stay free for the rest of the machine.
RESERVE_BYTES = 256 * 1024 * 1024


def restore(source: Path, target: Path) -> Home:
    """Unpack a backup into the new or empty folder `target`, hashes checked, then every store checked.

    Whoever was signed in when it was made has to sign in again: what happened since is not known.

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
        _check(part)
        if target.exists():
            target.rmdir()
        os.replace(part, target)
    except RodeDraadError:
        raise
    except (*manifest.BROKEN, RecursionError) as error:
        raise manifest.not_whole(source) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Home(target)


def _unpack(source: Path, part: Path, held: manifest.Manifest) -> None:
    with zipfile.ZipFile(source) as archive:
        for place, sha256 in held.sha256.items():
            goal = part / place
            goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with archive.open(place) as packed, large_files.written(goal) as file:
                shutil.copyfileobj(packed, file, CHUNK)
            with large_files.opened(goal) as file:
                if large_files.sha256(file) != sha256:
                    raise ValueError(place)


def _check(part: Path) -> None:
    home = Home(part)
    if keys.opened_with(part) is not None:
        for _store in encrypting.encrypt(home):  # the backup was made while only half of it was
            pass
    faults = check(home)
    if faults:
        raise BadInput(N_("This backup is damaged: {fault}"), fault=faults[0])
    with closing(open_server(home.server_path)) as server:
        sittings.end_all(server)
