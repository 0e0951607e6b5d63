"""Where backups lie and what they are called: `backup-20261127T013000Z.zip`, the moment in UTC.

What a folder holds is read from these names alone, so that backups are found again when all else of a home is gone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"backup-(\d{8}T\d{6}Z)(-upgrade)?\.(zip|sealed)")


class Lying(NamedTuple):
    """A backup that lies in a folder.

    Attributes:
        at: when it was made, UTC. upgrade: it was made before the program brought files up to date.
        sealed: nobody reads it without the passphrase or secret of the home.
    """

    path: Path
    at: datetime
    upgrade: bool
    sealed: bool


def name(at: datetime, *, upgrade: bool, sealed: bool) -> str:
    """What a backup made at this moment is called."""
    return f"backup-{at.astimezone(UTC):{_STAMP}}{'-upgrade' if upgrade else ''}.{'sealed' if sealed else 'zip'}"


def is_ours(name: str) -> bool:
    """Whether a backup is called as those are that are made by the plan."""
    return _NAME.fullmatch(name) is not None


def lying(folder: Path) -> list[Lying]:
    """The backups in a folder, the newest first; none where there is no such folder."""
    found = []
    for path in folder.glob("backup-*"):
        told = _NAME.fullmatch(path.name)
        if told and path.is_file() and (at := _moment(told[1])):
            found.append(Lying(path, at, bool(told[2]), told[3] == "sealed"))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:  # such as a thirteenth month: somebody else's file
        return None
