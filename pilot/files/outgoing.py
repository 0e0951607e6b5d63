"""Files that took long to make and wait to be taken: in the pilot's folder, once, for a day."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from pilot.errors import NotFound
from pilot.store import large_files
from pilot.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from pilot.config import Home, Pilot

KEPT_S = 24 * 60 * 60
_GONE = N_("This file is here no longer: it was taken, or a day went by. Make it once more.")


def path(pilot: Pilot, guid: str, ext: str) -> Path:
    """Where the file of a task (guid) lies; its folder is made. `ext` without a dot."""
    pilot.outgoing.mkdir(mode=0o700, exist_ok=True)
    return pilot.outgoing / f"{guid}.{ext}"


def is_there(pilot: Pilot, guid: str, ext: str) -> bool:
    """Whether it still waits to be taken."""
    return (pilot.outgoing / f"{guid}.{ext}").is_file()


def taken(pilot: Pilot, guid: str, ext: str) -> BinaryIO:
    """The file to read, which from now on nobody else finds; close it when done. Raises: NotFound."""
    at = pilot.outgoing / f"{guid}.{ext}"
    mine = at.with_suffix(".taken")
    try:
        at.rename(mine)
    except FileNotFoundError as error:
        raise NotFound(_GONE) from error
    file = large_files.opened(mine)
    mine.unlink()
    return file


def erase(pilot: Pilot, guid: str, ext: str) -> None:
    """Take a file away that must not leave any more."""
    (pilot.outgoing / f"{guid}.{ext}").unlink(missing_ok=True)


def forget_old(pilot: Pilot) -> None:
    """Erase what nobody took within a day, and what was left of a task that was ended."""
    until = time.time() - KEPT_S
    if not pilot.outgoing.is_dir():
        return
    for one in pilot.outgoing.iterdir():
        with suppress(FileNotFoundError):
            if one.stat().st_mtime < until:
                one.unlink()


def forget_all(home: Home) -> None:
    """`forget_old` of every pilot."""
    for pilot in home.pilots():
        forget_old(pilot)
