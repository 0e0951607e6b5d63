"""Codings as spans of units: the sentences, turns or characters that they touch, or the whole document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.patterns import Spans
from texts import places, sentences
from themes.finished import positions

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.frames import Material


@dataclass(frozen=True)
class Cut:
    """The documents that two coders finished, in units.

    Attributes:
        documents: their positions in the material. units: how many each has.
        raters: bool, shape (coders, documents, codes), of the material's finished for these documents.
        spans: of codings, document by its place in `documents`, code and coder by those in the material.
        rows: of each span its row in the material's marks.
        placeless: codings on no words of the text that is read: on the whole document, or waiting for a person.
    """

    documents: np.ndarray
    units: np.ndarray
    raters: np.ndarray
    spans: Spans
    rows: np.ndarray
    placeless: int


def cut(db: Database, material: Material, unit: str) -> Cut:
    """The codings of documents that two coders or more finished for a code, as spans of this unit (of UNITS)."""
    for_code = material.finished.for_code
    documents = np.flatnonzero((for_code.sum(axis=0) >= 2).any(axis=1))
    ids = material.documents["document_id"].to_numpy()[documents]
    version, lengths = read_now(db, ids)
    marks = material.marks
    inside = np.flatnonzero(np.isin(marks["document_id"].to_numpy(), ids))
    at = positions(marks["document_id"].to_numpy()[inside], ids)
    start, end = marks["start"].to_numpy()[inside], marks["end"].to_numpy()[inside]
    if unit == "document":
        units, kept = np.ones(len(documents), dtype=np.int64), np.ones(len(inside), dtype=bool)
        first, last = np.zeros_like(start), np.zeros_like(start)
    else:
        kept = (start != places.BEHIND[0]) & (marks["version_id"].to_numpy()[inside] == version[at])
        units, first, last = in_units(db, unit, version, lengths, at[kept], start[kept], end[kept])
    rows = inside[kept]
    code = positions(marks["code_id"].to_numpy()[rows], np.array([one.code_id for one in material.codes]))
    coder = positions(marks["coder_id"].to_numpy()[rows], material.finished.coders)
    return Cut(documents, units, for_code[:, documents], Spans(at[kept], code, coder, first, last + 1), rows,
               int((~kept).sum()))


def read_now(db: Database, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of documents the version that is read (0 where there is none) and its length in code points."""
    rows = {row[0]: row[1:] for row in db.conn.execute(
        "SELECT d.document_id, v.version_id, v.length_chars FROM document d JOIN document_version v"
        " ON v.version_id = d.read_version_id WHERE d.document_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids.tolist()),))}
    found = np.array([rows.get(one, (0, 0)) for one in ids.tolist()], dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def in_units(
    db: Database, unit: str, version: np.ndarray, lengths: np.ndarray, at: np.ndarray, start: np.ndarray,
    end: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many units each document has; and of each coding the first and the last it touches, in its document.

    Args:
        version, lengths: as `read_now` gives them, a document each.
        at: of each coding its document among these; start, end: code points, 0-based, end-exclusive.
    """
    if unit == "character":
        return lengths, start, end - 1
    keys = begins(db, unit, version)
    units = np.bincount(keys >> 32, minlength=len(version))
    before = np.cumsum(units) - units
    first, last = (np.maximum(np.searchsorted(keys, at << 32 | place, side="right") - 1 - before[at], 0)
                   for place in (start, end - 1))
    return units, first, last


def begins(db: Database, unit: str, version: np.ndarray) -> np.ndarray:
    """Where the sentences or turns of versions begin, ascending: the place of the version in the upper 32 bits, the
    code point below."""
    found = _sentences(db, version) if unit == "sentence" else _turns(db, version)
    many = [len(one) for one in found]
    return np.repeat(np.arange(len(found)), many) << 32 | np.array([at for one in found for at in one], dtype=np.int64)


def _sentences(db: Database, version: np.ndarray) -> list[list[int]]:
    found = sentences.of(db, [one for one in version.tolist() if one])
    return [found.get(one, []) for one in version.tolist()]


def _turns(db: Database, version: np.ndarray) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for one, start in db.conn.execute(
            "SELECT t.version_id, t.start_char FROM json_each(?) j CROSS JOIN turn t ON t.version_id = j.value"
            " WHERE t.start_char < t.end_char ORDER BY t.version_id, t.start_char", (json.dumps(version.tolist()),)):
        found.setdefault(one, []).append(start)
    return [found.get(one, []) for one in version.tolist()]
