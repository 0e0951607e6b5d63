"""Files that leave the program: one route for all, over what the rooms hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from jobs import files
from pilot.errors import ConfirmFirst, NotFound, RodeDraadError
from pilot.files import links
from pilot.files.export import Asked, called, chosen_of, file_name, format_of
from pilot.store import large_files
from pilot.words import N_, _
from web.api.answering import api, status_of
from web.exports import EXPORTS
from web.sign_in import confirm
from web.sign_in.page import page_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from pilot.visit import Visit

MIMES = {ending: made.mime for one in EXPORTS.values() for ending, made in one.formats.items()}


@api()
def take(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /export/{key}.{ending}?...: the file; when it cannot be made a page with one sentence."""
    try:
        export = EXPORTS.get(request.path_params["key"])
        if export is None:
            raise NotFound(N_("There is nothing here. Go back and choose from the menu."))
        made = format_of(export, request.path_params["ending"])
        query = chosen_of(export, request.query_params)
        asked = Asked(visit.pilot, visit.db, visit.viewer, query)
        slow = export.is_slow(asked)
        if slow and query.get("search"):
            # Made at once, for a task keeps nothing that was searched for; all the pilot may be in it as in a task's.
            visit.viewer.require_confirmed()
        elif slow:
            make = urlencode({"make": f"{export.key}.{request.path_params['ending']}", **query})
            return RedirectResponse(f"/files?{make}", 303)
        with links.served_at(_server(request)):
            content = made.write(asked)
    except ConfirmFirst:
        return RedirectResponse(confirm.address(_asked_for(request)), 303)
    except RodeDraadError as error:
        return _cannot(visit, error)
    return Response(content, media_type=made.mime, headers=_as_file(
        file_name(visit.db, called(export, query), request.path_params["ending"])))


def _asked_for(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _server(request: Request) -> str:
    """The address of this server as who asks sees it, with the scheme; '' where it is not known."""
    came = request.scope.get("came")
    return f"{came.scheme}://{came.host}" if came else ""


@api()
def taken(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /export/made/{guid}: a file that was made as a task, once; else a page with one sentence."""
    try:
        found = files.take(visit.pilot, visit.db, visit.viewer, request.path_params["guid"], MIMES)
    except ConfirmFirst:
        return RedirectResponse(confirm.address(_asked_for(request)), 303)
    except RodeDraadError as error:
        return _cannot(visit, error)
    size = large_files.size(found.file)
    return StreamingResponse(_pieces(found.file), media_type=found.mime, headers={
        **_as_file(found.name), "Content-Length": str(size)})


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(large_files.CHUNK_BYTES):
            yield piece


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


def _cannot(visit: Visit, error: RodeDraadError) -> Response:
    title, back = _("No file was made"), _("Back to Rode Draad")
    text = page_html(visit.sitting.language, title, head=title, lead="", fault=error.sentence(), form=Markup(),
                     footer=Markup('<a href="/">{}</a>').format(back))
    return HTMLResponse(text, status_of(error))


ROUTES = [
    Route("/export/made/{guid}", taken, methods=["GET"]),
    Route("/export/{key}.{ending}", take, methods=["GET"]),
]
