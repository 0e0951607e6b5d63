"""Which coders finished which documents for which codes: only what they say there counts.

A coder finishes a document under a codebook version, for the codes of that version and for what became of them since.
What she coded in a document that she has not finished, or under a code that came later, does not count yet: half of a
document is not its story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pilot.makers import CONSENSUS_GUID
from themes.scope import ALL, ANY, CONSENSUS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.scope import Scope

# For which codes of today who was done under a version is done: at once, or once none of her codings in the document
# has one of the codes in `needs` any more, which were split.
_COVER = "SELECT codebook_version_id, code_id FROM code_cover WHERE needs = '[]'"
_NEEDING = ("SELECT k.codebook_version_id, k.code_id, n.value FROM code_cover k, json_each(k.needs) n"
            " ORDER BY k.codebook_version_id, k.code_id")
_WAITING = ("SELECT document_id, coder_id FROM coding WHERE code_id = ? AND retracted_at IS NULL")
# Who opened a document again under a later version of the codebook works on it, whatever she said before.
_DONE = (
    "SELECT s.document_id, s.user_id, s.codebook_version_id FROM coding_status s WHERE s.state = 'done' AND NOT EXISTS"
    " (SELECT 1 FROM coding_status o WHERE o.document_id = s.document_id AND o.user_id = s.user_id"
    " AND o.codebook_version_id > s.codebook_version_id AND o.state = 'open')")


@dataclass(frozen=True)
class Finished:
    """What is finished.

    Attributes:
        coders: user ids of those who finished anything in scope, ascending.
        for_code: bool, shape (coders, documents, codes): finished under a version that has the code.
    """

    coders: np.ndarray
    for_code: np.ndarray

    def once(self) -> int:
        """How many documents anybody finished."""
        return int(self.for_code.any(axis=(0, 2)).sum())

    def twice(self) -> int:
        """How many documents at least two coders finished."""
        return int((self.for_code.any(axis=2).sum(axis=0) > 1).sum())

    def of(self, coder: np.ndarray, document: np.ndarray, code: np.ndarray) -> np.ndarray:
        """For codings whether they count.

        Args:
            coder: user ids; document, code: their positions in this scope.
        """
        if not len(self.coders):
            return np.zeros(len(coder), dtype=bool)
        by = positions(coder, self.coders)
        found: np.ndarray = (self.coders[by] == coder) & self.for_code[by, document, code]
        return found


def finished(
    db: Database, scope: Scope, documents: np.ndarray, codes: np.ndarray, *, without: np.ndarray,
) -> Finished:
    """What the chosen coders finished of these documents (document_id) and codes (code_id), in their order.

    Args:
        without: of these documents nobody's word counts yet.
    """
    if scope.coder in (ANY, ALL):
        # Who is nobody, and done where everything was decided together, judged nothing by itself.
        sql, params = f"{_DONE} AND s.user_id NOT IN (SELECT user_id FROM user WHERE guid = ?)", [CONSENSUS_GUID]
    else:
        sql = f"{_DONE} AND s.user_id = (SELECT user_id FROM user WHERE guid = ?)"
        params = [CONSENSUS_GUID if scope.coder == CONSENSUS else scope.coder]
    done = np.array(db.conn.execute(sql, params).fetchall(), dtype=np.int64).reshape(-1, 3)
    done = _last_under(db, done[np.isin(done[:, 0], documents) & ~np.isin(done[:, 0], without)], scope.version)
    coders = np.unique(done[:, 1])
    for_code = np.zeros((len(coders), len(documents), len(codes)), dtype=bool)
    at, by = positions(done[:, 0], documents), positions(done[:, 1], coders)
    contents = np.array(db.conn.execute(_COVER).fetchall(), dtype=np.int64).reshape(-1, 2)
    for version in np.unique(done[:, 2]):
        rows = done[:, 2] == version  # a coder finishes a document once under a version: no pair comes twice
        for_code[by[rows], at[rows]] |= np.isin(codes, contents[contents[:, 0] == version, 1])
    return Finished(coders, for_code | _parted(db, done, (coders, documents, codes)))


def _last_under(db: Database, done: np.ndarray, number: str) -> np.ndarray:
    """Of what is done (document, coder, version) what its coder was last done with under the version of this number;
    all of it for ''."""
    if not number:
        return done
    (asked,) = db.conn.execute(
        "SELECT codebook_version_id FROM codebook_version WHERE number = ?", (int(number),)).fetchone()
    last: dict[tuple[int, int], int] = {}
    for document, coder, version in done.tolist():
        last[document, coder] = max(version, last.get((document, coder), 0))
    kept: np.ndarray = done[[last[document, coder] == asked for document, coder, _version in done.tolist()]]
    return kept


def _parted(db: Database, done: np.ndarray, axes: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
    """Finished for parts of codes that were split: by who was done with the whole, and has no coding left to part."""
    coders, documents, codes = axes
    found = np.zeros(tuple(map(len, axes)), dtype=bool)
    needs: dict[tuple[int, int], list[int]] = {}
    for version, code, whole in db.conn.execute(_NEEDING):
        if code in codes:
            needs.setdefault((version, code), []).append(whole)
    for (version, code), wholes in needs.items():
        rows = done[done[:, 2] == version]
        is_done = np.zeros(found.shape[:2], dtype=bool)
        is_done[positions(rows[:, 1], coders), positions(rows[:, 0], documents)] = True
        for whole in wholes:
            waiting = np.array(db.conn.execute(_WAITING, (whole,)).fetchall(), dtype=np.int64).reshape(-1, 2)
            waiting = waiting[np.isin(waiting[:, 0], documents) & np.isin(waiting[:, 1], coders)]
            is_done[positions(waiting[:, 1], coders), positions(waiting[:, 0], documents)] = False
        found[:, :, codes == code] |= is_done[:, :, None]
    return found


def positions(ids: np.ndarray, among: np.ndarray) -> np.ndarray:
    """The position of each id in `among`; 0 for one that is not there."""
    if not len(ids) or not len(among):
        return np.zeros(len(ids), dtype=np.int64)
    table = np.zeros(int(max(ids.max(), among.max())) + 1, dtype=np.int64)
    table[among] = np.arange(len(among))
    found: np.ndarray = table[ids]
    return found
