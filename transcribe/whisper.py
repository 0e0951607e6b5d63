"""faster-whisper on the processor, and writing down one file without a pilot."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_
from transcribe.decoding import Decoder
from transcribe.writing import InMemory, write_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np

    from transcribe.decoding import Decoded, Way
    from transcribe.models import Model
    from transcribe.writing import Engine


def physical_cores() -> int:
    """Cores that compute, without hyper-threads; at most those this process may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            pairs = _cores(file.read())
    except OSError:
        return allowed
    return min(allowed, pairs or allowed)


def _cores(cpuinfo: str) -> int:
    """Different (physical id, core id) pairs in the text of /proc/cpuinfo; 0 when it does not say."""
    pairs = set()
    for block in cpuinfo.split("\n\n"):
        lines = [line.split(":", 1) for line in block.splitlines() if ":" in line]
        facts = {key.strip(): value.strip() for key, value in lines}
        if "core id" in facts:
            pairs.add((facts.get("physical id"), facts["core id"]))
    return len(pairs)


@dataclass(frozen=True)
class Settings:
    """How to write down.

    Attributes:
        language: code of what is spoken. task: 'transcribe'.
        hotwords: names and terms to expect, the most useful first; those that fit into 223 tokens are offered in every
            window. They are real names: no log, event or message holds them.
        threads: 0 means as many as there are physical cores.
    """

    language: str = "nl"
    task: str = "transcribe"
    hotwords: tuple[str, ...] = field(default=(), repr=False)
    threads: int = 0
    compute_type: str = "int8"


@dataclass
class FasterWhisper:
    """A Whisper model on CTranslate2, on the processor; loaded when first used, from its folder and nowhere else.

    Raises (any use of it): BadInput for damaged weights, or an English-only model asked for another language.
    """

    model: Model
    settings: Settings = Settings()
    _loaded: Any = field(default=None, repr=False)
    _decoder: Decoder | None = field(default=None, init=False, repr=False)

    @property
    def engine(self) -> str:
        """Name for the version's record."""
        return f"faster-whisper {self.model.name}"

    def using(self, settings: Settings) -> FasterWhisper:
        """The same weights, loaded once, with other settings."""
        return FasterWhisper(self.model, settings, self.weights())

    def weights(self) -> Any:
        """The faster_whisper.WhisperModel."""
        if self._loaded is None:
            from faster_whisper import WhisperModel

            try:
                self._loaded = WhisperModel(
                    str(self.model.path), device="cpu", compute_type=self.settings.compute_type, local_files_only=True,
                    cpu_threads=self.settings.threads or physical_cores())
            except MemoryError:
                raise
            # What reads the words of a model (tokenizers) raises nothing narrower for a file that was cut short.
            except Exception as error:
                raise BadInput(N_("The model {name} is damaged. Fetch it again."), name=self.model.name) from error
        return self._loaded

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """See writing.Engine."""
        if self._decoder is None:
            self.model.require_language(self.settings.language)
            self._decoder = Decoder(
                self.weights(), self.settings.language, self.settings.task, self.settings.hotwords)
        return self._decoder.decode(sounds, way)


def transcribe_file(path: Path, engine: Engine, tell: Callable[[int], None] = lambda _ms: None) -> InMemory:
    """Write down one file without a pilot.

    Args:
        tell: called with the audio time (ms) up to which it is done.

    Raises: BadInput when there is no file, no sound or no speech in it, or the model does not know the language.
    """
    if not path.is_file():
        raise BadInput(N_("There is no file {path}."), path=path)
    heard = InMemory(tell)
    with path.open("rb") as file:
        write_out(file, engine, heard)
    if not heard.segments and heard.damage.is_any:
        raise BadInput(N_("This file is damaged, and nobody is heard in what could be read of it. Make a new copy of"
                          " it."))
    if not heard.segments:
        raise BadInput(N_("Nobody is heard speaking in this file. Listen whether it is the right one."))
    return heard
