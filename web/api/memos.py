"""Memos for the browser: those on one thing, writing, taking away, linking, and finding one to link to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from coding.memos import reading, writing
from coding.memos.things import KINDS
from pilot.access import Right
from pilot.accounts.sittings import csrf_for
from pilot.errors import BadInput
from pilot.paging import Wanted
from pilot.words import N_, _
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from coding.memos.reading import Read
    from coding.memos.things import Thing
    from pilot.visit import Visit
    from web.api.shapes import FoundMemos, MemosOn, OneMemo, ToldMemo, ToldThing

CHOICE = 10  # memos to choose from


@api(Right.CODE)
def on(visit: Visit, request: Request, body: bytes) -> MemosOn:
    """GET /api/memos?on=KIND&guid=GUID: what that is, and the memos on it; `guid` is the key of a code, the ISO date of
    the journal, and of a document where &start=, &end= and &version= say which words of it; `waiting`: memos on
    other words of it that were changed."""
    query = request.query_params
    span = {"start": _number(query["start"]), "end": _number(query.get("end", "")),
            "version": query.get("version", "")} if "start" in query else None
    thing, found = reading.on(visit.db, visit.viewer, query.get("on", ""), query.get("guid", ""), span)
    return {"account": visit.sitting.account.guid, "csrf": csrf_for(request.scope["token"]), "on": _thing(thing),
            "memos": [_memo(one) for one in found],
            "waiting": [_memo(one) for one in reading.waiting(visit.db, visit.viewer, query["guid"])] if span else []}


@api(Right.CODE)
def save(visit: Visit, request: Request, body: bytes) -> OneMemo:
    """POST /api/memos with {id, on, guid, title, body, private, base, span?}: a new memo, or new words of one."""
    sent = json_object(body)
    private, span = sent.get("private", False), sent.get("span")
    if not isinstance(private, bool) or not (span is None or isinstance(span, dict)):
        raise BadInput(N_("This memo could not be read. Reload the page and try again."))
    said = writing.Said(text(sent, "id"), text(sent, "on"), text(sent, "guid"), text(sent, "title"),
                        text(sent, "body"), private, text(sent, "base"), span)
    return {"memo": _memo(writing.save(visit.db, visit.viewer, said))}


@api(Right.CODE)
def one(visit: Visit, request: Request, body: bytes) -> OneMemo:
    """GET /api/memos/{guid}: one memo."""
    return {"memo": _memo(reading.one(visit.db, visit.viewer, request.path_params["guid"]))}


@api(Right.CODE)
def find(visit: Visit, request: Request, body: bytes) -> FoundMemos:
    """GET /api/memos/find?search=WORDS: the first few memos that have these words, to link to."""
    found = reading.listed(visit.db, visit.viewer, Wanted(request.query_params.get("search", ""), size=CHOICE))
    return {"memos": [{"id": each.guid, "called": reading.called(each.title, each.body), "about": _about(each)}
                      for each in found], "total": found.total}


@api(Right.CODE)
def remove(visit: Visit, request: Request, body: bytes) -> None:
    """POST /api/memos/{guid}/remove: take one's own away."""
    writing.remove(visit.db, visit.viewer, request.path_params["guid"])


@api(Right.CODE)
def link(visit: Visit, request: Request, body: bytes) -> OneMemo:
    """POST /api/memos/{guid}/links with {other, linked}: link two memos, or no longer."""
    sent = json_object(body)
    return {"memo": _memo(writing.link(visit.db, visit.viewer, request.path_params["guid"], text(sent, "other"),
                                       linked=sent.get("linked") is not False))}


@api(Right.CODE)
def place(visit: Visit, request: Request, body: bytes) -> OneMemo:
    """POST /api/memos/{guid}/place with {document, span}: on which words of a changed text a memo is now."""
    sent = json_object(body)
    span = sent.get("span")
    if not isinstance(span, dict):
        raise BadInput(N_("This memo could not be read. Reload the page and try again."))
    return {"memo": _memo(writing.place(
        visit.db, visit.viewer, request.path_params["guid"], text(sent, "document"), span))}


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise BadInput(N_("This passage is not in the text. Select it again."))
    return int(given)


def _about(memo: Read) -> str:
    return ", ".join(thing.called or _(KINDS[thing.kind]) for thing in memo.on)


def _thing(thing: Thing) -> ToldThing:
    return {"kind": thing.kind, "guid": thing.guid, "named": _(KINDS[thing.kind]), "called": thing.called,
            "words": thing.words, "href": thing.href}


def _memo(memo: Read) -> ToldMemo:
    return {"id": memo.guid, "title": memo.title, "body": memo.body, "private": memo.is_private, "mine": memo.is_mine,
            "author": memo.author, "day": memo.day, "created_at": memo.created_at, "changed_at": memo.changed_at,
            "on": [_thing(thing) for thing in memo.on],
            "links": [{"id": each.guid, "called": each.called} for each in memo.links]}


ROUTES = [
    Route("/api/memos", on, methods=["GET"]),
    Route("/api/memos", save, methods=["POST"]),
    Route("/api/memos/find", find, methods=["GET"]),
    Route("/api/memos/{guid}", one, methods=["GET"]),
    Route("/api/memos/{guid}/remove", remove, methods=["POST"]),
    Route("/api/memos/{guid}/links", link, methods=["POST"]),
    Route("/api/memos/{guid}/place", place, methods=["POST"]),
]
