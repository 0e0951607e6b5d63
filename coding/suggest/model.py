"""What was learnt of a pilot's own codings: learnt whole, kept without a word of any text, forgotten whole."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.suggest import material
from coding.suggest.judging import LEARNT, PHRASES, Judged, Share, better, judge, judge_phrases
from coding.suggest.linear import BUCKETS, Learnt, learn, rarity, weighted
from pilot import access
from pilot.clock import now
from pilot.store.files import new_guid, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from coding.suggest.linear import Floats
    from coding.suggest.proposing import Signals


class Model(NamedTuple):
    """What is known of each code: how well it is proposed, and for those that are, the weights.

    Attributes:
        versions: `version_id` of the texts it was learnt on. idf: how rare each column is. codes: by key, of what
            was learnt.
    """

    guid: str
    learnt_at: str
    codebook_version_id: int
    salt: str
    versions: tuple[int, ...]
    idf: Floats
    codes: dict[str, Learnt]
    figures: tuple[Judged, ...]

    @property
    def speaks(self) -> dict[str, Judged]:
        """The codes that it can propose, by key: by what it learnt or by phrases."""
        return {one.code: one for one in self.figures
                if one.threshold is not None and (one.by == PHRASES or one.code in self.codes)}


def made(
    db: Database, codes: list[str], signals: Signals, codebook_version_id: int,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Model:
    """Learn each of `codes` from the pilot's codings as they are now, and judge it by families left out; where the
    phrases of the codebook alone find more and are right often enough, they speak for it.

    Args:
        tell: is told how many codes are done, and of how many.
    """
    salt = secrets.token_hex(16)
    known = material.gather(material.texts(db), signals, salt)
    figures, learnt = [], {}
    idf = rarity(known.counts)
    rows = weighted(known.counts, idf)
    for at, code in enumerate(codes):
        tell(at, len(codes))
        has = known.has(code)
        figures.append(better(judge(code, known.counts, has, known.families),
                              judge_phrases(code, known.sure(code), has, known.families)))
        if figures[-1].threshold is not None and figures[-1].by == LEARNT:
            learnt[code] = learn(rows, has)
    return Model(new_guid(), now(), codebook_version_id, salt, tuple(known.versions), idf, learnt, tuple(figures))


def keep(db: Database, model: Model) -> bool:
    """Keep a model in the place of the one there is, inside `write(db)`; not when a text it was learnt on has left
    meanwhile, and then whether it was kept is False."""
    if not _in_reach(db, model.versions):
        return False
    weights = np.concatenate([model.idf, *(np.append(one.weights, one.bias) for one in model.codes.values())])
    db.conn.execute("DELETE FROM suggest_model")
    db.conn.execute(
        "INSERT INTO suggest_model VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        (model.guid, model.learnt_at, model.codebook_version_id, model.salt, json.dumps(model.versions),
         weights.astype("<f4").tobytes(), json.dumps({"codes": list(model.codes), "figures": model.figures})))
    return True


def kept(db: Database) -> Model | None:
    """The model there is; None where none was learnt, or where a text that it was learnt on left. That one is forgotten
    now: a consent ends on a day, without anybody changing anything."""
    row = db.conn.execute(
        "SELECT guid, learnt_at, codebook_version_id, salt, versions, weights, figures FROM suggest_model").fetchone()
    if row is None:
        return None
    guid, learnt_at, book, salt, texts, blob, figures = row
    versions = tuple(json.loads(texts))
    if not _in_reach(db, versions):
        if not db.conn.in_transaction:
            with write(db):
                db.conn.execute("DELETE FROM suggest_model")
        return None
    weights, told = np.frombuffer(blob, dtype="<f4").astype(float), json.loads(figures)
    parts = weights[BUCKETS:].reshape(len(told["codes"]), BUCKETS + 1)
    return Model(
        guid, learnt_at, book, salt, versions, weights[:BUCKETS],
        {code: Learnt(part[:-1], float(part[-1])) for code, part in zip(told["codes"], parts, strict=True)},
        tuple(_judged(one) for one in told["figures"]))


def _judged(told: list[object]) -> Judged:
    code, examples, families, threshold, right, found, marked, *by = told  # without `by` of before phrases were judged
    shares = [Share(*one) for one in (right, found, marked)]  # type: ignore[misc]
    return Judged(code, examples, families, threshold, *shares, *by)  # type: ignore[arg-type]


def _in_reach(db: Database, versions: tuple[int, ...]) -> bool:
    where, params = access.reach.documents_where(db)
    counts, more = access.blind.counted_where(db, "d")
    there = db.conn.execute(
        "SELECT count(*) FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.version_id IN (SELECT value FROM json_each(?)) AND {where} AND {counts}",
        [json.dumps(versions), *params, *more]).fetchone()[0]
    return bool(there == len(versions))
