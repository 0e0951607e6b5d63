"""Files that leave the program: one route for all, over what the rooms hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from coding.exports import EXPORTS as CODING
from coding.list_files import EXPORTS as LISTS
from coding.memos.exports import EXPORTS as MEMOS
from pilot.accounts.exports import EXPORTS as ACCOUNTS
from pilot.errors import NotFound, RodeDraadError
from pilot.families.exports import EXPORTS as FAMILIES
from pilot.files.export import Asked, file_name, format_of
from pilot.words import N_, _
from stories.exports import EXPORTS as STORIES
from texts.exports import EXPORTS as TEXTS
from themes.exports import EXPORTS as THEMES
from themes.quote_files import EXPORTS as QUOTES
from transcribe.exports import EXPORTS as SOUND
from web.api.answering import api, status_of
from web.sign_in.page import page_html

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.files.export import Export
    from pilot.visit import Visit

EXPORTS: dict[str, Export] = {export.key: export for export in (
    *CODING, *LISTS, *MEMOS, *THEMES, *QUOTES, *STORIES, *TEXTS, *SOUND, *FAMILIES, *ACCOUNTS)}


@api()
def take(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /export/{key}.{ending}?...: the file; when it cannot be made a page with one sentence."""
    try:
        export = EXPORTS.get(request.path_params["key"])
        if export is None:
            raise NotFound(N_("There is nothing here. Go back and choose from the menu."))
        made = format_of(export, request.path_params["ending"])
        query = {name: request.query_params[name] for name in export.options if name in request.query_params}
        content = made.write(Asked(visit.pilot, visit.db, visit.viewer, query))
    except RodeDraadError as error:
        return _cannot(visit, error)
    name = file_name(visit.db, export, request.path_params["ending"])
    return Response(content, media_type=made.mime, headers={
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"})


def _cannot(visit: Visit, error: RodeDraadError) -> Response:
    title, back = _("No file was made"), _("Back to Rode Draad")
    text = page_html(visit.sitting.language, title, head=title, lead="", fault=error.sentence(), form=Markup(),
                     footer=Markup('<a href="/">{}</a>').format(back))
    return HTMLResponse(text, status_of(error))


ROUTES = [Route("/export/{key}.{ending}", take, methods=["GET"])]
