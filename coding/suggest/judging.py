"""How good proposals for a code are, on families the machine did not learn from; and from which score it may speak."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.suggest.linear import learn, rarity, weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coding.suggest.linear import Floats, Matrix

FEWEST = 15  # coded sentences, and two families at least
WANTED_PRECISION = 0.85
_FEWEST_MARKED = 5
MOST_GROUPS = 10  # of families that are left out together, where there are more families
_Z = 1.96
LEARNT, PHRASES = "learnt", "phrases"


class Share(NamedTuple):
    """A share with its 95 % interval after Wilson: `k` of `n`; None where there is nothing to count."""

    k: int
    n: int
    value: float | None
    low: float | None
    high: float | None


class Judged(NamedTuple):
    """How proposals for a code compare with people by sentence, each family judged by what was learnt without it.

    Attributes:
        examples: sentences that people gave the code. families: in how many families.
        threshold: the score from which the machine speaks; None where no score is right often enough.
        precision: of what it marks, what people coded. recall: of what people coded, what it marks.
        coverage: of all sentences, those it marks; of the others it says nothing.
        by: what speaks: LEARNT, or PHRASES, the signal phrases of the codebook alone.
    """

    code: str
    examples: int
    families: int
    threshold: float | None
    precision: Share
    recall: Share
    coverage: Share
    by: str = LEARNT

    @property
    def too_few(self) -> bool:
        """Whether there are too few examples to judge anything."""
        return self.examples < FEWEST or self.families < 2


def share(k: int, n: int) -> Share:
    """`k` of `n` with Wilson's interval, which holds for few and for extreme shares; units count as independent."""
    if not n:
        return Share(0, 0, None, None, None)
    p = k / n
    middle, under = p + _Z * _Z / (2 * n), 1 + _Z * _Z / n
    reach = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    return Share(k, n, p, max(0.0, (middle - reach) / under), min(1.0, (middle + reach) / under))


def groups(families: Sequence[int]) -> list[NDArray[np.bool_]]:
    """For each family (or group of families where there are many) which rows are left out with it."""
    known = sorted(set(families))
    of = {family: at % MOST_GROUPS if len(known) > MOST_GROUPS else at for at, family in enumerate(known)}
    placed = np.asarray([of[family] for family in families])
    return [placed == group for group in sorted(set(of.values()))]


def judge(code: str, counts: Matrix, has: NDArray[np.bool_], families: Sequence[int]) -> Judged:
    """Learn the code without each family, let it judge that family, and find from which score it is right enough.

    The score for a family is chosen on the other families alone, so that the figures are of sentences that neither the
    words nor the score were learnt from.

    Args:
        counts: a row per sentence, not weighted: how rare a word is, is learnt as well. has: which have the code.
    """
    found = _nothing(code, has, families)
    if found.too_few:
        return found
    scores = np.zeros(counts.n)
    for out in groups(families):
        scores[out] = _without(counts, has, out)
    return _of_scores(found, scores, has, families)


def judge_phrases(code: str, scores: Floats, has: NDArray[np.bool_], families: Sequence[int]) -> Judged:
    """How good the phrases of the codebook are by themselves, of which nothing is learnt but the score.

    Args:
        scores: of each sentence, how sure they make it. has: which have the code.
    """
    found = _nothing(code, has, families)._replace(by=PHRASES)
    return found if found.too_few else _of_scores(found, scores, has, families)


def better(learnt: Judged, phrases: Judged) -> Judged:
    """Which of the two may speak: of those that are right often enough the one that finds more."""
    if phrases.threshold is not None and (learnt.threshold is None or phrases.recall.k > learnt.recall.k):
        return phrases
    return learnt


def _nothing(code: str, has: NDArray[np.bool_], families: Sequence[int]) -> Judged:
    among = {family for family, yes in zip(families, has, strict=True) if yes}
    nothing = share(0, 0)
    return Judged(code, int(has.sum()), len(among), None, nothing, nothing, nothing)


def _of_scores(found: Judged, scores: Floats, has: NDArray[np.bool_], families: Sequence[int]) -> Judged:
    marked = np.zeros(len(scores), dtype=bool)
    for out in groups(families):
        least = threshold(scores[~out], has[~out])
        if least is not None:
            marked[out] = scores[out] >= least
    right = int((marked & has).sum())
    return found._replace(
        threshold=threshold(scores, has), precision=share(right, int(marked.sum())),
        recall=share(right, int(has.sum())), coverage=share(int(marked.sum()), len(scores)))


def _without(counts: Matrix, has: NDArray[np.bool_], out: NDArray[np.bool_]) -> Floats:
    known, asked = counts.of(np.flatnonzero(~out)), counts.of(np.flatnonzero(out))
    if not has[~out].any():
        return np.zeros(asked.n)
    idf = rarity(known)
    return learn(weighted(known, idf), has[~out]).scores(weighted(asked, idf))


def threshold(scores: Floats, has: NDArray[np.bool_]) -> float | None:
    """The score from which on WANTED_PRECISION of what is marked has the code, and most of it is marked; or None.

    It lies half-way between the last that has the code and what comes below, which would only be wrong."""
    order = np.argsort(-scores, kind="stable")
    right, marked = np.cumsum(has[order]), np.arange(1, len(order) + 1)
    # Only at the last of equal scores: a threshold lies between scores.
    ends = np.append(scores[order][1:] < scores[order][:-1], True)
    good = np.flatnonzero(ends & (right / marked >= WANTED_PRECISION) & (marked >= _FEWEST_MARKED))
    if not len(good):
        return None
    last = good[np.argmax(right[good])]
    return float(scores[order][last:last + 2].mean())
