"""Which codes are on the same words, sentence, turn, document or family: how often, and by which codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pilot.words import N_
from texts import places
from themes.agreeing.cutting import begins
from themes.finished import positions
from themes.tally import places as runs

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.frames import Material

UNITS = {"passage": N_("the same words"), "sentence": N_("the same sentence"), "turn": N_("the same turn"),
         "document": N_("the same story or conversation"), "family": N_("the same family")}


def beside(db: Database, material: Material, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Codings (rows of the material's marks), each with another code (its place) on a unit that it is on; each pair
    once."""
    rows, code, where = _on(db, material, unit)
    if unit == "passage":
        one, other = _touching(material, rows)
        pairs = np.stack([np.concatenate([rows[one], rows[other]]), np.concatenate([code[other], code[one]])], axis=1)
    else:
        there = np.unique(np.stack([where, code], axis=1), axis=0)
        first = np.searchsorted(there[:, 0], where, side="left")
        many = np.searchsorted(there[:, 0], where, side="right") - first
        each = np.repeat(first - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
        pairs = np.stack([np.repeat(rows, many), there[each, 1]], axis=1)
    pairs = np.unique(pairs, axis=0)
    own = positions(material.marks["code_id"].to_numpy(), _ids(material))[pairs[:, 0]]
    kept = own != pairs[:, 1]
    return pairs[kept, 0], pairs[kept, 1]


def together(db: Database, material: Material, unit: str) -> np.ndarray:
    """How often two codes are together, shape (codes, codes), nought on the diagonal.

    For the same words: pairs of places of the one and of the other that share words. Else units that have both.
    """
    rows, code, where = _on(db, material, unit)
    n = len(material.codes)
    if unit == "passage":
        counted = _places(material, rows)
        found = np.zeros((n, n), dtype=np.int64)
        np.add.at(found, (counted[0], counted[1]), 1)
        found = found + found.T
    else:
        numbers, at = np.unique(where, return_inverse=True)
        found = np.zeros((n, n), dtype=np.int64)
        for low in range(0, len(numbers), 100_000):  # a table of so many units at once
            some = (at >= low) & (at < low + 100_000)
            has = np.zeros((min(100_000, len(numbers) - low), n), dtype=np.float32)
            has[at[some] - low, code[some]] = 1
            found += np.rint(has.T @ has).astype(np.int64)
    np.fill_diagonal(found, 0)
    return found


def _ids(material: Material) -> np.ndarray:
    return np.array([code.code_id for code in material.codes])


def _on(db: Database, material: Material, unit: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codings by unit, one on several units several times: row of marks, place of its code, number of the unit."""
    marks = material.marks
    code = positions(marks["code_id"].to_numpy(), _ids(material))
    documents = marks["document_id"].to_numpy()
    rows = np.arange(len(marks))
    if unit == "document":
        return rows, code, documents
    if unit == "family":
        of = dict(zip(material.documents["document_id"].tolist(), material.documents["family_id"].tolist(),
                      strict=True))
        return rows, code, np.array([of[one] for one in documents.tolist()], dtype=np.int64)
    rows = rows[marks["start"].to_numpy() != places.BEHIND[0]]
    if unit == "passage":
        return rows, code[rows], rows
    version, start, end = (marks[name].to_numpy()[rows] for name in ("version_id", "start", "end"))
    versions, at = np.unique(version, return_inverse=True)
    keys = begins(db, unit, versions)
    lowest = np.searchsorted(keys, at << 32)
    first, last = (np.maximum(np.searchsorted(keys, at << 32 | place, side="right") - 1, lowest)
                   for place in (start, end - 1))
    many = last - first + 1
    each = np.repeat(first - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
    return np.repeat(rows, many), np.repeat(code[rows], many), each


def _touching(material: Material, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of codings that share words, each pair once, by their places in `rows`."""
    version, start, end = (material.marks[name].to_numpy()[rows] for name in ("version_id", "start", "end"))
    return _overlaps(version, start, end)


def _places(material: Material, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of pairs of places that share words the codes."""
    marks = material.marks.iloc[rows]
    order, fresh = runs(marks)
    if not len(order):
        return order, order
    begin = np.flatnonzero(fresh)
    ends = np.maximum.reduceat(marks["end"].to_numpy()[order], begin)
    version, start = (marks[name].to_numpy()[order][begin] for name in ("version_id", "start"))
    code = positions(marks["code_id"].to_numpy()[order][begin], _ids(material))
    one, other = _overlaps(version, start, ends)
    return code[one], code[other]


def _overlaps(version: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of spans of one version that share words, each pair once: the second begins in the first."""
    order = np.argsort(version << 32 | start, kind="stable")
    keys = (version << 32 | start)[order]
    last = np.searchsorted(keys, (version << 32 | end)[order], side="left")
    many = last - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), many)
    other = one + 1 + np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    return order[one], order[other]
