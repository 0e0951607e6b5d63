"""Whisper models on this machine: folders, by path or by name, and the one that comes with the program.

Nothing here reaches out; `fetch` does, when asked.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput, NotFound
from pilot.words import N_
from transcribe import bundled

if TYPE_CHECKING:
    from pilot.config import Home

MODELS_VARIABLE = "RODE_DRAAD_MODELS"
NEEDED = ("model.bin", "config.json", "tokenizer.json")
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_DAMAGED = N_("The model {name} is damaged. Fetch it again.")
ENGLISH_ONLY_VOCABULARY = 51_864
# Of large-v3, the first that knows Cantonese too.
NEWER_VOCABULARY = 51_866
DEFAULT = bundled.NAME
REPOSITORIES = {
    "tiny": "Systran/faster-whisper-tiny", "base": "Systran/faster-whisper-base",
    "small": "Systran/faster-whisper-small", "medium": "Systran/faster-whisper-medium",
    "large-v2": "Systran/faster-whisper-large-v2", "large-v3": "Systran/faster-whisper-large-v3",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    "tiny.en": "Systran/faster-whisper-tiny.en", "base.en": "Systran/faster-whisper-base.en",
    "small.en": "Systran/faster-whisper-small.en", "medium.en": "Systran/faster-whisper-medium.en",
}
# What the page offers beside the program's own.
LARGER = ("small", "medium", "large-v3-turbo")
# What is fetched, in millions of bytes; source: the file lists of those repositories.
SIZES_MB = {
    "tiny": 78, "base": 148, "small": 487, "medium": 1531, "large-v2": 3090, "large-v3": 3091, "large-v3-turbo": 1622,
    "tiny.en": 78, "base.en": 148, "small.en": 487, "medium.en": 1531,
}


@dataclass(frozen=True)
class Model:
    """A complete model folder.

    Attributes:
        name: what people choose.
        multilingual: whether it knows Dutch, and every other language Whisper knows.
        cantonese: whether it knows Cantonese too.
    """

    name: str
    path: Path
    multilingual: bool
    cantonese: bool = False

    @property
    def megabytes(self) -> int:
        """Its size on the disk, in millions of bytes; the program's own has one before it is put together."""
        weights = self.path / "model.bin"
        return round(weights.stat().st_size / 1_000_000) if weights.is_file() else SIZES_MB.get(self.name, 0)

    def knows(self, language: str) -> bool:
        """Whether it writes this language (a code of `languages`) down."""
        return language == "en" or (self.multilingual and (self.cantonese or language != "yue"))

    def require_language(self, language: str) -> None:
        """Raises: BadInput when the model does not know the language asked for."""
        if self.multilingual and not self.knows(language):
            raise BadInput(
                N_("The model {name} does not know this language. Choose large-v3 or large-v3-turbo."), name=self.name)
        if not self.knows(language):
            raise BadInput(
                N_("The model {name} knows English only. Choose a model for more languages, or English."),
                name=self.name)


def at(path: Path, name: str = "") -> Model:
    """The model in a folder.

    Raises: NotFound when there is no such folder; BadInput when files are missing in it.
    """
    shown = name or path.name
    if not path.is_dir():
        raise NotFound(N_("There is no model folder {path}."), path=path)
    vocabulary = next((path / v for v in VOCABULARIES if (path / v).is_file()), None)
    missing = [file for file in NEEDED if not (path / file).is_file() or not (path / file).stat().st_size]
    if missing or vocabulary is None:
        raise BadInput(
            N_("The model {name} is not complete: {file} is missing. Fetch it again."),
            name=shown, file=missing[0] if missing else VOCABULARIES[0])
    known = _words(vocabulary, shown)
    # The last line ends with nothing in some. Of fewer words than any has, the file was cut short.
    if known < ENGLISH_ONLY_VOCABULARY - 1:
        raise BadInput(_DAMAGED, name=shown)
    return Model(shown, path.resolve(), known > ENGLISH_ONLY_VOCABULARY, known >= NEWER_VOCABULARY)


def _words(vocabulary: Path, name: str) -> int:
    """How many tokens a model knows; the English-only ones have exactly 51,864."""
    try:
        if vocabulary.suffix == ".json":
            return len(json.loads(vocabulary.read_text(encoding="utf-8")))
        return vocabulary.read_bytes().count(b"\n")
    except ValueError as error:
        raise BadInput(_DAMAGED, name=name) from error


def available(home: Home) -> list[Model]:
    """Complete models: the home's, those named by RODE_DRAAD_MODELS, the program's own; those for Dutch first.

    The program's own is listed also while it has not been put together; `ready` does that.

    RODE_DRAAD_MODELS holds folders (separated as in PATH), each a model or a folder of models.
    """
    found: dict[str, Model] = {}
    for folder in [home.models, *_folders()]:
        for path in [folder, *sorted(folder.iterdir())] if folder.is_dir() else []:
            if (path / "model.bin").is_file():
                try:
                    model = at(path, _name(path))
                except BadInput:
                    continue
                found.setdefault(model.name, model)
    if bundled.is_installed():
        found.setdefault(bundled.NAME, Model(bundled.NAME, bundled.place(home), multilingual=True))
    return sorted(found.values(), key=lambda model: (not model.multilingual, model.name))


def ready(home: Home, model: Model) -> Model:
    """The same model, put together first where it is the program's own and has not been used before.

    Raises: BadInput when its packages are damaged or the disk is full.
    """
    if model.path == bundled.place(home):
        return replace(model, path=bundled.joined(home))
    return model


def _folders() -> list[Path]:
    return [Path(part) for part in os.environ.get(MODELS_VARIABLE, "").split(os.pathsep) if part]


def _name(path: Path) -> str:
    """A folder's own name; for one that is only called "model", the one above it says more."""
    whole = path.absolute()
    return whole.parent.name if whole.name == "model" else whole.name


def named(home: Home, name: str) -> Model:
    """The model of this name among those available; never a path. Raises: NotFound."""
    for model in available(home):
        if model.name == name:
            return model
    raise NotFound(N_("There is no model {name} on this machine. Choose one that is there, or fetch it first."),
                   name=name)


def find(home: Home, name: str) -> Model:
    """The model called so, or in the folder at this path, ready to be used.

    Raises: NotFound, saying how to fetch it when its name is known; BadInput for an incomplete one.
    """
    try:
        return ready(home, named(home, name))
    except NotFound:
        pass
    if (home.models / name).is_dir() and Path(name).name == name:
        return at(home.models / name, name)
    path = Path(name).expanduser()
    if path.is_dir():
        return at(path, _name(path))
    if name in REPOSITORIES:
        raise NotFound(
            N_("The model {name} is not on this machine. Fetch it once, on the page Transcribe or with:"
               " cli.py model fetch {name}"), name=name)
    raise NotFound(
        N_("There is no model {name}. Give a folder with model.bin, or one of: {names}."),
        name=name, names=", ".join(REPOSITORIES))
