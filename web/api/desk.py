"""What the coding desk asks for and sends: a document with its codings in one answer, actions, and 'done'."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import Request
from starlette.routing import Route

from coding.book import codebook, phrases, turning
from coding.book.digits import digits
from coding.desk import practice
from coding.double import tasks
from coding.marks import actions, codings, favourites, listing
from coding.suggest import switching
from pilot.access import Right, reach
from pilot.accounts.sittings import csrf_for
from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_
from stories import retelling
from stories.meaning.keeping import of_document
from texts import notes, sentences
from texts.documents import transcript
from texts.versions import versions
from texts.word_times import timings
from web.api import media
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from coding.marks.actions import Applied
    from pilot.access import Viewer
    from pilot.visit import Visit
    from texts.transcripts import Transcript
    from web.api.shapes import Book, BookAtDesk, Changes, Desk, Favourites, Head, Next, Times, ToldCode

Told = TypeVar("Told")
NO_ACTIONS = N_("This is not a list of actions.")


def placed(answer: Callable[[Visit, Request, bytes], Told]) -> Callable[[Visit, Request, bytes], Told]:
    """Let a route work on the viewer's practice file when the practice conversation is meant."""

    @wraps(answer)
    def at(visit: Visit, request: Request, body: bytes) -> Told:
        guid = str(request.path_params["guid"])
        with practice.place(visit.pilot, visit.db, visit.viewer, guid) as (db, viewer):
            return answer(replace(visit, db=db, viewer=viewer), request, body)

    return at


@api(Right.READ_DOCUMENTS)
def document(visit: Visit, request: Request, body: bytes) -> Desk:
    """GET /api/documents/{guid}?version=N: all that the desk needs to begin, asked for once; without codes for who only
    reads. Without a version the one that is read now."""
    return {**_document(visit, request, body), "favourites": _favourites(visit)}


def _favourites(visit: Visit) -> list[str | None]:
    """The same on the practice conversation, which lies in another file."""
    return favourites.favourites(visit.db, visit.viewer) if visit.viewer.may(Right.CODE) else []


@placed
def _document(visit: Visit, request: Request, body: bytes) -> Desk:
    number = number_asked(request)
    db, viewer, guid = visit.db, visit.viewer, str(request.path_params["guid"])
    stamp = reach.stamp(db)
    read = transcript(db, viewer, guid, number)
    turns = [turn | {"speaker": turn["speaker"] or voices.title(turn["voice"])} for turn in read["turns"]]
    language = visit.sitting.language
    answer: Desk = {
        "account": visit.sitting.account.guid, "csrf": csrf_for(request.scope["token"]), "language": language,
        "document": _head(visit, db, viewer, guid, read), "turns": turns, "favourites": [], "codes": [], "codings": [],
        "sentences": sentences.starts(db, viewer, guid, number), "may_code": viewer.may(Right.CODE), "reach": stamp,
        "change": _change(db, viewer, guid, is_story=read["is_story"]),
    }
    if not viewer.may(Right.CODE):
        return answer
    return {
        **answer, **_book(db, viewer, guid, language), **codings.codings(db, viewer, guid, number=number),
        "may_see_others": viewer.may(Right.SEE_OTHER_CODERS), "is_practice": guid == practice.DOCUMENT,
        "suggests": guid != practice.DOCUMENT and switching.may_ask(db, viewer.user_id),
        "may_edit_codes": viewer.may(Right.LOAD_CODEBOOK) and guid != practice.DOCUMENT,
        "may_propose": viewer.may(Right.DRAFT_RELEASES) and guid != practice.DOCUMENT
        and read["kind"] == "deidentified" and bool(read["is_current"])}


def _head(visit: Visit, db: Database, viewer: Viewer, guid: str, read: Transcript) -> Head:
    made_up = guid == practice.DOCUMENT  # nobody was asked, and there is no file to go to
    recording = media.address(visit, read["recording"]) if read["recording"] else None
    if read["recording"] and not recording:
        media.ask_for_silenced(visit)
    return {
        "guid": guid, "document": read["document"], "title": read["title"], "family": read["family"],
        "family_guid": "" if made_up else read["family_guid"], "voice": read["voice"], "told_on": read["told_on"],
        "is_story": read["is_story"], "version": read["version"], "number": read["number"], "kind": read["kind"],
        "is_current": read["is_current"], "duration_ms": read["duration_ms"],
        "recording": recording, "notes": _notes(visit, read), "meant": of_document(db, guid),
        "unasked": read["unasked"] and not made_up, "held": tasks.held_as(db, guid),
        "versions": [one._asdict() for one in versions(db, viewer, guid)]}


def _notes(visit: Visit, read: Transcript) -> list[dict[str, object]]:
    """What else was spoken for a story, as far as this viewer hears it now."""
    if not read["recording"]:
        return []
    found = [(media.address(visit, one.guid), one.ms) for one in notes.behind(visit.db, visit.viewer, read["document"])]
    return [{"recording": address, "duration_ms": ms} for address, ms in found if address]


@api(Right.CODE)
def codes(visit: Visit, request: Request, body: bytes) -> BookAtDesk:
    """GET /api/documents/{guid}/codes: the codebook as it is now, for a desk that is open while it changes."""
    return {**_codes(visit, request, body), "favourites": _favourites(visit)}


@placed
def _codes(visit: Visit, request: Request, body: bytes) -> Book:
    return _book(visit.db, visit.viewer, str(request.path_params["guid"]), visit.sitting.language)


def _book(db: Database, viewer: Viewer, guid: str, language: str) -> Book:
    newest = codebook.newest(db)
    return {"codebook": newest.number if newest else 0, "codes": codes_of(db, language),
            "merged": turning.successors(db, newest) if newest else {},
            "status": codings.status(db, viewer, guid), "new_codes": codings.new_codes(db, viewer, guid)}


@api(Right.READ_DOCUMENTS)
@placed
def times(visit: Visit, request: Request, body: bytes) -> Times:
    """GET /api/documents/{guid}/times?version=N: [code point, ms] of words and cues inside turns."""
    found = timings(visit.db, visit.viewer, str(request.path_params["guid"]), number_asked(request))
    return {"times": [[one.start, one.start_ms] for one in found]}


def _change(db: Database, viewer: Viewer, guid: str, *, is_story: bool) -> str | None:
    """Address of the page where this viewer changes the document, None where she may not."""
    if is_story:
        return f"/retell?document={guid}" if retelling.is_mine(db, viewer, guid) else None
    return f"/details?document={guid}" if viewer.may(Right.ADD_MATERIAL) and guid != practice.DOCUMENT else None


def number_asked(request: Request) -> int | None:
    """Which version is asked for; None for the one read now. Raises: BadInput."""
    number = request.query_params.get("version", "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadInput(N_("The number of the version is not a number."))
    return int(number) if number else None


def codes_of(db: Database, language: str) -> list[ToldCode]:
    """The newest codebook's codes, then those that only earlier codings still use (`is_old`)."""
    newest = codebook.newest(db)
    if newest is None:
        return []
    now = codebook.codes(db, newest.codebook_version_id, language)
    known = {code.key for code in now}
    old = [code for code in codebook.retired(db, language) if code.key not in known]
    under = digits(db)
    return [*(_told(code, under, is_old=False) for code in now), *(_told(code, under, is_old=True) for code in old)]


def _told(code: CodeRow, under: Mapping[str, str], *, is_old: bool) -> ToldCode:
    return {
        "key": code.key, "name": code.name, "definition": code.definition, "use_when": code.use_when,
        "not_when": code.not_when, "example": code.example, "signals": phrases.shown(code.signals), "color": code.color,
        "color_dark": code.color_dark, "parent_key": code.parent_key, "depth": code.depth,
        "is_codable": code.is_codable, "takes_sign": code.takes_sign, "is_old": is_old, "digit": under.get(code.key)}


@api(Right.CODE)
@placed
def changes(visit: Visit, request: Request, body: bytes) -> Changes:
    """GET /api/documents/{guid}/codings?since=REV&others=0|1&version=N: what came and went after a revision."""
    since = request.query_params.get("since", "0")
    if not since.isascii() or not since.isdigit() or len(since) > 16:
        raise BadInput(N_("The number of the revision is not a number."))
    others = request.query_params.get("others") == "1"
    found = codings.codings(
        visit.db, visit.viewer, str(request.path_params["guid"]), since=int(since), others=others,
        number=number_asked(request))
    return {**found, "account": visit.sitting.account.guid}


@api(Right.CODE)
@placed
def act(visit: Visit, request: Request, body: bytes) -> Applied:
    """POST /api/documents/{guid}/ops with {version, ops}: apply a coder's actions, each once."""
    sent = json_object(body, NO_ACTIONS)
    ops, version = sent.get("ops"), sent.get("version")
    if not isinstance(ops, list) or not isinstance(version, str):
        raise BadInput(NO_ACTIONS)
    return actions.apply_ops(visit.db, visit.viewer, str(request.path_params["guid"]), ops, version=version)


@api(Right.CODE)
@placed
def state(visit: Visit, request: Request, body: bytes) -> Next:
    """POST /api/documents/{guid}/status with {state: 'done' | 'open'}: answers with what to code next: `next`, its guid
    or null, and `for_new`: whether only new codes are looked for there, as in this one until now."""
    wanted, guid = text(json_object(body), "state"), str(request.path_params["guid"])
    was_before = codings.status(visit.db, visit.viewer, guid) == "before"
    codings.set_status(visit.db, visit.viewer, guid, wanted)
    found = listing.next_after(visit.db, visit.viewer, guid, new_codes=was_before) if wanted == "done" else None
    return {"state": wanted, "next": found.guid if found else None, "for_new": bool(found and found.is_before)}


@api(Right.CODE)
def favour(visit: Visit, request: Request, body: bytes) -> Favourites:
    """POST /api/favourites with {keys}: the codes under the digits from now on, at most nine."""
    keys = json_object(body).get("keys")
    if not isinstance(keys, list):
        raise BadInput(N_("This is not a list of codes."))
    return {"favourites": favourites.set_favourites(visit.db, visit.viewer, keys)}


ROUTES = [
    Route("/api/documents/{guid}", document, methods=["GET"]),
    Route("/api/documents/{guid}/codes", codes, methods=["GET"]),
    Route("/api/documents/{guid}/times", times, methods=["GET"]),
    Route("/api/documents/{guid}/codings", changes, methods=["GET"]),
    Route("/api/documents/{guid}/ops", act, methods=["POST"]),
    Route("/api/documents/{guid}/status", state, methods=["POST"]),
    Route("/api/favourites", favour, methods=["POST"]),
]
