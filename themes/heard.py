"""Whose voice is heard in a passage: that of every turn it runs over, not that of its whole document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from texts import places

if TYPE_CHECKING:
    import pandas as pd
    from sqlite_utils import Database

# What has no text yet was recorded of one voice; a text has the voices of its turns.
DOCUMENTS = (
    "CASE WHEN d.read_version_id IS NULL THEN d.voice = ? ELSE EXISTS"
    " (SELECT 1 FROM turn t WHERE t.version_id = d.read_version_id AND t.voice = ?) END")


def in_voice(db: Database, marks: pd.DataFrame, voice: str) -> np.ndarray:
    """For each coding (version_id, start, end) whether it holds words of a turn of this voice; one on the whole
    document does where any turn has it.
    """
    # As three lists in JSON: a fifth of the time of so many rows.
    lists = db.conn.execute(
        "SELECT json_group_array(t.version_id), json_group_array(t.start_char), json_group_array(t.end_char)"
        " FROM json_each(?) v CROSS JOIN turn t ON t.version_id = v.value"
        " WHERE t.voice = ? AND t.start_char < t.end_char",
        (json.dumps(marks["version_id"].unique().tolist()), voice)).fetchone()
    turns = np.stack([np.fromstring(numbers[1:-1], dtype=np.int64, sep=",") for numbers in lists], axis=1)
    turns = turns[np.lexsort((turns[:, 1], turns[:, 0]))]
    if not len(turns):
        return np.zeros(len(marks), dtype=bool)
    version, start, end = (marks[name].to_numpy() for name in ("version_id", "start", "end"))
    start = np.where(start == places.BEHIND[0], 0, start)
    # Turns of a version follow one another: of those that end behind the start of a coding the first decides.
    at = np.searchsorted(turns[:, 0] << 32 | turns[:, 2], version << 32 | start, side="right")
    first = turns[np.minimum(at, len(turns) - 1)]
    found: np.ndarray = (at < len(turns)) & (first[:, 0] == version) & (first[:, 1] < end)
    return found
