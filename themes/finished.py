"""Which coders finished which documents for which codes: only what they say there counts.

A coder finishes a document under a codebook version, for the codes of that version. What she coded in a document that
she has not finished, or under a code that came later, does not count yet: half of a document is not its story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from themes.scope import ALL, ANY

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.scope import Scope

_CONTENTS = "SELECT codebook_version_id, code_id FROM code_definition WHERE is_codable"
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


def finished(db: Database, scope: Scope, documents: np.ndarray, codes: np.ndarray) -> Finished:
    """What the chosen coders finished of these documents (document_id) and codes (code_id), in their order."""
    sql, params = _DONE, []
    if scope.coder not in (ANY, ALL):
        sql, params = f"{_DONE} AND s.user_id = (SELECT user_id FROM user WHERE guid = ?)", [scope.coder]
    done = np.array(db.conn.execute(sql, params).fetchall(), dtype=np.int64).reshape(-1, 3)
    done = done[np.isin(done[:, 0], documents)]
    coders = np.unique(done[:, 1])
    for_code = np.zeros((len(coders), len(documents), len(codes)), dtype=bool)
    at, by = positions(done[:, 0], documents), positions(done[:, 1], coders)
    contents = np.array(db.conn.execute(_CONTENTS).fetchall(), dtype=np.int64).reshape(-1, 2)
    for version in np.unique(done[:, 2]):
        rows = done[:, 2] == version  # a coder finishes a document once under a version: no pair comes twice
        for_code[by[rows], at[rows]] |= np.isin(codes, contents[contents[:, 0] == version, 1])
    return Finished(coders, for_code)


def positions(ids: np.ndarray, among: np.ndarray) -> np.ndarray:
    """The position of each id in `among`; 0 for one that is not there."""
    if not len(ids) or not len(among):
        return np.zeros(len(ids), dtype=np.int64)
    table = np.zeros(int(max(ids.max(), among.max())) + 1, dtype=np.int64)
    table[among] = np.arange(len(among))
    found: np.ndarray = table[ids]
    return found
