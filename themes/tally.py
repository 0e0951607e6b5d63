"""What was said and what was coded, per document and code: the one count under every theme view.

A document is coded for a code once a chosen coder finished it under a codebook version that has the code; until then
it is told and not yet coded, whatever stands in it already (`themes/finished.py`). Where all coders have to agree, two
at least have to have finished it.

In a scope with a direction only the passages with that direction count, by what all chosen coders say of them. A
document in which a passage states none, and none has that direction, is not yet coded for it: nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.marks.packed import SIGN_NUMBERS
from themes.finished import positions
from themes.scope import ALL

if TYPE_CHECKING:
    import pandas as pd

    from themes.frames import Material


@dataclass(frozen=True)
class Tally:
    """Arrays of shape (documents, codes) in the order of the material.

    Attributes:
        said: bool, the code was used by those whose codings count.
        coded: bool, the document is coded for the code; said implies coded.
        passages: int, passages where it was said; passages of several coders that overlap count once.
        signs: int, shape (3, documents, codes): of these passages, where it was there and helped only (+), missing
            or failed only (-), and both (±, also where coders differ); the rest state no direction.
    """

    said: np.ndarray
    coded: np.ndarray
    passages: np.ndarray
    signs: np.ndarray


def tally(material: Material) -> Tally:
    """Count the material of a scope."""
    marks, on = material.marks, material.finished.for_code
    at = (positions(marks["document_id"].to_numpy(), material.documents["document_id"].to_numpy()),
          positions(marks["code_id"].to_numpy(), np.array([code.code_id for code in material.codes])))
    used = np.zeros(on.shape, dtype=bool)
    used[positions(marks["coder_id"].to_numpy(), material.finished.coders), at[0], at[1]] = True
    said, coded = np.any(used, axis=0), np.any(on, axis=0)
    if material.scope.coder == ALL:
        coded = on.sum(axis=0) >= 2
        said = said & coded & np.all(used | ~on, axis=0)
    passages, signs = _counted(marks, at, on.shape[1:])
    counted = Tally(said, coded, np.where(said, passages, 0), np.where(said, signs, 0))
    return _of_sign(counted, passages - signs.sum(axis=0), SIGN_NUMBERS[material.scope.sign] - 1
                    ) if material.scope.sign else counted


def _of_sign(counted: Tally, unsigned: np.ndarray, which: int) -> Tally:
    """Of a tally what has one sign (its place in SIGN_NUMBERS); `unsigned`: passages that state none."""
    passages = counted.signs[which]
    said = passages > 0
    signs = np.zeros_like(counted.signs)
    signs[which] = passages
    return Tally(said, said | (counted.coded & (unsigned == 0)), passages, signs)


def _counted(
    marks: pd.DataFrame, at: tuple[np.ndarray, np.ndarray], shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Places per document and code, and of these how many have each sign."""
    order, is_first = places(marks)
    if not len(order):
        return np.zeros(shape, dtype=np.int64), np.zeros((len(SIGN_NUMBERS), *shape), dtype=np.int64)
    starts = np.flatnonzero(is_first)
    flat = (at[0] * shape[1] + at[1])[order[starts]]
    sign = np.bitwise_or.reduceat(marks["sign"].to_numpy()[order], starts)
    size = shape[0] * shape[1]
    passages = np.bincount(flat, minlength=size).reshape(shape)
    signs = [np.bincount(flat[sign == number], minlength=size).reshape(shape) for number in SIGN_NUMBERS.values()]
    return passages, np.stack(signs)


def places(marks: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Codings in reading order (positions in `marks`), and for each whether a new place starts there.

    A place is a run of overlapping passages of one code in one version; passages that only touch are two places.
    """
    version, code = marks["version_id"].to_numpy(), marks["code_id"].to_numpy()
    start, end = marks["start"].to_numpy(), marks["end"].to_numpy()
    if not len(version):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    # One number per (version, code), with the start below it: a third of the time of sorting by three columns.
    group = version * (int(code.max()) + 1) + code
    order = np.argsort(group << 32 | start, kind="stable")
    group, start, end = group[order], start[order], end[order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = group[1:] != group[:-1]
    # The furthest end so far within a (version, code): number the runs, so that a later run always lies further.
    run = np.cumsum(fresh)
    furthest = np.maximum.accumulate(run * (int(end.max()) + 1) + end)
    reached = furthest - run * (int(end.max()) + 1)
    fresh[1:] |= start[1:] >= reached[:-1]
    return order, fresh
