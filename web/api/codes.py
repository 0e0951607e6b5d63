"""What the desk asks of the codebook: a new code for words that none fits, and another name for it, without leaving the
text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.routing import Route

from coding.book import changing, codebook, edits
from coding.book.model import Code
from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import LANGUAGES, N_, _, current
from web.api.answering import api
from web.api.bodies import json_object, text
from web.api.desk import codes_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from web.api.shapes import MadeCode


@api(Right.LOAD_CODEBOOK)
def add(visit: Visit, request: Request, body: bytes) -> MadeCode:
    """POST /api/codes with {name, parent, definition?, reason?}: a code in a new version of the codebook.

    Answers with the code as a document's answer has it, and the number of the codebook. What is written stands
    in both languages until somebody says it in the other. `parent`: key of a group or code, '' for the top.
    """
    sent = json_object(body, N_("This is not a code. Give it a name."))
    told = {field: dict.fromkeys(LANGUAGES, text(sent, field)) for field in ("name", "definition")}
    key = changing.add(visit.db, visit.viewer, Code("", told["name"], told["definition"], "", ""), text(sent, "parent"),
                       reason=text(sent, "reason") or _("made while coding"))
    return _told(visit, key)


@api(Right.LOAD_CODEBOOK)
def rename(visit: Visit, request: Request, body: bytes) -> MadeCode:
    """POST /api/codes/{key} with {name, seen, reason?}: another name for a code, in a new version of the codebook.

    `seen`: number of the version that was looked at. The name in the other language goes with it as long as it is the
    same word: nobody has said it there.
    """
    sent, key = json_object(body, N_("This is not a code. Give it a name.")), str(request.path_params["key"])
    name, seen = text(sent, "name"), sent.get("seen")
    if type(seen) is not int:
        raise BadInput(N_("The number of the version is not a number."))
    code, _parent = edits.find(changing.in_use(visit.db), key)
    before = code.name[current()]
    told = {language: name if language == current() or called == before else called
            for language, called in code.name.items()}
    changing.change(visit.db, visit.viewer, replace(code, name=told), seen=seen,
                    reason=text(sent, "reason") or _("renamed while coding"))
    return _told(visit, key)


def _told(visit: Visit, key: str) -> MadeCode:
    """The code as a document's answer has it, and the number of the codebook."""
    newest = codebook.newest(visit.db)
    code = next(code for code in codes_of(visit.db, visit.sitting.language) if code["key"] == key)
    return {**code, "codebook": newest.number if newest else 0}


ROUTES = [Route("/api/codes", add, methods=["POST"]), Route("/api/codes/{key}", rename, methods=["POST"])]
