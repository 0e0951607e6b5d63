"""How far the coding of documents is, for lists of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from coding.marks import twins
from pilot import access
from pilot.access import Right
from pilot.door import use_case
from texts import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer

# How far a coder (a parameter) is with document d: what she said last, and 'before' where she finished it under a
# codebook that is not the newest any more; '' before she said anything.
MINE = (
    "coalesce((SELECT CASE WHEN s.state = 'done' AND s.codebook_version_id < (SELECT max(codebook_version_id)"
    " FROM codebook_version) THEN 'before' ELSE s.state END FROM coding_status s"
    " WHERE s.document_id = d.document_id AND s.user_id = ? ORDER BY s.codebook_version_id DESC LIMIT 1), '')")
FINISHED = ("done", "before")
_LIVE = "c.document_id = d.document_id AND c.retracted_at IS NULL AND c.layer = 'coder'"


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def with_progress(db: Database, viewer: Viewer, rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Documents or stories as their lists give them (each with its `guid`), each with how far this viewer is.

    Returns: the rows of documents that this viewer may know of, with keys mine ('done', 'before' when that was
        under a codebook that is not the newest any more, 'open' or '') and codings (how many of hers stand in the text
        that is read, as at the desk).
    """
    places.settle(db)
    return _with(
        db, viewer, list(rows), ("mine", "codings"),
        f"{MINE}, (SELECT count(DISTINCT p.passage_id || ' ' || c.code_id) FROM coding c JOIN coding_place p"
        " ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id AND p.passage_id IS NOT NULL"
        f" WHERE {_LIVE} AND c.coder_id = ?)", [viewer.user_id, viewer.user_id])


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def with_coders(db: Database, viewer: Viewer, rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """The same with a key coders: how many have coded anything of what stands in each, or waits for a place there."""
    return _with(db, viewer, list(rows), ("coders",),
                 f"(SELECT count(DISTINCT c.coder_id) FROM coding c JOIN coding_place p ON p.coding_id = c.coding_id"
                 f" AND p.version_id = d.read_version_id AND p.how <> 'gone' WHERE {_LIVE})", [])


class Coded(NamedTuple):
    """How much is coded in a document: judgements, each once, and by how many coders."""

    codings: int
    coders: int


@use_case(Right.WITHDRAW, reads="numbers")
def coded(db: Database, viewer: Viewer, guid: str) -> Coded:
    """What withdrawing a document touches, whoever coded it. Raises: NotFound."""
    known = access.require_known(db, viewer, guid)
    return Coded(*db.conn.execute(
        f"SELECT count(*), count(DISTINCT c.coder_id) FROM document d JOIN {twins.JUDGEMENTS}"
        " WHERE d.document_id = ?", (known.document_id,)).fetchone())


def _with(
    db: Database, viewer: Viewer, rows: list[dict[str, object]], keys: Sequence[str], columns: str,
    params: list[object],
) -> list[dict[str, object]]:
    guids = json.dumps([row["guid"] for row in rows])
    theirs, more = access.documents_where(db, viewer)
    found = db.conn.execute(
        f"SELECT d.guid, {columns} FROM document d WHERE d.guid IN (SELECT value FROM json_each(?)) AND {theirs}",
        (*params, guids, *more))
    known = {guid: dict(zip(keys, values, strict=True)) for guid, *values in found}
    return [row | known[row["guid"]] for row in rows if row["guid"] in known]
