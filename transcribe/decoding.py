"""Sound into words, several windows at once: what is put before Whisper and how its answer is read.

Every way of decoding here gives the same words for the same sounds each time; nothing is drawn by chance.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from transcribe.audio import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

# What there is room for before a sound; after so many words one that does not fit is the last that is tried.
MOST_TOKENS, FULL = 223, 20
_PREPENDED, _APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"  # noqa: RUF001


class Way(NamedTuple):
    """How to decode; each later one is slower or less free, for sounds the one before it failed on.

    Attributes:
        beam: hypotheses followed at once. patience: how long for. repetition: above 1 words said already cost more.
        ngram: a run of so many tokens comes once at most; 0 for no limit.
    """

    beam: int = 5
    patience: float = 1.0
    repetition: float = 1.0
    ngram: int = 0


class Timed(NamedTuple):
    """A word in the clock of its sound, seconds; with its leading space."""

    text: str
    start_s: float
    end_s: float
    probability: float
    tokens: tuple[int, ...]


@dataclass(frozen=True)
class Decoded:
    """What was made of one sound.

    Attributes:
        logprob: mean log-probability of its tokens. compression: how often text repeats itself, as Whisper counts it.
        no_speech: probability 0-1 that nobody speaks. language: a code, or '' where the model knows one only.
        sure_of_language: probability 0-1 of it. asked_language: probability 0-1 of the one asked for.
    """

    words: tuple[Timed, ...]
    logprob: float
    compression: float
    no_speech: float
    language: str
    sure_of_language: float
    asked_language: float

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(word.text for word in self.words)


class Decoder:
    """A loaded faster-whisper model, asked for several sounds at once.

    Args:
        model: faster_whisper.WhisperModel.
    """

    def __init__(self, model: Any, language: str, task: str, hotwords: Sequence[str]) -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = model
        self._language = language
        self._tokens = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task=task, language=language)
        fit = fitting(hotwords, lambda text: len(self._tokens.encode(f" {text}")))
        self._prompt = model.get_prompt(self._tokens, [], without_timestamps=True, hotwords=fit or None)
        self._suppressed = list(get_suppressed_tokens(self._tokens, [-1]))

    def decode(self, sounds: Sequence[NDArray[np.float32]], way: Way) -> list[Decoded]:
        """The words of each sound (16 kHz mono, 30 s at most), decoded together."""
        from faster_whisper.transcribe import pad_or_trim

        features = [self._model.feature_extractor(sound)[..., :-1] for sound in sounds]
        encoded = self._model.encode(np.stack([pad_or_trim(one) for one in features]))
        languages = self._languages(encoded, len(sounds))
        answers = self._model.model.generate(
            encoded, [list(self._prompt) for _ in sounds], beam_size=way.beam, patience=way.patience,
            repetition_penalty=way.repetition, no_repeat_ngram_size=way.ngram, length_penalty=1.0,
            max_length=self._model.max_length, suppress_blank=True, suppress_tokens=self._suppressed,
            return_scores=True, return_no_speech_prob=True)
        tokens = [[t for t in answer.sequences_ids[0] if t < self._tokens.eot] for answer in answers]
        words = self._aligned(encoded, tokens, [len(sound) for sound in sounds])
        return [
            Decoded(tuple(words[n]), _logprob(answer), compression(self._tokens.decode(tokens[n])),
                    float(answer.no_speech_prob), *languages[n])
            for n, answer in enumerate(answers)]

    def _languages(self, encoded: Any, count: int) -> list[tuple[str, float, float]]:
        if not self._model.model.is_multilingual:
            return [("", 0.0, 1.0)] * count
        found = []
        for probabilities in self._model.model.detect_language(encoded):
            known = {token[2:-2]: float(p) for token, p in probabilities}
            first = max(known, key=lambda code: known[code])
            found.append((first, known[first], known.get(self._language, 0.0)))
        return found

    def _aligned(self, encoded: Any, tokens: list[list[int]], lengths: list[int]) -> list[list[Timed]]:
        """When each word is said; words stay within their sound."""
        if not any(tokens):
            return [[] for _ in tokens]
        frames = [max(1, length // self._model.feature_extractor.hop_length) for length in lengths]
        from faster_whisper.transcribe import merge_punctuations

        found = []
        for n, words in enumerate(self._model.find_alignment(self._tokens, tokens, encoded, frames)):
            merge_punctuations(words, _PREPENDED, _APPENDED)
            end = lengths[n] / RATE
            found.append([
                Timed(word["word"], min(float(word["start"]), end), min(float(word["end"]), end),
                      float(word["probability"]), tuple(word["tokens"]))
                for word in words if word["word"]])
        return found


def fitting(words: Sequence[str], tokens: Callable[[str], int], most: int = MOST_TOKENS) -> str:
    """As many of the first words as fit into so many tokens, as one text; '' of none. Pure.

    Args:
        tokens: how many a text has.
    """
    fits: list[str] = []
    for word in words:
        if tokens(", ".join([*fits, word])) <= most:
            fits.append(word)
        elif len(fits) > FULL:
            break
    return ", ".join(fits)


def _logprob(answer: Any) -> float:
    length = len(answer.sequences_ids[0])
    return float(answer.scores[0]) * length / (length + 1)


def compression(text: str) -> float:
    """How much shorter text gets when packed: above 2.4 it says the same again and again."""
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 0.0
