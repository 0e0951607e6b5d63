"""A family tells on the coach's device, one question a screen; see `handing.py` for how that is all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilot.access import Right
from pilot.accounts.handing import TELL, HandedOver
from pilot.clock import today
from pilot.vocabulary import courses, domains
from pilot.words import N_
from stories.entry import drafts, keeping, telling, templates, wording
from web.api.answering import api
from web.api.bodies import json_object, text
from web.api.drafts import read_draft, told
from web.handing import Screen, routes

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


def _begin(visit: Visit, body: bytes) -> HandedOver:
    """POST /tell {person, template, draft}: a draft for who tells."""
    asked = json_object(body)
    guid = telling.begin(visit.db, visit.viewer, text(asked, "person"), text(asked, "template"), text(asked, "draft"))
    return HandedOver(TELL, guid, "/hand_over")


@api(Right.WRITE_STORY)
def keep(visit: Visit, request: Request, body: bytes) -> Response | dict[str, object]:
    """POST /tell/keep {owner, versions, body}: what was told becomes a story in the voice of who told it, once."""
    sent = read_draft(visit, body)
    thing = visit.sitting.handed_over
    try:
        kept = telling.keep(visit.db, visit.viewer, thing.guid if thing else "", sent.versions, sent.body)
    except keeping.NotYet as error:
        faults = {field: fault.sentence() for field, fault in error.faults.items()}
        return JSONResponse({"error": error.sentence(), "faults": faults}, 400)
    # Not even the guid of the document: the page has no use for it.
    return {**told(visit.db, kept.draft, split=kept.split), "kept": bool(kept.document)}


def _data(current: Visit, thing: HandedOver) -> dict[str, object]:
    """What the page needs to know; see stories/entry/tell.js. Of the family it holds nothing but its own words."""
    draft = drafts.draft(current.db, current.viewer, thing.guid)
    forms = wording.forms_of(current.db, int(draft.body.get("form", 0)))
    key = str(draft.body.get("template", ""))
    template = forms.template(key, templates.FAMILY)
    (shown,) = [one for one in templates.shown(forms, templates.FAMILY, template.key) if one["key"] == template.key]
    return {
        "guid": draft.guid, "owner": drafts.owner(current.viewer), "finished": draft.finished,
        "today": today(current.db),
        "draft": {"versions": draft.versions, "body": draft.body, "changed_at": draft.changed_at},
        "template": shown, "signifiers": templates.shown_signifiers(forms, templates.FAMILY),
        "domains": [{"key": one, "name": domains.name(one)} for one in domains.DOMAINS],
        "courses": [{"key": one, "name": courses.name(one), "about": courses.says(one), "shape": courses.SHAPES[one]}
                    for one in courses.COURSES],
    }


_SCREEN = Screen(
    TELL, Right.WRITE_STORY, N_("Tell"),
    N_("What was told so far is saved. With your password you are back in Rode Draad."),
    ("/assets/entry/entry.css", "/assets/entry/tell.css"), "/assets/entry/tell.js", _begin, _data)
ROUTES = [*routes(_SCREEN), Route(f"{TELL}/keep", keep, methods=["POST"])]
