"""A conversation as long as is asked, made by program: no line of it comes twice, and each run makes the same."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED, VOCABULARY = 11, 6_000
_ONSETS = ("b", "d", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "sch", "st", "t", "v", "w", "z", "")
_NUCLEI = ("a", "aa", "e", "ee", "ei", "eu", "i", "ie", "ij", "o", "oe", "oo", "ou", "u", "uu", "ë", "é")
_CODAS = ("", "", "k", "l", "m", "n", "ng", "r", "rt", "s", "st", "t", "cht")
_VOICES = (("Interviewer", "coordinator"), ("Moeder", "family"), ("Coach", "coach"), ("Vader", "family"))


def conversation(words: int, seed: int = SEED) -> tuple[NewTurn, ...]:
    """Turns with so many words together: sentences of made-up words, common ones often, with an emoji now and then."""
    rng = random.Random(seed)
    known = list(itertools.islice(_invented(rng), VOCABULARY))
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))  # as in speech (Zipf)
    turns: list[NewTurn] = []
    left = words
    while left:
        said = min(left, rng.randint(4, 38))
        left -= said
        speaker, voice = _VOICES[len(turns) % 2 if rng.random() < 0.8 else rng.randrange(len(_VOICES))]
        turns.append(NewTurn(_sentences(rng, rng.choices(known, cum_weights=weights, k=said)), speaker, voice))
    return tuple(turns)


def _invented(rng: random.Random) -> Iterator[str]:
    """Words that sound Dutch, each once."""
    seen = set()
    while True:
        word = "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(rng.randint(1, 3)))
        if word not in seen:
            seen.add(word)
            yield word


def _sentences(rng: random.Random, words: list[str]) -> str:
    said = []
    while words:
        sentence, words = words[:(length := rng.randint(3, 14))], words[length:]
        said.append(" ".join(sentence).capitalize() + rng.choices((".", "?", "...", " 🙂."), weights=(80, 12, 5, 3))[0])
    return " ".join(said)
