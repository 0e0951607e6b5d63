"""Words that the model was not sure of, for who prepares a text and asks to see them."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from texts import word_times
from transcribe.account import plain

if TYPE_CHECKING:
    from sqlite_utils import Database

# Of read Dutch base is less sure than this of 17 in a hundred words, and 63 in a hundred of its wrong ones are among
# them; of under one half, in 6 in a hundred words, 26.
FAINT = 0.7


@use_case(Right.PREPARE, reads="which words of a recording are unsure")
def low_words(db: Database, viewer: Viewer, guid: str, number: int | None = None) -> list[tuple[int, int]]:
    """The words a model wrote with a probability under `FAINT` and that nobody has changed since.

    Args:
        number: of the version, from 1; the one this viewer reads when None.

    Returns: (start, end) of each, code points, 0-based, end-exclusive, into that version, in its order.
    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid, number)
    low = sorted(
        (start_ms, plain(text)) for text, start_ms, _end_ms, probability, *_more in _written(db, version.document_id)
        if 0 <= probability < FAINT)
    if not low:
        return []
    text, = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    found = []
    for one in word_times.of(db, version.version_id):
        until = max(one.start_ms + 1, one.end_ms or 0)
        inside = low[bisect_left(low, (one.start_ms, "")):bisect_left(low, (until, ""))]
        own = plain(text[one.start:one.end])
        if any(word and word in own for _ms, word in inside):
            found.append((one.start, one.end))
    return found


def _written(db: Database, document_id: int) -> list[list[Any]]:
    """[text, start_ms, end_ms, probability, ...] of all words that models wrote for a document."""
    rows = db.conn.execute(
        "SELECT w.words FROM document d JOIN job j ON json_extract(j.output, '$.document') = d.guid"
        " JOIN sound_window w ON w.recording_id = d.recording_id AND w.job_guid = j.guid WHERE d.document_id = ?1"
        " UNION ALL SELECT words FROM said_again WHERE document_id = ?1 AND outcome = 'taken'", (document_id,))
    return [word for (words,) in rows for word in json.loads(words)]
