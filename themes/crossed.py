"""Codes laid beside something else, counted: passages, stories or words, each cell with what it is out of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.marks.packed import SIGN_NUMBERS
from pilot.access import Right, Viewer
from pilot.door import use_case
from themes import frames, sharing
from themes.crossing import counting, laid
from themes.finished import positions
from themes.tally import places, tally

if TYPE_CHECKING:
    import pandas as pd
    from sqlite_utils import Database

    from themes.crossing import Column, Crossing, Laid
    from themes.frames import Material
    from themes.scope import Scope

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Crossed:
    """A table of codes; arrays of shape (codes, columns).

    Attributes:
        scope: what was asked for; sentence: what counts.
        n: what is counted; for codes by codes only this is meant.
        passages: how many; signs, shape (3, codes, columns): of these with each of SIGN_NUMBERS.
        said: documents in which; coded: documents of the column that are coded for the code, None where a column is a
            matter of words.
        told: of each column its documents, None as above.
    """

    material: Material
    scope: Scope
    crossing: Crossing
    sentence: str
    columns: list[Column]
    n: np.ndarray
    passages: np.ndarray
    signs: np.ndarray
    said: np.ndarray
    coded: np.ndarray | None
    told: np.ndarray | None


@use_case(Right.SEE_THEMES, reads="numbers by family")
def crossed(db: Database, viewer: Viewer, scope: Scope, crossing: Crossing) -> Crossed | None:
    """The table of a scope; None while no codebook has been loaded.

    Raises: NotAllowed; BadInput when the scope is something that is not in this pilot.
    """
    material = frames.load(db, viewer, scope)
    return None if material is None else of_material(db, material, crossing)


def of_material(db: Database, whole: Material, crossing: Crossing) -> Crossed:
    """`crossed` of material that was read."""
    material = counting(whole)
    found = laid(db, material, crossing)
    shape = len(material.codes), len(found.columns)
    at, spans, sign = _places(material, found)
    size = shape[0] * shape[1]
    passages = np.bincount(at, minlength=size).reshape(shape)
    signs = np.stack([np.bincount(at[sign == number], minlength=size).reshape(shape)
                      for number in SIGN_NUMBERS.values()])
    documents = positions(spans[:, 0], material.documents["document_id"].to_numpy())
    once = np.unique(np.stack([at, documents], axis=1), axis=0)[:, 0]
    said = np.bincount(once, minlength=size).reshape(shape)
    n = passages
    if crossing.across == "code":
        n = sharing.together(db, material, crossing.unit)
    elif crossing.count == "documents":
        n = said
    elif crossing.count == "words":
        n = np.bincount(at, weights=_words(db, spans), minlength=size).astype(np.int64).reshape(shape)
    coded = told = None
    if found.documents is not None:
        told = found.documents.sum(axis=1)
        coded = _coded(whole, found, crossing)
    return Crossed(material, whole.scope, crossing, whole.sentence(), found.columns, n, passages, signs, said, coded,
                   told)


def _places(material: Material, found: Laid) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places, codings of one code and column that overlap as one: of each the cell, its document, version, start and
    end, and its direction."""
    marks: pd.DataFrame = material.marks.iloc[found.rows].reset_index(drop=True)
    code = positions(marks["code_id"].to_numpy(), np.array([one.code_id for one in material.codes]))
    marks = marks.assign(code_id=code * max(len(found.columns), 1) + found.at)
    order, fresh = places(marks)
    if not len(order):
        return order, np.zeros((0, 4), dtype=np.int64), order
    begin = np.flatnonzero(fresh)
    first = marks.iloc[order[begin]]
    ends = np.maximum.reduceat(marks["end"].to_numpy()[order], begin)
    spans = np.stack([*(first[name].to_numpy() for name in ("document_id", "version_id", "start")), ends], axis=1)
    return first["code_id"].to_numpy(), spans, np.bitwise_or.reduceat(marks["sign"].to_numpy()[order], begin)


def _words(db: Database, spans: np.ndarray) -> np.ndarray:
    """How many words of each place begin in it; one on a whole document has none."""
    found = np.zeros(len(spans), dtype=np.int64)
    versions = np.unique(spans[:, 1])
    for version, text in db.conn.execute(
            "SELECT version_id, text FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
            (json.dumps(versions.tolist()),)):
        rows = np.flatnonzero((spans[:, 1] == version) & (spans[:, 2] < len(text)))
        begins = np.array([one.start() for one in _WORD.finditer(text)], dtype=np.int64)
        found[rows] = np.searchsorted(begins, spans[rows, 3]) - np.searchsorted(begins, spans[rows, 2])
    return found


def _coded(whole: Material, found: Laid, crossing: Crossing) -> np.ndarray:
    """Of each code and column the documents that are coded for the code; by coder, that she is done with."""
    if crossing.across == "coder":
        of_coder: np.ndarray = whole.finished.for_code.sum(axis=1).T
        return of_coder
    assert found.documents is not None
    counted: np.ndarray = tally(whole).coded.T.astype(np.int64) @ found.documents.T.astype(np.int64)
    return counted
