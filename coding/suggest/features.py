"""What a sentence is to the linear model: its words and pairs of words in their basic form, and the phrases in it.

Behind the fence; what comes back are numbers made with a salt, no word.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

from coding.suggest.deciding import by_sentence
from coding.suggest.forms import basic
from coding.suggest.linear import number
from texts.index.forms import WORD

if TYPE_CHECKING:
    from coding.suggest.matching import Hit

Sentence = tuple[int, int, list[int], list[tuple[int, int, int]], dict[str, float]]


def sentences_behind(signals: list[list[str]], salt: str, texts: list[str]) -> list[list[Sentence]]:
    """In the child: of each text its sentences.

    Returns: start, end (code points into the text), the columns of what is in it, and the phrases in it as
        (number of the phrase, start, end); by code how sure the phrases alone make one of it.
    """
    from coding.suggest.matching import ready

    book = ready(json.dumps([phrase for _code, _strength, phrase in signals]))
    return [_of_text(*book.hits(text), text, signals, salt) for text in texts]


def _of_text(sentences: list[tuple[int, int]], hits: list[Hit], text: str, signals: list[list[str]], salt: str,
             ) -> list[Sentence]:
    found: list[Sentence] = []
    sure = by_sentence(hits, [(code, strength) for code, strength, _phrase in signals])
    for at, (start, end) in enumerate(sentences):
        words = [basic(one) for one in WORD.findall(text[start:end])]
        said = [*words, *(f"{one} {other}" for one, other in pairwise(words))]
        here = [hit for hit in hits if hit.sentence == at]
        # A phrase stands for its code, whatever its words: what people mean by the code says what it is worth.
        said += [f"@{signals[hit.phrase][0]} {signals[hit.phrase][1]}" for hit in here]
        found.append((start, end, [number(salt, one) for one in said],
                      [(hit.phrase, *place) for hit in here for place in hit.words], sure.get(at, {})))
    return found
