"""Recordings and figures of a project: their bytes taken out of the archive, within what it says they are."""

from __future__ import annotations

import shutil
import zlib
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.store import large_files
from texts.importers import AUDIO_LIMIT_BYTES
from texts.importers.faults import bomb, damaged
from texts.intake.reading import media_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from exchange.refi.model import Figure, Project, Sound
    from texts.intake.media_kind import Media

# Sound packs hardly at all: what grows more than this is none.
_MOST_TIMES, _FREE_BYTES = 20, 50_000_000


def take_out(project: Project, source: Path, folder: Path) -> dict[str, tuple[Path, Media]]:
    """The recordings of a project that can be played, each as a file in `folder`; the others are counted as left out.

    Returns: by guid the file, and what it is. Raises: BadInput for an archive that is not what it says.
    """
    size = source.stat().st_size
    parts: list[Sound | Figure] = [*project.sounds, *project.figures]
    files = [one.packed["size"] for one in parts if one.packed]
    wanted = sum(files)
    if wanted > _MOST_TIMES * size + _FREE_BYTES or any(one > AUDIO_LIMIT_BYTES for one in files):
        raise bomb(source.name)
    if wanted > shutil.disk_usage(folder).free:
        raise bomb(source.name)
    found: dict[str, tuple[Path, Media]] = {}
    known: set[str] = set()
    for sound in project.sounds:
        path = folder / f"{sound.guid}.part"
        _copy(sound, source, path)
        with large_files.opened(path) as file:
            sha256 = large_files.sha256(file)
        media = None if sha256 in known else _media(path, f"{sound.guid}.{sound.ext}")
        if media is None:
            project.leave("recording_file")
            path.unlink()
        else:
            known.add(sha256)
            found[sound.guid] = (path, media)
    return found


def take_out_figures(project: Project, source: Path, folder: Path) -> dict[str, Path]:
    """The files of pictures and PDF files, by guid, each in `folder`; nothing looks into them. After `take_out`, which
    asks whether there is room. Raises: BadInput for an archive that is not what it says."""
    found = {one.guid: folder / f"{one.guid}.figure" for one in project.figures if one.packed}
    for one in project.figures:
        if one.guid in found:
            _copy(one, source, found[one.guid])
    return found


def _media(path: Path, name: str) -> Media | None:
    try:
        return media_of(path, name)
    except BadInput:
        return None


def _copy(sound: Sound | Figure, source: Path, target: Path) -> None:
    crc, size = 0, 0
    try:
        with large_files.opened(source) as file, large_files.written(target) as copy:
            for piece in _pieces(file, sound.packed):
                size += len(piece)
                if size > sound.packed["size"]:
                    raise damaged(source.name)
                crc = zlib.crc32(piece, crc)
                copy.write(piece)
    except zlib.error as error:
        raise damaged(source.name) from error
    if (size, crc) != (sound.packed["size"], sound.packed["crc"]):
        raise damaged(source.name)


def _pieces(file: BinaryIO, packed: dict[str, int]) -> Iterator[bytes]:
    """The bytes of a part, at most a megabyte at a time, whatever they unpack to."""
    file.seek(packed["offset"])
    left = packed["packed"]
    unpacker = zlib.decompressobj(-15)
    while left > 0 and (piece := file.read(min(large_files.CHUNK_BYTES, left))):
        left -= len(piece)
        if not packed["deflated"]:
            yield piece
            continue
        while piece:
            yield unpacker.decompress(piece, large_files.CHUNK_BYTES)
            piece = unpacker.unconsumed_tail
    if packed["deflated"]:
        yield unpacker.flush()
