"""Recordings, signed papers, uploads on their way in: the one place where such a file is opened, written or named.

Everybody else gets a binary file to read and to seek in, never a path to open: in a home that has keys, what lies in
the folders of its pilots is sealed (`pilot.store.sealed`); in one without, and elsewhere, it is as it is. A recording
is `<guid>.<ext>` among the pilot's recordings, an upload `<guid>.part` among its uploads; both have the same form, for
the one becomes the other.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pilot.errors import NotFound
from pilot.store import keys, sealed
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pilot.config import Pilot

CHUNK_BYTES = 1 << 20
_SEALED = "sealed:"
_COMING = ".coming"


def recording(pilot: Pilot, guid: str, ext: str) -> Path:
    """Where a recording lies; `ext` without a dot."""
    return pilot.recordings / f"{guid}.{ext}"


def upload(pilot: Pilot, guid: str) -> Path:
    """Where the bytes of an upload lie."""
    return pilot.uploads / f"{guid}.part"


def spoken(pilot: Pilot, guid: str) -> Path:
    """Where what is being recorded in a browser lies as far as it has arrived, among the uploads; its folder is made.

    Not as an upload: those are taken away after some days, and somebody may go on recording later than that.
    """
    pilot.uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    return pilot.uploads / f"{guid}.spoken"


def playable(pilot: Pilot, guid: str) -> Path:
    """Where the copy lies that browsers play of a recording; its folder is made. It may not be there (yet)."""
    pilot.playable.mkdir(mode=0o700, exist_ok=True)
    return pilot.playable / f"{guid}.mp3"


def silenced(pilot: Pilot, guid: str, version: str) -> Path:
    """Where the copy of a recording lies in which what a version (its guid) lacks is silent; its folder is made."""
    pilot.silenced.mkdir(mode=0o700, exist_ok=True)
    return pilot.silenced / f"{guid}.{version}.mp3"


def paper(pilot: Pilot, guid: str, ext: str) -> Path:
    """Where a signature or the photo of a signed form lies; its folder is made, for this account alone."""
    pilot.papers.mkdir(mode=0o700, exist_ok=True)
    return pilot.papers / f"{guid}.{ext}"


def papers(pilot: Pilot) -> list[Path]:
    """Every signature and photo of a form that lies there, by name."""
    return [path for path in sorted(pilot.papers.glob("*")) if path.is_file()]


def recordings(pilot: Pilot) -> list[Path]:
    """Every recording that lies there, by name; whether the pilot file knows it or not."""
    return [path for path in sorted(pilot.recordings.glob("*")) if path.is_file()]


def drop_recording(pilot: Pilot, guid: str) -> None:
    """Take away the file of a recording, whatever kind it is of; none is no fault."""
    for path in pilot.recordings.glob(f"{guid}.*"):
        path.unlink(missing_ok=True)


def forget(pilot: Pilot, guids: Collection[str]) -> None:
    """Take away every file that is called by one of these guids, and all files that wait to be taken out: they can be
    made again. None is no fault."""
    for folder in (pilot.recordings, pilot.playable, pilot.silenced, pilot.papers, pilot.uploads):
        for path in folder.glob("*"):
            if path.name.partition(".")[0] in guids:
                path.unlink(missing_ok=True)
    for path in pilot.outgoing.glob("*"):
        path.unlink(missing_ok=True)


def opened(path: Path) -> BinaryIO:
    """A recording or upload to read and to seek in; close it when done.

    Raises: NotFound when the file is gone; sealed.Damaged, also while it is read; as `keys.opened_with`.
    """
    ring = _ring(path)
    raw = _found(path)
    return raw if ring is None else _unsealed(raw, ring)


def lent(path: Path) -> str:
    """What a process opens this one file with (`borrowed`) that is to know the key of no other.

    Raises: NotFound, sealed.Damaged.
    """
    ring = _ring(path)
    if ring is None:
        return str(path.absolute())
    with _found(path) as raw:
        own = f"{_SEALED}{sealed.own_key(raw, ring.large).hex()}:" if _is_sealed(raw, ring) else ""
    return f"{own}{path.absolute()}"


def borrowed(lent: str) -> BinaryIO:
    """A file that was lent, or the one at a path, to read and to seek in; close it when done.

    Raises: NotFound; sealed.Damaged, also while it is read.
    """
    if not lent.startswith(_SEALED):
        return _found(Path(lent))
    own, _sign, path = lent.removeprefix(_SEALED).partition(":")
    raw = _found(Path(path))
    try:
        return sealed.Reader(raw, bytes.fromhex(own), is_own=True)
    except BaseException:
        raw.close()
        raise


def _found(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise NotFound(
            N_("The file of this recording is missing. Ask an administrator to restore a backup.")) from error


def _unsealed(raw: BinaryIO, ring: keys.Ring) -> BinaryIO:
    """What a file in an encrypted home holds; as it is where it was not sealed yet."""
    try:
        return sealed.Reader(raw, ring.large) if _is_sealed(raw, ring) else raw
    except BaseException:
        raw.close()
        raise


def _is_sealed(raw: BinaryIO, ring: keys.Ring) -> bool:
    """Whether a file is sealed, which all are in a home that is wholly encrypted. Raises: sealed.Damaged."""
    found = sealed.is_sealed(raw, ring.large)
    if ring.whole and not found and os.fstat(raw.fileno()).st_size:
        raise sealed.Damaged
    return found


def _ring(path: Path) -> keys.Ring | None:
    """The keys of what lies at `path`; None: nothing is sealed there. Raises: as `keys.opened_with`."""
    parents = path.absolute().parents
    return keys.opened_with(parents[3]) if len(parents) >= 4 and parents[2].name == "pilots" else None


def size(file: BinaryIO) -> int:
    """How many bytes can be read from an opened file; the place where it is being read stays."""
    at = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(at)
    return end


def sha256(file: BinaryIO) -> str:
    """SHA-256 (hex) of an opened file from its beginning, read in pieces."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(CHUNK_BYTES):
        digest.update(piece)
    return digest.hexdigest()


def length(path: Path) -> int:
    """How many bytes `opened` would give. Raises: as it does."""
    with opened(path) as file:
        return size(file)


def continued(path: Path, *, wait: bool = True) -> BinaryIO:
    """An upload to write on, made when it is not there; for this account alone. Close it when done.

    Nobody else has it until then. Args: wait: for who has it now; else that is a BlockingIOError.

    Raises: BlockingIOError; sealed.Damaged, also while it is written.
    """
    ring = _ring(path)
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BaseException:
        os.close(fd)
        raise
    return _to_write(fd, ring)


def _to_write(fd: int, ring: keys.Ring | None) -> BinaryIO:
    raw = os.fdopen(fd, "r+b")
    try:
        if ring is None or (os.fstat(fd).st_size and not _is_sealed(raw, ring)):
            return raw
        return sealed.Writer(raw, ring.large, lambda: os.fsync(fd))
    except BaseException:
        raw.close()
        raise


def plain_files(pilot: Pilot) -> list[Path]:
    """What lies in the folders of a pilot in an encrypted home and is not sealed yet. Raises: as `keys.opened_with`."""
    folders = (pilot.recordings, pilot.papers, pilot.playable, pilot.silenced, pilot.uploads, pilot.outgoing)
    return [path for folder in folders for path in sorted(folder.glob("*")) if path.is_file() and _is_plain(path)]


def _is_plain(path: Path) -> bool:
    ring = _ring(path)
    if ring is None or not path.stat().st_size:
        return False
    with _found(path) as raw:
        try:
            return not sealed.is_sealed(raw, ring.large)
        except sealed.Damaged:  # it is, and reading it says the rest
            return False


def seal(path: Path) -> None:
    """Put the sealed form of a file in its place; killed at any moment, there is the one or the other, whole."""
    coming = path.with_name(path.name + _COMING)
    try:
        with path.open("r+b") as old:
            with written(coming) as new:
                shutil.copyfileobj(old, new, CHUNK_BYTES)
            settle(coming, like=path)
            linked = os.fstat(old.fileno()).st_nlink > 1  # a copy of the home that shares its files
            coming.replace(path)
            sync_folder(path.parent)
            if not linked:
                wipe(old)
    finally:
        coming.unlink(missing_ok=True)


@contextmanager
def appearing(path: Path) -> Iterator[BinaryIO]:
    """A new file to write that has its name once it is whole; nothing is left of one that was not finished."""
    coming = path.with_name(path.name + ".part")
    try:
        with written(coming) as file:
            yield file
        coming.replace(path)
        sync_folder(path.parent)
    finally:
        coming.unlink(missing_ok=True)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A new file to write, which survives a power cut once the block has ended."""
    ring = _ring(path)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o666)
    with _to_write(fd, ring) as file:
        yield file
        file.flush()
        os.fsync(fd)


def name_again(source: Path, target: Path) -> None:
    """Give a file a second name, which survives a power cut; what had that name before is gone."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a disk that knows no hard links
        # As it lies there: what is sealed stays so.
        with source.open("rb") as file, target.open("wb") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
    sync_folder(target.parent)


def settle(path: Path, *, like: Path) -> None:
    """Give a new file the rights of another, and make sure that what is in it survives a power cut."""
    path.chmod(like.stat().st_mode & 0o7777)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def wipe(file: BinaryIO) -> None:
    """Overwrite an opened file with zeros, once; a disk may still keep what was there where nobody reads."""
    length = size(file)
    file.seek(0)
    for at in range(0, length, CHUNK_BYTES):
        file.write(bytes(min(CHUNK_BYTES, length - at)))
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that names made in or removed from `folder` survive a power cut."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
