"""Mending the words of a conversation: the text, drafts of what is changed, saving it, and who else is at it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NotRequired, TypedDict

from starlette.routing import Route

from pilot.access import Right, require_document
from pilot.errors import BadInput
from pilot.families import hotwords
from texts.editing import drafts, edits, reading, saving
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from pilot.visit import Visit
    from texts.editing.edits import Edit, Written
    from texts.editing.hunks import Said

# A text of some hours in one body.
LARGEST_BYTES = 4_000_000
# So long after a page was last heard of it is taken for closed; it says every ten seconds that it is open.
HERE_S = 30.0

# Who has a text open to mend it, and since when (monotonic): {(pilot, document): {account: (label, seconds)}}.
_open: dict[tuple[str, str], dict[str, tuple[str, float]]] = {}


class Unsaved(TypedDict):
    """What the viewer changed and did not save; at: UTC."""

    revision: int
    page: str
    edit: Written
    at: str


class Text(TypedDict):
    """A text to mend, as `texts.editing.reading.Opened`; times in ms.

    Attributes:
        choices: [key, name, voice] of who can be said to speak.
        turns: [n in choices, text, start, end].
        others: labels of who else is at it.
    """

    number: int
    title: str
    recording: str | None
    duration: int
    reads: int
    marks: dict[str, str]
    waits: bool
    choices: list[tuple[str, str, str]]
    turns: list[tuple[int, str, int | None, int | None]]
    times: list[list[int | None]]
    others: list[str]
    draft: Unsaved | None


class Kept(TypedDict):
    """The revision that a draft has now."""

    revision: int


class ToldPiece(TypedDict):
    """A stretch of a merged text, turns as [n in whos, text]; base and theirs only where somebody has to choose."""

    settled: bool
    mine: list[tuple[int, str]]
    base: NotRequired[list[tuple[int, str]]]
    theirs: NotRequired[list[tuple[int, str]]]


class ToldSaved(TypedDict):
    """What became of an edit, as `texts.editing.saving.Saved`; turns as [n in whos, text]."""

    number: int
    waits: bool
    whos: list[str]
    turns: list[tuple[int, str]]
    pieces: list[ToldPiece]


class Here(TypedDict):
    """Labels of who else is at a text, and the number of its newest version."""

    others: list[str]
    number: int


@api(Right.PREPARE)
def read(visit: Visit, request: Request, body: bytes) -> Text:
    """GET /api/documents/GUID/edit: its turns with who says them and when, and the viewer's draft of it.

    reads: number of the version this viewer reads elsewhere.
    """
    guid = str(request.path_params["guid"])
    found = reading.open_to_edit(visit.db, visit.viewer, guid)
    at = {one.key: n for n, one in enumerate(found.choices)}
    draft = drafts.own(visit.db, visit.viewer, guid)
    return {
        "number": found.number, "title": found.title, "recording": found.recording, "duration": found.duration_ms,
        "reads": require_document(visit.db, visit.viewer, guid).number, "marks": found.marks, "waits": found.waits,
        "choices": [(one.key, one.name, one.voice) for one in found.choices],
        "turns": [(at[turn.who], turn.text, *span) for turn, span in zip(found.said, found.spans, strict=True)],
        "times": found.times, "others": _others(visit, guid),
        "draft": draft and {"revision": draft.revision, "page": draft.page, "edit": draft.body,
                            "at": draft.changed_at}}


@api(Right.PREPARE, limit=LARGEST_BYTES)
def keep(visit: Visit, request: Request, body: bytes) -> Kept:
    """PUT /api/documents/GUID/edit/draft {page, revision, edit}: keep what was changed so far; its revision."""
    given = json_object(body, edits.UNREADABLE)
    revision = given.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise BadInput(edits.UNREADABLE)
    return {"revision": drafts.keep(visit.db, visit.viewer, str(request.path_params["guid"]), _edit(given),
                                    page=text(given, "page"), revision=revision)}


@api(Right.PREPARE)
def throw_away(visit: Visit, request: Request, body: bytes) -> None:
    """DELETE /api/documents/GUID/edit/draft: forget what was changed and not saved."""
    drafts.throw_away(visit.db, visit.viewer, str(request.path_params["guid"]))


@api(Right.PREPARE, limit=LARGEST_BYTES)
def save(visit: Visit, request: Request, body: bytes) -> ToldSaved:
    """POST /api/documents/GUID/edit {key, edit}: store it as a version; the text as it is then, or what to choose."""
    given = json_object(body, edits.UNREADABLE)
    guid = str(request.path_params["guid"])
    done = saving.save(visit.db, visit.viewer, guid, _edit(given), text(given, "key"))
    if done.right:
        hotwords.learn(visit.pilot, visit.db, visit.viewer, guid, done.right)
    whos = list(dict.fromkeys(turn.who for turn in done.turns) | dict.fromkeys(
        turn.who for piece in done.pieces for turn in (*piece.base, *piece.mine, *piece.theirs)))
    at = {who: n for n, who in enumerate(whos)}

    def told(turns: Sequence[Said]) -> list[tuple[int, str]]:
        return [(at[turn.who], turn.text) for turn in turns]

    return {"number": done.number, "waits": done.waits, "whos": whos, "turns": told(done.turns), "pieces": [
        {"settled": piece.settled, "mine": told(piece.mine)} if piece.settled else
        {"settled": False, "base": told(piece.base), "mine": told(piece.mine), "theirs": told(piece.theirs)}
        for piece in done.pieces]}


@api(Right.PREPARE, touch=False)
def here(visit: Visit, request: Request, body: bytes) -> Here:
    """POST /api/documents/GUID/edit/here {leaves}: the page is open (or closes); who else has it open, newest version.

    That a page is open is no sign that anybody is there: it does not keep a sitting from going idle.
    """
    guid = str(request.path_params["guid"])
    number = reading.version_to_edit(visit.db, visit.viewer, guid).number
    known = _open.setdefault((visit.viewer.pilot_slug, guid), {})
    if json_object(body).get("leaves") is True:
        known.pop(visit.viewer.account_guid, None)
    else:
        known[visit.viewer.account_guid] = (visit.viewer.label, monotonic())
    return {"others": _others(visit, guid), "number": number}


def _edit(given: dict[str, object]) -> Edit:
    return edits.read(given.get("edit"))


def _others(visit: Visit, guid: str) -> list[str]:
    """Labels of who else has the text open, or changed something in it that is not saved."""
    since = monotonic() - HERE_S
    now = _open.get((visit.viewer.pilot_slug, guid), {})
    there = [label for account, (label, at) in list(now.items()) if at > since and account != visit.viewer.account_guid]
    return list(dict.fromkeys([*there, *drafts.others(visit.db, visit.viewer, guid)]))


ROUTES = [
    Route("/api/documents/{guid}/edit", read, methods=["GET"]),
    Route("/api/documents/{guid}/edit", save, methods=["POST"]),
    Route("/api/documents/{guid}/edit/draft", keep, methods=["PUT"]),
    Route("/api/documents/{guid}/edit/draft", throw_away, methods=["DELETE"]),
    Route("/api/documents/{guid}/edit/here", here, methods=["POST"]),
]
