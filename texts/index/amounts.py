"""How much was looked in: texts and words, counted once per version of a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from texts.index.matching import Chosen

# By guid of the version, whose text never changes. To count two million words takes longer than to find one.
_words: dict[str, int] = {}


def of(db: Database, chosen: Chosen) -> tuple[int, int]:
    """How many texts are searched, and how many words stand in them."""
    guids = [row[0] for row in db.conn.execute(
        "SELECT v.guid FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
        f" WHERE {chosen.where} AND (? = '' OR EXISTS (SELECT 1 FROM turn t WHERE t.version_id = v.version_id"
        " AND t.voice = ?))", (*chosen.params, chosen.voice, chosen.voice))]
    if fresh := [guid for guid in guids if guid not in _words]:
        _words.update(db.conn.execute(
            "SELECT guid, 1 + length(text) - length(replace(text, ' ', '')) FROM document_version"
            " WHERE guid IN (SELECT value FROM json_each(?))", (json.dumps(fresh),)).fetchall())
    return len(guids), sum(_words[guid] for guid in guids)
