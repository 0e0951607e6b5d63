"""alpha_u of a pilot's codings: whether coders let a passage begin and end at the same characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.unitizing import Unitized, of_code
from themes.agreeing.cutting import cut

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.agreeing.cutting import Cut
    from themes.frames import Material

Spans = list[tuple[int, int]]


def bounds(db: Database, material: Material) -> list[float | None]:
    """alpha_u of each code, and of all of them behind: 1 less the sum of what differs over that of what chance gives.

    Documents that the same coders judged lie end to end as one continuum; what differs on several is summed. Passages
    of one coder and code that overlap are one unit, those that touch are two.
    """
    whole = cut(db, material, "character")
    done: list[Unitized] = []
    for code in range(len(material.codes)):
        inside = np.flatnonzero(whole.spans.code == code)
        done.append(_of_code(whole, inside, code))
    everything = Unitized(sum(one.do for one in done), sum(one.de for one in done))
    return [one.alpha for one in (*done, everything)]


def _of_code(whole: Cut, rows: np.ndarray, code: int) -> Unitized:
    raters = whole.raters[:, :, code]
    do = de = 0.0
    for documents in _of_same_coders(raters):
        coders = np.flatnonzero(raters[:, documents[0]])
        length = int(whole.units[documents].sum())
        if len(coders) < 2 or not length:
            continue
        shift = np.zeros(len(whole.units), dtype=np.int64)
        shift[documents] = np.cumsum(whole.units[documents]) - whole.units[documents]
        some = rows[np.isin(whole.spans.document[rows], documents)]
        at = shift[whole.spans.document[some]]
        starts, ends, who = whole.spans.first[some] + at, whole.spans.end[some] + at, whole.spans.coder[some]
        found = of_code([_apart(sorted(zip(starts[who == coder].tolist(), ends[who == coder].tolist(), strict=True)))
                         for coder in coders], 0, length)
        do, de = do + found.do, de + found.de
    return Unitized(do, de)


def _of_same_coders(raters: np.ndarray) -> list[np.ndarray]:
    """Documents by the set of coders that judged them."""
    # Sets as a line of bytes: to compare columns of an array among each other takes ten times as long.
    sets = np.ascontiguousarray(np.packbits(raters, axis=0).T)
    _each, number = np.unique(sets.view(f"V{sets.shape[1]}").ravel(), return_inverse=True)
    return [np.flatnonzero(number == one) for one in range(int(number.max(initial=-1)) + 1)]


def _apart(spans: Spans) -> Spans:
    """Spans in order, those that overlap as one."""
    found: Spans = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
