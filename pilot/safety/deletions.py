"""What was erased in a home, by guid: it lies beside the pilots and outlives them, so that a backup from before, once
it is restored, loses it again."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from pilot.clock import now
from pilot.errors import RodeDraadError
from pilot.safety import envelope
from pilot.safety.record_sets import ACCOUNT, DOCUMENT, FAMILY, KINDS, PERSON, RECORDING, Subject
from pilot.store.files import open_pilot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pilot.config import Home

NAME = "erased.jsonl"
MOST_BYTES = 16 << 20  # of a list in a backup: a hundred thousand things
_KINDS = {"person": PERSON, "document": DOCUMENT, "family": FAMILY, "recording": RECORDING, "user": ACCOUNT}


class Deletion(NamedTuple):
    """Something that was erased: in which pilot, what, when (UTC ISO)."""

    slug: str
    subject: Subject
    at: str


def path_of(home: Home) -> Path:
    """Where the list lies."""
    return home.folder / NAME


def noted(home: Home) -> list[Deletion]:
    """All that was erased in a home, the first first."""
    path = path_of(home)
    return _read(path.read_text(encoding="utf-8")) if path.is_file() else []


def _read(text: str) -> list[Deletion]:
    found = []
    for line in text.splitlines():
        try:
            slug, kind, guid, at = json.loads(line)
        except (ValueError, TypeError):
            continue  # half a line, of a machine that went down while it wrote; it was written again after
        if kind in KINDS and all(isinstance(one, str) for one in (slug, guid, at)):
            found.append(Deletion(slug, Subject(kind, guid), at))
    return found


def beside(backup: Path) -> list[Deletion]:
    """What backups that lie beside one say was erased, of the sealed ones the newest, whose list is the longest; those
    that cannot be read say nothing.

    Beside a sealed one only sealed ones are asked: anybody who may write there can make a zip that says whatever she
    wants gone.
    """
    found: list[Deletion] = []
    plain = [] if envelope.is_sealed(backup) else sorted(backup.parent.glob("*.zip"))
    for path in (*plain, *sorted(backup.parent.glob("*.sealed"))[-1:]):
        with suppress(zipfile.BadZipFile, OSError, KeyError, ValueError, zlib.error, NotImplementedError, RuntimeError,
                      RodeDraadError):
            with envelope.opened(path, envelope.key_of(path)) as archive, archive.open(NAME) as packed:
                found += _read(packed.read(MOST_BYTES).decode())
    return found


def note(home: Home, slug: str, subject: Subject, gone: Iterable[tuple[str, str]]) -> None:
    """Add what goes, by table and guid: the subject itself, and persons, texts, families and recordings with it.

    On disk before anything goes: what is on the list and was not erased after all is asked for again anyway.
    """
    known = {(one.slug, one.subject) for one in noted(home)}
    new = {subject, *(Subject(_KINDS[table], guid) for table, guid in gone if table in _KINDS and table != "user")}
    add(home, [Deletion(slug, one, now()) for one in sorted(new) if (slug, one) not in known])


def add(home: Home, some: Iterable[Deletion]) -> None:
    """Add to the list of a home, such as what another one says."""
    with path_of(home).open("a", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        for one in some:
            file.write("\n" + json.dumps([one.slug, *one.subject, one.at]))
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


def merge(home: Home, known: Iterable[Deletion]) -> None:
    """Add to the list of a home what another one says and it does not."""
    here = {(one.slug, one.subject) for one in noted(home)}
    new = {(one.slug, one.subject): one for one in known if (one.slug, one.subject) not in here}
    if new:
        add(home, new.values())


def apply(home: Home, known: Iterable[Deletion] = ()) -> int:
    """Erase in every pilot of a home what is on its list, or on that of another home; for who restores a backup.

    Args:
        known: from another home, that it was restored from; added to the list of this one.

    Returns: how many things were still there.
    """
    from pilot.safety import erasing

    merge(home, known)
    count = 0
    for pilot in home.pilots():
        subjects = [one.subject for one in noted(home) if one.slug == pilot.slug]
        if subjects:
            with closing(open_pilot(pilot.db_path)) as db:
                count += erasing.again(home, pilot, db, subjects)
            erasing.take_names(pilot, frozenset(one.guid for one in subjects))
    return count
