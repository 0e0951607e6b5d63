"""What the machine learns from: sentences of texts that coders are done with, and the codes they gave them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from coding.suggest import proposing
from coding.suggest.linear import counted
from pilot import access, fence
from texts import places

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlite_utils import Database

    from coding.suggest.linear import Floats, Matrix
    from coding.suggest.proposing import Signals

# Coders who said that they are done, at least once, and have not opened the document again since.
_DONE = ("(SELECT user_id FROM coding_status s WHERE s.document_id = {d}.document_id AND s.state = 'done'"
         " AND s.changed_at = (SELECT max(changed_at) FROM coding_status l WHERE l.document_id = s.document_id"
         " AND l.user_id = s.user_id))")


@dataclass
class Text:
    """A text that was coded: its row ids, its family, and what was coded in it (code, start, end: code points)."""

    version_id: int
    document_id: int
    family_id: int
    text: str
    coded: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass
class Material:
    """Sentences with what was coded in them; a row of `counts` per sentence. phrases: by code how sure they make it."""

    versions: list[int]
    families: list[int]
    counts: Matrix
    codes: list[frozenset[str]]
    phrases: list[dict[str, float]]

    def has(self, code: str) -> NDArray[np.bool_]:
        """Which sentences have the code."""
        return np.asarray([code in told for told in self.codes], dtype=bool)

    def sure(self, code: str) -> Floats:
        """How sure the phrases alone make each of a code, 0 where they say nothing."""
        return np.asarray([told.get(code, 0.0) for told in self.phrases], dtype=float)


def texts(db: Database) -> list[Text]:
    """The texts to learn from: in reach for analysing today, read by coders, and somebody is done with them.

    None of a round that is blind or of a practice round: what coders do there is for nobody, in no shape.
    """
    where, params = access.reach.documents_where(db)
    counts, more = access.blind.counted_where(db, "d")
    found = {row[0]: Text(*row) for row in db.conn.execute(
        "SELECT v.version_id, d.document_id, d.family_id, v.text FROM document d"
        " JOIN document_version v ON v.version_id = d.read_version_id"
        f" WHERE v.kind = 'deidentified' AND {where} AND {counts} AND EXISTS {_DONE.format(d='d')}"
        " ORDER BY v.version_id", [*params, *more])}
    for version_id, code, start, end in db.conn.execute(
            "SELECT p.version_id, k.key, p.start_char, p.end_char FROM coding c JOIN coding_place p USING (coding_id)"
            " JOIN code k USING (code_id) WHERE p.version_id IN (SELECT value FROM json_each(?))"
            f" AND c.retracted_at IS NULL AND c.layer = 'coder' AND p.passage_id IS NOT NULL AND {places.STANDS}"
            f" AND c.coder_id IN {_DONE.format(d='c')}", (json.dumps(sorted(found)),)):
        found[version_id].coded.append((code, start, end))
    return list(found.values())


def gather(coded: list[Text], signals: Signals, salt: str) -> Material:
    """The sentences of texts, made numbers behind the fence."""
    versions, families, rows, codes, phrases = [], [], [], [], []
    at = 0
    for some in proposing.portions([one.text for one in coded]):
        answers = fence.run("coding.suggest.features:sentences_behind", signals, salt, some, limits=proposing.LIMITS)
        for one, sentences in zip(coded[at:at + len(some)], answers, strict=True):
            for start, end, columns, _hits, sure in sentences:
                families.append(one.family_id)
                rows.append(columns)
                phrases.append(sure)
                codes.append(frozenset(code for code, begin, stop in one.coded if begin < end and start < stop))
        versions += [one.version_id for one in coded[at:at + len(some)]]
        at += len(some)
    return Material(versions, families, counted(rows), codes, phrases)
