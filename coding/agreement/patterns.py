"""Which coders marked how many units of which document with which code: a sparse table, from spans of units.

Whatever a unit is (a character, sentence, turn or document), a document is a row of them, and who marked something
marked a span of that row. Counted are units by who marked them, along the ends of spans: a unit that nobody marked
takes no room, and characters cost no more than sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_CODERS = 62  # bits of a mask


@dataclass(frozen=True)
class Spans:
    """What was marked; arrays of one length.

    Attributes:
        document, code: positions, from 0; coder: from 0, less than MOST_CODERS.
        first, end: units of the document, 0-based, end-exclusive; those of one coder may overlap.
    """

    document: np.ndarray
    code: np.ndarray
    coder: np.ndarray
    first: np.ndarray
    end: np.ndarray


@dataclass(frozen=True)
class Patterns:
    """Units that somebody marked, by who did; arrays of one length.

    Attributes:
        document, code: positions; mask: bit n is set where coder n marked them; n: how many units.
    """

    document: np.ndarray
    code: np.ndarray
    mask: np.ndarray
    n: np.ndarray


def patterns(spans: Spans) -> Patterns:
    """How many units of each document have which coders' marks of a code. Raises: OverflowError past MOST_CODERS."""
    marks = len(spans.document)
    if not marks:
        nothing = np.zeros(0, dtype=np.int64)
        return Patterns(nothing, nothing, nothing, nothing)
    if int(spans.coder.max()) >= MOST_CODERS:
        raise OverflowError(f"more than {MOST_CODERS} coders")
    codes = int(spans.code.max()) + 1
    group = np.tile(spans.document.astype(np.int64) * codes + spans.code, 2)
    at = np.concatenate([spans.first, spans.end]).astype(np.int64)
    order = np.argsort(group << 32 | at, kind="stable")
    group, at = group[order], at[order]
    coder, step = np.tile(spans.coder, 2)[order], np.repeat([1, -1], marks)[order]
    mask = np.zeros(2 * marks, dtype=np.int64)
    for one in np.unique(spans.coder).tolist():
        # Of one group to the next all spans are closed: the sum begins at nought again.
        mask |= (np.cumsum(np.where(coder == one, step, 0)) > 0).astype(np.int64) << one
    n = np.zeros(2 * marks, dtype=np.int64)
    n[:-1] = at[1:] - at[:-1]
    kept = (mask > 0) & (n > 0)
    return Patterns(group[kept] // codes, group[kept] % codes, mask[kept], n[kept])


def marked(spans: Spans, documents: int) -> np.ndarray:
    """How many units of each document anybody gave any code."""
    alike = np.zeros(len(spans.document), dtype=np.int64)
    found = patterns(Spans(spans.document, alike, alike, spans.first, spans.end))
    counted: np.ndarray = np.bincount(found.document, weights=found.n, minlength=documents)
    return counted
