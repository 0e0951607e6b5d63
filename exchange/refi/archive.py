"""A .qdpx from outside, looked at with care: names that stay inside, sizes before unpacking, one project."""

from __future__ import annotations

import re
import stat
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.faults import CHARACTER_LIMIT, bomb, check_length, damaged, locked, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY_LIMIT = 20_000
# XML packs well, up to 60 times; sound and pictures hardly at all.
RATIO_LIMIT, RATIO_FROM_BYTES = 100, 2_000_000
TEXT_LIMIT_BYTES = 250_000_000
TEXT_PARTS = (".qde", ".txt", ".json")
_HEAD_BYTES = 30
_DRIVE = re.compile("[A-Za-z]:")
_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)

_OUTSIDE = N_("{name} names a file outside itself ({entry}), which no project does, so it was not opened.")
_NO_PROJECT = N_("There is no project in {name}: it has no .qde file. Export it again as REFI-QDA project (.qdpx).")
_SEVERAL = N_("{name} holds more than one project. Export each to a file of its own.")
_NOT_UTF8 = N_("A text in {name} is not in UTF-8. Export the project again, or save that text as UTF-8.")


class Archive:
    """The parts of a project by the names it uses for them, without looking at capitals."""

    def __init__(self, opened: zipfile.ZipFile, name: str) -> None:
        self._zip, self._name = opened, name
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in opened.infolist():
            key = entry.filename.casefold()
            if key in self._entries:
                raise damaged(name)
            self._entries[key] = entry

    @property
    def project(self) -> str:
        """The name of the one .qde file at the top."""
        found = [one.filename for key, one in self._entries.items() if key.endswith(".qde") and "/" not in key]
        if len(found) != 1:
            raise BadInput(_SEVERAL if found else _NO_PROJECT, name=shown_name(self._name))
        return found[0]

    @property
    def zip(self) -> zipfile.ZipFile:
        """The opened zip."""
        return self._zip

    def find(self, path: str) -> zipfile.ZipInfo | None:
        """The part that a source names; None for one that lies elsewhere or is missing.

        Raises: BadInput for a name that leads out of the archive.
        """
        scheme, _, rest = path.rpartition("://")
        if scheme.casefold() not in ("", "internal") or not rest:
            return None
        check_inside(rest, self._name)
        found = self._entries.get(f"sources/{rest}".casefold()) or self._entries.get(rest.casefold())
        return found if found and not found.is_dir() else None

    def text(self, entry: zipfile.ZipInfo) -> str:
        """A text with the line ends it has. Raises: BadInput."""
        if entry.file_size > 4 * CHARACTER_LIMIT:
            raise bomb(self._name)
        data = self._zip.read(entry)
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            return check_length(data.decode(encoding))
        except UnicodeDecodeError as error:
            raise BadInput(_NOT_UTF8, name=shown_name(self._name)) from error

    def packed(self, entry: zipfile.ZipInfo) -> dict[str, int] | None:
        """Where the bytes of a part lie in the file, for who copies them; None for a packing we do not know."""
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or self._zip.fp is None:
            return None
        self._zip.fp.seek(entry.header_offset)
        head = self._zip.fp.read(_HEAD_BYTES)
        if len(head) < _HEAD_BYTES or head[:4] != b"PK\x03\x04":
            raise damaged(self._name)
        skip = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return {"offset": entry.header_offset + _HEAD_BYTES + skip, "packed": entry.compress_size,
                "size": entry.file_size, "crc": entry.CRC, "deflated": int(entry.compress_type == zipfile.ZIP_DEFLATED)}


@contextmanager
def opened(path: Path, name: str) -> Iterator[Archive]:
    """The archive at `path`, checked before anything is unpacked. Raises: BadInput."""
    try:
        with zipfile.ZipFile(path) as found:
            _check(found, name)
            yield Archive(found, name)
    except _FAULTS as fault:
        raise damaged(name) from fault


def check_inside(entry: str, name: str) -> None:
    """Raises: BadInput for a path that leads out of the archive."""
    parts = entry.replace("\\", "/").split("/")
    if entry.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(entry) or "\0" in entry:
        raise BadInput(_OUTSIDE, name=shown_name(name), entry=shown_name(entry) or "..")


def _check(found: zipfile.ZipFile, name: str) -> None:
    entries = found.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise bomb(name)
    for entry in entries:
        check_inside(entry.orig_filename, name)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise BadInput(_OUTSIDE, name=shown_name(name), entry=shown_name(entry.filename))
        if entry.flag_bits & 1:
            raise locked(name)
        if entry.file_size > RATIO_FROM_BYTES and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
            raise bomb(name)
    texts = [entry.file_size for entry in entries if entry.filename.casefold().endswith(TEXT_PARTS)]
    if sum(texts) > TEXT_LIMIT_BYTES:
        raise bomb(name)
