"""Agreement on what coders say of a unit that they gave the same code: its direction, and its weight."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement import coefficients
from coding.agreement.patterns import MOST_CODERS, Spans, patterns
from coding.agreement.ratings import Ratings
from coding.marks.packed import SIGN_NUMBERS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.agreeing.cutting import Cut
    from themes.frames import Material

_WEIGHTS = 5


@dataclass(frozen=True)
class Stated:
    """Agreement on what was stated: units where two coders or more did, the share of pairs that agree, and alpha."""

    units: int
    percent: float | None
    alpha: float | None


def signs(material: Material, found: Cut) -> list[Stated | None]:
    """Of each code, and of all of them behind: whether coders who both stated a direction stated the same (+, -, ±)."""
    said = material.marks["sign"].to_numpy()[found.rows]
    return _stated(found, len(material.codes), [(said & bit) > 0 for bit in (1, 2)], tuple(SIGN_NUMBERS), "nominal")


def weights(db: Database, material: Material, found: Cut) -> list[Stated | None]:
    """As `signs`, of weights from 1 to 5, for alpha in their order; nothing where nobody changed a weight, and for more
    than a dozen coders."""
    changed = _changed(db, found, material)
    if changed is None or len(found.raters) * _WEIGHTS > MOST_CODERS:
        return [None] * (len(material.codes) + 1)
    return _stated(found, len(material.codes), [changed == n for n in range(1, _WEIGHTS + 1)],
                   tuple(float(n) for n in range(1, _WEIGHTS + 1)), "ordinal")


def _stated(
    found: Cut, codes: int, bits: list[np.ndarray], values: tuple[str | float, ...], level: str
) -> list[Stated | None]:
    """Agreement on values that are said by one bit or more of a coder: of a direction both at once are a value of
    their own, of several weights the largest counts."""
    spans, wide = found.spans, len(bits)
    parts = [np.flatnonzero(bit) for bit in bits]
    rows = np.concatenate(parts)
    at = np.repeat(np.arange(wide), [len(part) for part in parts])
    judges = found.raters[spans.coder[rows], spans.document[rows], spans.code[rows]]
    rows, at = rows[judges], at[judges]
    table = patterns(Spans(spans.document[rows], spans.code[rows], spans.coder[rows] * wide + at, spans.first[rows],
                           spans.end[rows]))
    said = np.stack([table.mask >> (coder * wide) & ((1 << wide) - 1) for coder in range(len(found.raters))], axis=1)
    marks = said - 1 if level == "nominal" else np.ceil(np.log2(said + 1)).astype(np.int64) - 1
    several = (marks >= 0).sum(axis=1) > 1
    made = []
    for code in (*range(codes), None):
        some = several if code is None else several & (table.code == code)
        ratings = Ratings(marks[some], values, table.n[some])
        made.append(Stated(ratings.total, coefficients.percent(ratings), coefficients.krippendorff_alpha(
            ratings, level)) if ratings.total else None)
    return made


def _changed(db: Database, found: Cut, material: Material) -> np.ndarray | None:
    """The weight of each coding; None where all have the one that a coding is made with."""
    names = ["version_id", "code_id", "coder_id", "start", "end"]
    marks = material.marks.iloc[found.rows]
    rows = db.conn.execute(
        "SELECT p.version_id, c.code_id, c.coder_id, p.start_char, p.end_char, max(c.weight) FROM coding c"
        " JOIN coding_place p USING (coding_id) WHERE c.weight > 1 AND c.retracted_at IS NULL AND c.layer = 'coder'"
        " AND p.version_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4, 5",
        (json.dumps(marks["version_id"].unique().tolist()),)).fetchall()
    if not rows:
        return None
    known = {row[:5]: row[5] for row in rows}
    return np.array([known.get(tuple(one), 1) for one in marks[names].to_numpy().tolist()], dtype=np.int64)
