"""Short texts to code one after another: rows with what is known of each, filtered, and how far the coder is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from coding.marks import listing, short
from pilot.access import Right
from pilot.paging import Wanted
from pilot.vocabulary import courses, domains, voices
from pilot.words import _
from themes.short_files import FILTERS, STORY, TO_CODE, kind_name, rows
from web.api.answering import api

if TYPE_CHECKING:
    from starlette.requests import Request

    from coding.marks.short import Far
    from pilot.visit import Visit
    from themes.short_files import Short
    from web.api.shapes import ShortText, ShortTexts


@api(Right.CODE)
def listed(visit: Visit, request: Request, body: bytes) -> ShortTexts:
    """GET /api/short?kind=&family=&coach=&domain=&course=&state=&search=&order=&page=: a page of stories and other
    short texts that this coder may read, first told first, and what there is to choose from."""
    query = request.query_params
    page, known, states = rows(visit.db, visit.viewer, query, Wanted(
        query.get("search", ""), query.get("order", ""), _number(query.get("page", ""))))
    far = short.far(visit.db, visit.viewer, [one.guid for one in page])
    return {"rows": [_row(one, far[one.guid]) for one in page], "total": page.total, "page": page.page,
            "pages": page.pages, "all": len(known), "choices": _choices(known, states)}


def _row(one: Short, far: Far) -> ShortText:
    return {"guid": one.guid, "title": one.title, "family": one.family, "told_on": one.told_on, "coach": one.coach,
            "event_from": one.event_from, "domains": [domains.name(key) for key in one.domains],
            "kind": "" if one.kind == STORY else kind_name(one.kind),
            "course": courses.name(one.course) if one.course else "", "state": far.state, "codes": far.codes}


def _choices(known: list[Short], states: dict[str, str]) -> dict[str, list[list[str]]]:
    """For each filter the values there are among all of them, each with what it is called."""
    there = {name: {value for one in known for value in having(one)} for name, having in FILTERS.items()}
    return {
        "kind": [[key, kind_name(key)] for key in (STORY, *voices.VOICES) if key in there["kind"]],
        "state": [[key, _(listing.STATE_NAMES[key])] for key in TO_CODE if key in states.values()],
        "family": [[one, one] for one in sorted(there["family"], key=str.casefold)],
        "coach": [[one, one] for one in sorted(filter(None, there["coach"]), key=str.casefold)],
        "domain": [[key, domains.name(key)] for key in domains.DOMAINS if key in there["domain"]],
        "course": [[key, courses.name(key)] for key in courses.COURSES if key in there["course"]]}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 else 1


ROUTES = [Route("/api/short", listed, methods=["GET"])]
