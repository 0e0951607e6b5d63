"""Which families are laid beside which: by referrer, site, coach or arm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from sqlite_utils import Database


def groups_of(db: Database, families: pd.DataFrame, by: str) -> dict[str, np.ndarray]:
    """Name of each group to the places of its families in the frame, by name; {} for no groups.

    A family of several coaches is with the one it has now, or had last. One without a group is in none.
    """
    if not by:
        return {}
    names = _coaches(db, families) if by == "coach" else families[by].to_numpy(dtype=object)
    return {str(name): np.flatnonzero(names == name) for name in sorted(set(names) - {""})}


def _coaches(db: Database, families: pd.DataFrame) -> np.ndarray:
    """Pseudonym of the coach of each family, '' for none."""
    last = dict(db.conn.execute(
        "SELECT family_id, pseudonym FROM (SELECT c.family_id, p.pseudonym, row_number() OVER (PARTITION BY c.family_id"
        " ORDER BY c.until_on IS NULL DESC, c.from_on DESC, p.pseudonym) AS n FROM coaching c"
        " JOIN person p ON p.person_id = c.coach_id) WHERE n = 1").fetchall())
    return np.array([last.get(one, "") for one in families["family_id"].tolist()], dtype=object)
