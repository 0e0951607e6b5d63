"""Whether what may be read has changed; every open page asks this every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from coding.book import codebook
from coding.desk import practice
from coding.marks import actions
from pilot.access import Right, reach, require_document
from pilot.errors import NotAllowed, NotFound
from web.api import media
from web.api.answering import api

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

PATH = "/api/reach"


@api(touch=False)
def changed(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/reach?document=GUID: the stamp of what is in reach; of a document whether it, and its sound, still are,
    its revision, and the number of the codebook.

    Asking is no sign that anybody is there: it does not keep a sitting from going idle.
    """
    answer: dict[str, Any] = {"stamp": reach.stamp(visit.db)}
    guid = request.query_params.get("document", "")
    return answer | _document(visit, guid) if guid else answer


def _document(visit: Visit, guid: str) -> dict[str, Any]:
    """open, recording (its address below /recordings/, or None); for who codes also rev (what was last done to its
    codings) and codebook (number of the version in use, 0 without one); a sentence when it is not open."""
    with practice.place(visit.pilot, visit.db, visit.viewer, guid) as (db, viewer):
        try:
            found = require_document(db, viewer, guid)
        except (NotFound, NotAllowed) as error:
            return {"open": False, "recording": None, "sentence": error.sentence(visit.sitting.language)}
        row = db.conn.execute(
            "SELECT r.guid FROM document JOIN recording r USING (recording_id) WHERE document_id = ?",
            (found.document_id,)).fetchone()
        answer = {"open": True, "recording": media.address(visit, row[0]) if row else None}
        if not viewer.may(Right.CODE):
            return answer
        newest = codebook.newest(db)
        return answer | {"rev": actions.revision(db, found.document_id), "codebook": newest.number if newest else 0}


ROUTES = [Route(PATH, changed, methods=["GET"])]
