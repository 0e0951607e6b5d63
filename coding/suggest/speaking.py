"""What the machine proposes for texts: by what a pilot taught it where that is right often enough, and by the phrases
of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coding.suggest import proposing
from coding.suggest.deciding import CAREFUL, Proposal
from coding.suggest.judging import PHRASES
from coding.suggest.linear import counted, weighted
from pilot import fence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coding.suggest.features import Sentence
    from coding.suggest.model import Model
    from coding.suggest.proposing import Signals


class Spoken(NamedTuple):
    """A proposal with the places of the words that spoke for it: code points into the text, end-exclusive."""

    code: str
    start: int
    end: int
    score: float
    words: tuple[tuple[int, int], ...]


def learnt(model: Model, signals: Signals, texts: Sequence[str]) -> list[list[Spoken]]:
    """What a model proposes for each text: sentences whose score, learnt or of phrases, reaches that of a code."""
    found: list[list[Spoken]] = []
    for some in proposing.portions(texts):
        told = fence.run("coding.suggest.features:sentences_behind", signals, model.salt, some, limits=proposing.LIMITS)
        found += [_of_text(model, signals, sentences) for sentences in told]
    return found


def _of_text(model: Model, signals: Signals, sentences: list[Sentence]) -> list[Spoken]:
    if not sentences:
        return []
    rows = weighted(counted([one[2] for one in sentences]), model.idf)
    found = []
    for code, known in model.speaks.items():
        least = known.threshold or 0.0
        scores: Iterable[float] = (
            [one[4].get(code, 0.0) for one in sentences] if known.by == PHRASES else model.codes[code].scores(rows))
        for (start, end, _columns, phrases, _sure), score in zip(sentences, scores, strict=True):
            if score >= least:
                words = sorted({(begin, stop) for phrase, begin, stop in phrases if signals[phrase][0] == code})
                found.append(Spoken(code, start, end, round(float(score), 2), tuple(words)))
    return found


def together(
    model: Model | None, signals: Signals, texts: Sequence[str], *, careful: bool = False,
) -> list[list[Proposal]]:
    """What phrases propose for each text, and what a pilot's model adds to it; a model is always rather sure."""
    by_phrases = proposing.propose(signals, texts, careful=careful)
    if model is None or not model.speaks:
        return by_phrases
    both = []
    for text, plain, more in zip(texts, by_phrases, learnt(model, signals, texts), strict=True):
        new = [Proposal(one.code, one.start, one.end, max(one.score, CAREFUL),
                        " · ".join(text[start:end] for start, end in one.words))
               for one in more if not any(
                   one.code == other.code and one.start < other.end and other.start < one.end for other in plain)]
        both.append(sorted([*plain, *new], key=lambda one: (one.start, one.end, -one.score, one.code)))
    return both
