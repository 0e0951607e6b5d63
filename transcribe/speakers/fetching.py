"""Fetching the models that tell voices apart from where sherpa-onnx releases them; what was cut off goes on."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from transcribe import fetch
from transcribe.fetch import Part
from transcribe.speakers import installed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pilot.config import Home

RELEASES = "https://github.com/k2-fsa/sherpa-onnx/releases/download"
# Lengths and hashes as sherpa-onnx publishes them; the tag of the second is spelt like this.
ARCHIVE = Part("segmentation.tar.bz2", "speaker-segmentation-models/sherpa-onnx-pyannote-segmentation-3-0.tar.bz2",
               6_958_444, "24615ee884c897d9d2ba09bb4d30da6bb1b15e685065962db5b02e76e4996488")
EMBEDDING = Part(installed.EMBEDDING,
                 "speaker-recongition-models/3dspeaker_speech_campplus_sv_zh_en_16k-common_advanced.onnx",
                 28_281_164, "aa3cfc16963a10586a9393f5035d6d6b57e98d358b347f80c2a30bf4f00ceba2")
INSIDE = "sherpa-onnx-pyannote-segmentation-3-0/model.onnx"
SIZE_MB = (ARCHIVE.bytes + EMBEDDING.bytes) // 1_000_000


def fetch_speakers(home: Home, tell: Callable[[int, int], None] = lambda done, total: None) -> Path:
    """Put the models into the home's folder; they appear there only when both are there and checked.

    Args:
        tell: called with bytes done and bytes in all.

    Raises: BadInput for no connection, no room on the disk, or a file that arrived damaged.
    """
    if _is_whole(home):
        return home.models / installed.NAME
    partial = home.models / f".{installed.NAME}.part"
    fetch.fetch_parts([_there(part) for part in (ARCHIVE, EMBEDDING)], partial, RELEASES, tell)
    segmentation = partial / installed.SEGMENTATION
    _take_out(partial / ARCHIVE.name, segmentation)
    kept = installed.keep(home, {installed.SEGMENTATION: segmentation, installed.EMBEDDING: partial / EMBEDDING.name})
    for path in partial.iterdir():
        path.unlink()
    partial.rmdir()
    return kept


def _is_whole(home: Home) -> bool:
    """Whether the home has them; damaged ones are fetched anew."""
    if installed.folder_of(home) != home.models / installed.NAME:
        return False
    try:
        installed.loaded(home, threads=1)
    except BadInput:
        return False
    return True


def _there(part: Part) -> Part:
    return Part(part.name, f"{RELEASES}/{part.url}", part.bytes, part.sha256)


def _take_out(archive: Path, target: Path) -> None:
    """The model out of its archive, whose hash was checked. Raises: BadInput."""
    try:
        with tarfile.open(archive, "r:bz2") as tar:
            inside = tar.extractfile(INSIDE)
            if inside is None:
                raise KeyError(INSIDE)
            target.write_bytes(inside.read())
    except (tarfile.TarError, KeyError, EOFError, OSError) as error:
        archive.unlink(missing_ok=True)
        raise BadInput(fetch.THROWN_AWAY) from error
