"""Which documents can be looked at side by side: those that two coders coded at least, with how far each is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from coding.consensus.reading import gathered
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.makers import CONSENSUS_GUID
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from sqlite_utils import Database

ORDERS = {
    "waiting": Order(N_("to be decided first"), "l.is_done, l.finished DESC, l.told_on DESC, l.document_id DESC"),
    "family": Order(N_("by family"), "l.pseudonym COLLATE NOCASE, l.told_on DESC, l.document_id DESC"),
    "told": Order(N_("last told first"), "l.told_on DESC, l.document_id DESC"),
}


class Beside(NamedTuple):
    """A document that several coders coded.

    Attributes:
        document: guid; family: pseudonym; told_on: ISO date.
        coders: how many coded it; finished: how many of them said that they are done.
        is_done: nothing is left to decide about; left: passages to decide about; all: passages.
    """

    document: str
    title: str
    family: str
    told_on: str
    coders: int
    finished: int
    is_done: bool
    left: int
    all: int


_CODED = (
    "SELECT d.document_id, d.guid, d.title, f.pseudonym, d.told_on, count(*) AS coders, sum(b.is_finished) AS finished,"
    " EXISTS (SELECT 1 FROM coding_status o JOIN user u USING (user_id) WHERE o.document_id = d.document_id"
    f" AND u.guid = '{CONSENSUS_GUID}' AND o.state = 'done' AND o.codebook_version_id ="
    " (SELECT max(codebook_version_id) FROM codebook_version)) AS is_done"
    " FROM (SELECT document_id, coder_id, max(is_finished) AS is_finished FROM ("
    "SELECT DISTINCT document_id, coder_id, 0 AS is_finished FROM coding WHERE layer = 'coder' AND retracted_at IS NULL"
    " UNION ALL SELECT s.document_id, s.user_id, 1 FROM coding_status s JOIN user u USING (user_id)"
    f" WHERE s.state = 'done' AND u.guid <> '{CONSENSUS_GUID}' AND NOT EXISTS (SELECT 1 FROM coding_status o"
    " WHERE o.document_id = s.document_id AND o.user_id = s.user_id AND o.state = 'open'"
    " AND o.codebook_version_id > s.codebook_version_id)) GROUP BY document_id, coder_id) b"
    " JOIN document d USING (document_id) JOIN family f USING (family_id) JOIN document_version v"
    " ON v.version_id = d.read_version_id WHERE {where} GROUP BY d.document_id HAVING count(*) > 1")


@use_case(Right.SEE_OTHER_CODERS, reads="titles")
def beside(db: Database, viewer: Viewer, wanted: Wanted = ALL, *, ready: bool = False) -> Paged[Beside]:
    """A page of the documents that this viewer may look at side by side.

    Args:
        ready: only those with which two coders are done and in which something is left to decide about.
    """
    places.settle(db)
    known, params = access.documents_where(db, viewer)
    versions, more = access.versions_where(viewer)
    held = json.dumps(sorted(access.blind.documents(db)))
    only = "l.finished > 1 AND NOT l.is_done" if ready else "1"
    coded = _CODED.format(
        where=f"{known} AND {versions} AND d.document_id NOT IN (SELECT value FROM json_each(?))")
    found = fetch(
        db, "l.guid, l.title, l.pseudonym, l.told_on, l.coders, l.finished, l.is_done",
        Source(f"FROM ({coded}) l WHERE {only}", (*params, *more, held), "l.title || ' ' || l.pseudonym"),
        wanted, ORDERS)
    return found.of(_far(db, viewer, row) for row in found)


def _far(db: Database, viewer: Viewer, row: tuple[str, str, str, str, int, int, int]) -> Beside:
    together = gathered(db, access.require_document(db, viewer, row[0]))
    return Beside(*row[:6], bool(row[6]), together.left, len(together.rows))
