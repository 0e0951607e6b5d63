"""Whether what may be read has changed; every open page asks this every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from starlette.routing import Route

from coding.book import codebook
from coding.desk import practice
from coding.marks import favourites, revisions
from pilot.access import Right, reach, require_document
from pilot.errors import NotAllowed, NotFound
from web import assets
from web.api import media
from web.api.answering import api
from web.gate.binding import current

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

PATH = "/api/reach"


class Stamp(TypedDict):
    """The stamp of what is in reach."""

    stamp: str


class Now(Stamp):
    """What every page asks; scripts: the stamp of those that the server sends now, by which an open page learns that it
    runs older ones. Empty while somebody changes the files (--dev)."""

    scripts: str


class OpenDocument(Stamp):
    """A document that a page has open.

    Attributes:
        recording: its address below /recordings/, or None. rev: what was last done to its codings. codebook: number of
            the version in use, 0 without one. favourites: the codes under her digits. These three for who codes only.
            sentence: why it is not open.
    """

    open: bool
    recording: str | None
    sentence: NotRequired[str]
    rev: NotRequired[int]
    codebook: NotRequired[int]
    favourites: NotRequired[list[str | None]]


class OpenRecording(Stamp):
    """A recording that a page has open; heard: whether it still may be, at that address."""

    heard: bool


@api(touch=False)
def changed(visit: Visit, request: Request, body: bytes) -> Now | OpenDocument | OpenRecording:
    """GET /api/reach?document=GUID: the stamp of what is in reach; of a document whether it, and its sound, still are,
    its revision, the number of the codebook, and the codes under the coder's digits. ?recording=ADDRESS, below
    /recordings/: whether that sound still is. With neither, which scripts the server sends.

    Asking is no sign that anybody is there: it does not keep a sitting from going idle.
    """
    stamp = reach.stamp(visit.db)
    guid = request.query_params.get("document", "")
    if heard := request.query_params.get("recording", ""):
        return {"stamp": stamp, "heard": media.address(visit, heard.partition("/")[0]) == heard}
    if guid:
        return _document(visit, guid, stamp)
    return {"stamp": stamp, "scripts": "" if current().dev else assets.stamp()}


def _document(visit: Visit, guid: str, stamp: str) -> OpenDocument:
    with practice.place(visit.pilot, visit.db, visit.viewer, guid) as (db, viewer):
        try:
            found = require_document(db, viewer, guid)
        except (NotFound, NotAllowed) as error:
            return {"stamp": stamp, "open": False, "recording": None,
                    "sentence": error.sentence(visit.sitting.language)}
        row = db.conn.execute(
            "SELECT r.guid FROM document JOIN recording r USING (recording_id) WHERE document_id = ?",
            (found.document_id,)).fetchone()
        recording = media.address(visit, row[0]) if row else None
        answer: OpenDocument = {"stamp": stamp, "open": True, "recording": recording}
        if viewer.may(Right.CODE):
            newest = codebook.newest(db)
            answer["rev"] = revisions.revision(db, viewer, found.document_id)
            answer["codebook"] = newest.number if newest else 0
            answer["favourites"] = favourites.favourites(visit.db, visit.viewer)  # also beside a practice conversation
        return answer


ROUTES = [Route(PATH, changed, methods=["GET"])]
