"""What the desk asks of the codebook: a new code for words that none fits, without leaving the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.routing import Route

from coding.book import changing
from coding.book.model import Code
from pilot.access import Right
from pilot.words import LANGUAGES, N_, _
from web.api.answering import api
from web.api.bodies import json_object, text
from web.api.desk import codes_of

if TYPE_CHECKING:
    from pilot.visit import Visit


@api(Right.LOAD_CODEBOOK)
def add(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """POST /api/codes with {name, parent, definition?, reason?}: a code in a new version of the codebook.

    Answers with the code as a document's answer has it. What is written stands
    in both languages until somebody says it in the other. `parent`: key of a group or code, '' for the top.
    """
    sent = json_object(body, N_("This is not a code. Give it a name."))
    told = {field: dict.fromkeys(LANGUAGES, text(sent, field)) for field in ("name", "definition")}
    key = changing.add(visit.db, visit.viewer, Code("", told["name"], told["definition"], "", ""), text(sent, "parent"),
                       reason=text(sent, "reason") or _("made while coding"))
    return next(code for code in codes_of(visit.db, visit.sitting.language) if code["key"] == key)


ROUTES = [Route("/api/codes", add, methods=["POST"])]
