"""Backup and check of a whole home: every store, recording and signed paper, each with its hash."""

from __future__ import annotations

import hashlib
import os
import zipfile
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.clock import now
from pilot.config import Home
from pilot.errors import BadInput, Conflict, NotFound, RodeDraadError, of_disk
from pilot.makers import OPERATOR_GUID
from pilot.safety import deletions, envelope, manifest
from pilot.store import chain, keys, large_files, migrations, schema
from pilot.store.chunks import Damaged
from pilot.store.files import StoreFault, copy_store, is_plain, open_pilot, open_register, open_server
from pilot.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from sqlite_utils import Database, Migrations

    from pilot.config import Pilot

    Store = tuple[Path, Callable[[Path], Database], Migrations]

CHUNK = 1 << 20


def stores(home: Home) -> Iterator[Store]:
    """Every SQLite file of a home with what opens it and the steps that made it."""
    if home.server_path.is_file():
        yield home.server_path, open_server, migrations.SERVER
    for pilot in home.pilots():
        yield pilot.db_path, open_pilot, migrations.PILOT
        if pilot.register_path.is_file():
            yield pilot.register_path, open_register, migrations.REGISTER


def back_up(home: Home, target: Path, *, as_it_is: bool = False) -> Path:
    """Write everything to the new zip `target`; stores by SQLite's backup, so that people can go on working.

    The file appears under its name only when it is whole.

    Args:
        as_it_is: stores are not brought up to date first: what an earlier version left is kept as that left it.

    Raises: Conflict when it exists; BadInput when there is nothing to back up or no room.
    """
    if target.exists():
        raise Conflict(N_("{path} exists already. Choose another name."), path=target)
    found = list(stores(home))
    if not found:
        raise BadInput(N_("There is nothing to back up in {path}."), path=home.folder)
    if not target.parent.is_dir():
        raise NotFound(N_("There is no folder {path}. Make it first, or choose another one."), path=target.parent)
    part = target.with_name(f".{target.name}.part")
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".copy-") as folder:
            _write_zip(home, found, Path(folder), part, as_it_is=as_it_is)
        os.replace(part, target)
    except OSError as error:
        message = N_("The backup could not be written: {reason}. Nothing was changed.")
        raise BadInput(message, reason=of_disk(error)) from error
    except StoreFault as error:
        raise BadInput(N_("A file here is damaged, so no whole backup can be made of it. cli.py check says which one,"
                          " cli.py recover brings it back from the last backup.")) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _write_zip(home: Home, found: list[Store], folder: Path, part: Path, *, as_it_is: bool) -> None:
    hashes: dict[str, str] = {}
    last_events: dict[str, tuple[int, str]] = {}
    with envelope.written(part, home.folder) as archive:
        raw = keys.kept(home.folder)
        if raw is not None:  # locked as it is: whoever has the secret of now opens this backup
            _add(archive, home, home.folder / keys.NAME, BytesIO(raw), hashes, zipfile.ZIP_DEFLATED)
        erased = home.folder / deletions.NAME
        if erased.is_file():  # so that an older backup loses it again, wherever it is brought back
            _add(archive, home, erased, BytesIO(erased.read_bytes()), hashes, zipfile.ZIP_DEFLATED)
        # Stores first, recordings after: a recording added meanwhile is extra, never missing.
        for path, opener, _steps in found:
            if not as_it_is:
                _settle(path, opener)
            copy = folder / "copy.db"
            copy.unlink(missing_ok=True)
            last = copy_store(path, copy)
            if last:
                last_events[path.relative_to(home.folder).as_posix()] = last
            with copy.open("rb") as file:
                _add(archive, home, path, file, hashes, zipfile.ZIP_DEFLATED)
        for path in (path for pilot in home.pilots()
                     for path in (*large_files.recordings(pilot), *large_files.papers(pilot))):
            with large_files.opened(path) as file:
                _add(archive, home, path, file, hashes, zipfile.ZIP_STORED)
        archive.writestr(_head(manifest.MANIFEST), manifest.written(now(), hashes, last_events))


def _head(name: str) -> zipfile.ZipInfo:
    """An entry for this account alone, with no time of its own: a zip knows none before 1980 or after 2107, and a
    recorder's clock may say anything."""
    head = zipfile.ZipInfo(name)
    head.external_attr = 0o600 << 16
    return head


def _settle(path: Path, opener: Callable[[Path], Database]) -> None:
    """Bring events that wait beside a store into it, so that they are in its copy."""
    if opener is not open_register:
        with closing(opener(path)) as db:
            events.settle(db)


def record(home: Home) -> None:
    """Record in each store with events that a backup was made; by whom is not known, it was at the machine itself."""
    for path, opener, _steps in stores(home):
        if opener is not open_register:
            with closing(opener(path)) as db:
                events.keep(db, OPERATOR_GUID, "backed up", "pilot", path.parent.name if opener is open_pilot else "")


def _add(
    archive: zipfile.ZipFile, home: Home, path: Path, file: BinaryIO, hashes: dict[str, str], compression: int
) -> None:
    """Put what `file` holds into the archive under the place of `path` in the home, and note its hash."""
    name = path.relative_to(home.folder).as_posix()
    head = _head(name)
    head.compress_type, head.file_size = compression, large_files.size(file)
    digest = hashlib.sha256()
    with archive.open(head, "w", force_zip64=True) as packed:
        while piece := file.read(CHUNK):
            digest.update(piece)
            packed.write(piece)
    hashes[name] = digest.hexdigest()


def check(home: Home, against: Path | None = None) -> list[str]:
    """Faults found in a home, each one line naming the file; empty when all is well.

    Args:
        against: an earlier backup of this home: the events it knows of must still be there, as they were.

    Raises: NotFound when there is no store of ours in it; BadInput when `against` is no backup, or the secret of the
        home is not given.
    """
    keys.opened_with(home.folder)
    known = manifest.of(against).events if against else {}
    faults: list[str] = []
    found = list(stores(home))
    if not found:
        raise NotFound(N_("There is no store of Rode Draad in {path}."), path=home.folder)
    there = {path.relative_to(home.folder).as_posix() for path, *_rest in found}
    faults += [_("{where}: is missing").format(where=where) for where in sorted({*_expected(home), *known} - there)]
    faults += _check_stores(home, found, known)
    for pilot in home.pilots():
        with suppress(RodeDraadError, StoreFault):  # of a store that does not open it was told above
            faults += [f"{pilot.slug}: {one.fault}" for one in lost_files(pilot)]
        if plain := large_files.plain_files(pilot):
            said = ngettext("{n} file is not encrypted", "{n} files are not encrypted", len(plain))
            faults.append(f"{pilot.slug}: {said.format(n=len(plain))}")
    return faults


def check_stores(home: Home) -> list[str]:
    """Faults of the stores of a home alone, as `check` finds them; recordings and papers are not looked at."""
    return _check_stores(home, list(stores(home)), {})


def damaged_stores(home: Home) -> set[str]:
    """Places of the stores of a home that are missing or have a fault."""
    found = list(stores(home))
    there = {path.relative_to(home.folder).as_posix() for path, *_rest in found}
    return {*_expected(home)} - there | {fault.split(": ", 1)[0] for fault in _check_stores(home, found, {})}


def _check_stores(home: Home, found: list[Store], known: Mapping[str, tuple[int, str]]) -> list[str]:
    faults: list[str] = []
    ring = keys.opened_with(home.folder)
    for path, opener, steps in found:
        where = path.relative_to(home.folder).as_posix()
        if not path.stat().st_size:
            faults.append(_("{where}: is empty").format(where=where))  # opened, it would be made anew
            continue
        if ring is not None and is_plain(path):
            faults.append(_("{where}: is not encrypted").format(where=where))
            if ring.whole:  # and so it is not opened: somebody put it there
                continue
        try:
            with closing(opener(path)) as db:
                faults += [f"{where}: {fault}" for fault in check_store(db, steps)]
                number, found_then = known.get(where, (0, chain.START))
                if where in known and not chain.holds(db, number, found_then):
                    said = _("event {number} is not as it was in the backup").format(number=number)
                    faults.append(f"{where}: {said}")
        except (RodeDraadError, StoreFault) as error:
            faults.append(f"{where}: {error}")
    return faults


def _expected(home: Home) -> list[str]:
    """The stores that a home with these folders has, by their place in it."""
    folders = [path for path in home.folder.glob("pilots/*") if path.is_dir()]
    paths = [home.server_path, *(folder / name for folder in folders for name in ("pilot.db", "register.db"))]
    return [path.relative_to(home.folder).as_posix() for path in paths]


def check_store(db: Database, steps: Migrations) -> list[str]:
    """Faults of one store: its parts, integrity, foreign keys, the chain of events; of a pilot the search index and
    texts too."""
    faults = schema.faults(db, steps)
    faults += [_("integrity: {fault}").format(fault=row[0]) for row in db.conn.execute("PRAGMA integrity_check")
               if row[0] != "ok"]
    faults += [_("foreign key: {table} row {row}").format(table=table, row=row)
               for table, row, *_rest in db.conn.execute("PRAGMA foreign_key_check")]
    tables = set(db.table_names())
    if "event" in tables:
        events.settle(db)
        broken = chain.broken_at(db)
        if broken:
            said = _("event {number} does not follow from the one before it: one of the two has been changed")
            faults.append(said.format(number=broken))
        if "event_head" in tables and not chain.is_whole(db):
            faults.append(_("events at the end of the record have been taken out"))
    if "turn_fts" in tables:
        faults += _check_index(db)
    if "document_version" in tables:
        for guid, text, sha256 in db.conn.execute("SELECT guid, text, sha256 FROM document_version"):
            if hashlib.sha256(text.encode()).hexdigest() != sha256:
                faults.append(_("text of version {guid} has changed").format(guid=guid))
    return faults


def _check_index(db: Database) -> list[str]:
    try:
        db.conn.execute("INSERT INTO turn_fts(turn_fts, rank) VALUES ('integrity-check', 1)")
    except StoreFault:
        return [_("search index does not match the texts")]
    return []


class Lost(NamedTuple):
    """A recording or paper that is not there as the pilot file knows it; `fault` is one line that names it by guid."""

    path: Path
    fault: str


_FILES = (
    ((N_("recording {guid} has changed"), N_("recording {guid} is missing"), N_("recording {guid} is damaged")),
     large_files.recording, "SELECT guid, ext, sha256 FROM recording UNION ALL"
     " SELECT guid, ext, sha256 FROM refi_figure WHERE sha256 IS NOT NULL"),
    ((N_("signed paper {guid} has changed"), N_("signed paper {guid} is missing"),
      N_("signed paper {guid} is damaged")),
     large_files.paper, "SELECT guid, ext, sha256 FROM consent_picture WHERE removed_at IS NULL"),
)


def lost_files(pilot: Pilot, beside: Pilot | None = None) -> list[Lost]:
    """Recordings and papers that are missing or have changed.

    Args:
        beside: the pilot whose pilot file says what there should be; this one's own when None.
    """
    lost = []
    with closing(open_pilot((beside or pilot).db_path)) as db:
        for (changed, missing, damaged), place, sql in _FILES:
            for guid, ext, sha256 in db.conn.execute(sql):
                path = place(pilot, guid, ext)
                try:
                    with large_files.opened(path) as file:
                        if large_files.sha256(file) != sha256:
                            lost.append(Lost(path, _(changed).format(guid=guid)))
                except NotFound:
                    lost.append(Lost(path, _(missing).format(guid=guid)))
                except Damaged:
                    lost.append(Lost(path, _(damaged).format(guid=guid)))
    return lost
