"""From phrases found in a text to proposals: what speaks for a code near one another is put together.

Each phrase is a witness that is wrong now and then: together they are wrong only when all are (noisy-or). Phrases in
the same words are one witness. A phrase that speaks against a code takes most of it away.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from coding.book.phrases import AGAINST, PLAIN, SURE, WEAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coding.suggest.matching import Hit

WEIGHTS = {SURE: 0.86, PLAIN: 0.6, WEAK: 0.3}
LEFT_WHEN_AGAINST = 0.3
AGAIN = 0.1  # one more phrase in words that spoke already
# What is proposed, and what is while the machine is to be careful.
LEAST, CAREFUL = 0.5, 0.87
# A phrase by itself is often a word in passing where the same words surely say another code.
SURELY, ALONE = 0.84, 0.7
FURTHEST = 1  # sentences without a phrase between two that go together


class Proposal(NamedTuple):
    """A code for a passage.

    Attributes:
        start, end: code points into the text, 0-based, end-exclusive: whole sentences.
        score: from 0 to 1. reason: the words that spoke for it, as they stand in the text.
    """

    code: str
    start: int
    end: int
    score: float
    reason: str


def proposals(
    text: str, sentences: Sequence[tuple[int, int]], hits: Iterable[Hit], known: Sequence[tuple[str, str]],
    least: float = LEAST,
) -> list[Proposal]:
    """What is proposed for a text, in the order of its passages.

    Args:
        hits: see `matching`. known: of each phrase, by its number, the code and the strength.
        least: the score from which something is proposed.
    """
    found = []
    for code, ours in _by_code(hits, known).items():
        for some in _near(ours):
            score, words = _judged(some, known)
            if score >= least:
                start, end = sentences[some[0].sentence][0], sentences[some[-1].sentence][1]
                found.append(Proposal(code, start, end, round(score, 2), _reason(text, words)))
    kept = (one for one in found if not _in_passing(one, found))
    return sorted(kept, key=lambda one: (one.start, one.end, -one.score, one.code))


def by_sentence(hits: Iterable[Hit], known: Sequence[tuple[str, str]]) -> dict[int, dict[str, float]]:
    """Of each sentence with a phrase in it, by its number, how sure the phrases make one of each code; of nothing that
    would not be proposed."""
    found: dict[int, dict[str, float]] = {}
    for code, ours in _by_code(hits, known).items():
        for some in _near(ours):
            score, _words = _judged(some, known)
            for sentence in {hit.sentence for hit in some} if score >= LEAST else ():
                found.setdefault(sentence, {})[code] = round(score, 2)
    return found


def _by_code(hits: Iterable[Hit], known: Sequence[tuple[str, str]]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(known[hit.phrase][0], []).append(hit)
    return found


def _in_passing(one: Proposal, found: Iterable[Proposal]) -> bool:
    return one.score < ALONE and any(
        other.score >= SURELY and other.start < one.end and one.start < other.end for other in found)


def _near(hits: list[Hit]) -> list[list[Hit]]:
    """Hits of one code, those of sentences near one another together."""
    groups: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda one: one.sentence):
        if groups and hit.sentence - groups[-1][-1].sentence <= FURTHEST + 1:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _judged(hits: list[Hit], known: Sequence[tuple[str, str]]) -> tuple[float, list[tuple[int, int]]]:
    """How sure these hits make one of their code, and the words that count."""
    counted: list[tuple[int, int]] = []
    doubt, carried, against = [], False, False
    for hit in sorted(hits, key=lambda one: -WEIGHTS.get(known[one.phrase][1], 0)):
        strength = known[hit.phrase][1]
        if strength == AGAINST:
            against = True
        elif all(any(_touch(one, other) for other in counted) for one in hit.words):
            doubt.append(1 - AGAIN)
        else:
            counted += hit.words
            doubt.append(1 - WEIGHTS[strength])
            carried |= strength != WEAK
    score = (1 - prod(doubt)) * (LEFT_WHEN_AGAINST if against else 1)
    return (score if carried else 0.0), counted


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reason(text: str, words: list[tuple[int, int]]) -> str:
    """The words, those that overlap as one, in the order of the text."""
    joined: list[list[int]] = []
    for start, end in sorted(words):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return " · ".join(text[start:end] for start, end in joined)
