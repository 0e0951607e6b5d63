"""Zip packages (docx, odt) read with care: sizes before unpacking, XML without entities, bounded nesting."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from texts.importers.faults import bomb, damaged, entities, locked
from texts.importers.source import Source

UNPACKED_LIMIT_BYTES = 200 * 1000 * 1000
ENTRY_LIMIT = 10_000
# XML of a real document packs 5 to 30 times smaller; small parts may do better, so they are let be.
RATIO_LIMIT = 200
RATIO_FROM_BYTES = 5 * 1000 * 1000
# One part is read as a whole; the text of a 20 MB file never needs more.
PART_LIMIT_BYTES = 64 * 1000 * 1000
DEPTH_LIMIT = 200
# RuntimeError and NotImplementedError: locked entries and packings that zipfile does not know.
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


@contextmanager
def package(path: Source | BinaryIO, name: str) -> Iterator[zipfile.ZipFile]:
    """The zip at `path`, checked before anything is unpacked.

    Args:
        name: the file's given name, for the sentence.

    Raises:
        BadInput: it unpacks to more than the limits, holds too many entries, is locked or damaged.
    """
    try:
        with _opened(path) as file, zipfile.ZipFile(file) as archive:
            _check_sizes(archive, name)
            yield archive
    except _ZIP_FAULTS as fault:
        raise damaged(name) from fault


def _opened(path: Source | BinaryIO) -> AbstractContextManager[BinaryIO]:
    # A file that somebody else opened is theirs to close.
    return path.open("rb") if hasattr(path, "open") else nullcontext(path)


def feed(archive: zipfile.ZipFile, part: str, target: Walker, name: str) -> None:
    """Send the elements of one XML part to `target` as they come; no tree is built.

    Raises:
        BadInput: a DTD or entity is declared, elements nest too deeply, or it is no XML.
    """
    if archive.getinfo(part).file_size > PART_LIMIT_BYTES:
        raise bomb(name)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        with archive.open(part) as stream:
            while block := stream.read(1 << 16):
                parser.feed(block)
        parser.close()
    except DefusedXmlException as fault:
        raise entities(name) from fault
    except TooDeep as fault:
        raise bomb(name) from fault
    except (ParseError, LookupError) as fault:
        raise damaged(name) from fault


class TooDeep(Exception):
    """Elements nest deeper than any real document."""


class Walker:
    """An XML target that counts depth and skips; subclasses say what opens, closes and holds text."""

    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self._depth = 0
        self._skip_from = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; `tag` is {namespace}name."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise TooDeep
        local = tag.rpartition("}")[2]
        if not self._skip_from:
            self.opened(local, tag, attributes)
            if self.skips(local, tag):
                self._skip_from = self._depth

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skip_from == self._depth:
            self._skip_from = 0
        elif not self._skip_from:
            self.closed(tag.rpartition("}")[2], tag)
        self._depth -= 1

    def data(self, text: str) -> None:
        """Characters between tags, in pieces of any size."""
        if not self._skip_from:
            self.characters(text)

    def close(self) -> None:
        """The part has ended."""

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        """An element that is not inside a skipped one begins."""

    def skips(self, local: str, tag: str) -> bool:
        """Whether this element and all inside it are left out."""
        return local in self.skipped

    def closed(self, local: str, tag: str) -> None:
        """An element that was not skipped ends."""

    def characters(self, text: str) -> None:
        """Text that is not inside a skipped element."""


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT_BYTES:
        raise bomb(name)
    for entry in entries:
        if entry.flag_bits & 1:
            raise locked(name)
        if entry.file_size > RATIO_FROM_BYTES and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
            raise bomb(name)
