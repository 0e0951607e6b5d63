"""Whether something that people said stands anywhere in clear: in files, what is packed in them, and in any spelling.

For who wants to see that an encrypted home, the folder of temporary files, logs and what else a machine keeps tell
nothing. Files are read as they lie there, also those that a running program has open.
"""

from __future__ import annotations

import base64
import html
import json
import zipfile
import zlib
from contextlib import suppress
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

PIECE_BYTES = 1 << 20
SHORTEST = 6  # characters: shorter ones stand anywhere by chance
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, NotImplementedError, EOFError)


class Trace(NamedTuple):
    """A file in which a phrase stands in clear; `phrase`: its place among those that were looked for, from 0."""

    path: Path
    phrase: int


def spellings(phrase: str) -> set[bytes]:
    """How a phrase may stand in a file: in several encodings, as JSON, in an address, in HTML, as base64.

    Raises: ValueError for one that is shorter than SHORTEST.
    """
    if len(phrase.strip()) < SHORTEST:
        raise ValueError("too short to be looked for")
    plain = phrase.strip()
    said = {plain, json.dumps(plain)[1:-1], quote(plain), quote_plus(plain), html.escape(plain)}
    found = {one.encode() for one in said} | {plain.encode("utf-16-le"), plain.encode("utf-16-be")}
    with suppress(UnicodeEncodeError):  # has letters that it does not know
        found.add(plain.encode("latin-1"))
    for before in range(3):  # base64 looks otherwise at each of three places it may begin
        whole = base64.b64encode(b"\0" * before + plain.encode())
        inside = whole[(0, 2, 3)[before]:len(whole) - 4]
        if len(inside) >= SHORTEST:
            found |= {inside, inside.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def looked_for(places: Iterable[Path], phrases: Sequence[str]) -> Iterator[Trace]:
    """Where phrases stand in the files at or under these places, each file and phrase once, and in names of files.

    Links are not followed; what goes away meanwhile is passed over. Raises: ValueError as `spellings`.
    """
    wanted = [spellings(phrase) for phrase in phrases]
    for path in _files(places):
        try:
            found = set(_named(path, phrases)) | _inside(path, wanted)
        except FileNotFoundError:
            continue
        yield from (Trace(path, number) for number in sorted(found))


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.is_file() and not path.is_symlink())


def _named(path: Path, phrases: Sequence[str]) -> Iterator[int]:
    return (number for number, phrase in enumerate(phrases) if phrase.strip().casefold() in str(path).casefold())


def _inside(path: Path, wanted: Sequence[set[bytes]]) -> set[int]:
    with path.open("rb") as file:
        found = _read(file, wanted)
        if zipfile.is_zipfile(file):
            found |= _packed(file, wanted)
    return found


def _packed(file: BinaryIO, wanted: Sequence[set[bytes]]) -> set[int]:
    """In the parts of a zip, as far as they can be read; not in a zip in a zip."""
    found: set[int] = set()
    # What cannot be unpacked tells nothing.
    with suppress(*_BROKEN), zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            with suppress(*_BROKEN), archive.open(name) as part:
                found |= _read(part, wanted)
    return found


def _read(file: IO[bytes], wanted: Sequence[set[bytes]]) -> set[int]:
    longest = max((len(one) for each in wanted for one in each), default=1)
    found: set[int] = set()
    rest = b""
    while piece := file.read(PIECE_BYTES):
        held = rest + piece
        found |= {number for number, each in enumerate(wanted)
                  if number not in found and any(one in held for one in each)}
        rest = held[-longest:]
    return found
