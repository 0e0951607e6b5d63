"""Coders side by side: a document with its passages, what became of them since, and deciding about them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NotRequired, TypedDict

from starlette.routing import Route

from coding.consensus import reading, writing
from coding.memos.noted import noted
from pilot.access import Right
from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_
from texts.documents import transcript
from texts.places import BEHIND
from web.api.answering import api
from web.api.bodies import json_object
from web.api.desk import codes_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from coding.consensus.decided import Decision, Said
    from coding.consensus.reading import Coder, Row
    from coding.consensus.writing import Decided
    from pilot.visit import Visit
    from web.api.shapes import ToldCode

NO_ACTS = N_("This is not a list of decisions.")
Notes = dict[tuple[str, int], list[str]]


class ToldMark(TypedDict):
    """A coding; start, end: code points, 0-based, end-exclusive, None on the whole document. coder: its place among
    `coders`; notes: what she wrote with it."""

    code: str
    sign: str
    start: int | None
    end: int | None
    weight: int
    coder: NotRequired[int]
    notes: NotRequired[list[str]]


class ToldDecision(TypedDict):
    """A decision, as `coding.consensus.decided.Decision` has it; by: label, at: UTC ISO."""

    act: str
    did: str
    reason: str
    by: str
    at: str
    codings: list[ToldMark]


class ToldRow(TypedDict):
    """A passage, as `coding.consensus.reading.Row` has it."""

    key: str
    content: str
    kind: str
    start: int | None
    end: int | None
    asks: str
    marks: list[ToldMark]
    decisions: list[ToldDecision]


class ToldCoder(TypedDict):
    """A coder: what she is called here, and whether she is done."""

    label: str
    done: bool


class Rows(TypedDict):
    """The passages; only the stamp where it is that of before. waiting: codings that have no words in this text yet."""

    stamp: str
    done: NotRequired[bool]
    coders: NotRequired[list[ToldCoder]]
    waiting: NotRequired[int]
    rows: NotRequired[list[ToldRow]]


class Beside(Rows):
    """A document side by side; turns: [start, speaker, text, ms]; version: guid of the text."""

    title: str
    family: str
    version: str
    turns: list[list[object]]
    codes: list[ToldCode]


@api(Right.SEE_OTHER_CODERS)
def read(visit: Visit, request: Request, body: bytes) -> Beside:
    """GET /api/documents/{guid}/together?names=0|1: the text, the codes, and the passages with what is decided."""
    guid = str(request.path_params["guid"])
    rows = _rows(visit, request)
    text = transcript(visit.db, visit.viewer, guid)
    return {
        "title": text["title"], "family": text["family"], "version": text["version"],
        "turns": [[turn["start"], turn["speaker"] or voices.title(turn["voice"]), turn["text"], turn["start_ms"]]
                  for turn in text["turns"]],
        "codes": codes_of(visit.db, visit.sitting.language), **rows}


@api(Right.SEE_OTHER_CODERS)
def rows(visit: Visit, request: Request, body: bytes) -> Rows:
    """GET /api/documents/{guid}/together/rows?stamp=...&names=0|1: the passages as they are now."""
    return _rows(visit, request)


def _rows(visit: Visit, request: Request) -> Rows:
    guid = str(request.path_params["guid"])
    readable = reading.require_shown(visit.db, visit.viewer, guid)
    stamp = reading.stamp(visit.db, readable)
    if stamp == request.query_params.get("stamp"):
        return {"stamp": stamp}
    found = reading.together(visit.db, visit.viewer, guid)
    named = request.query_params.get("names") != "0"
    order = found.coders if named else sorted(found.coders, key=lambda one: _lot(guid, one))
    at = {one.coder_id: n for n, one in enumerate(order)}
    notes = noted(visit.db, visit.viewer, "coding_id")
    return {
        "stamp": found.stamp, "done": found.is_done, "waiting": found.waiting,
        "coders": [{"label": one.label if named else chr(ord("A") + n), "done": one.is_done}
                   for n, one in enumerate(order)],
        "rows": [_row(one, at, notes) for one in found.rows]}


def _lot(guid: str, one: Coder) -> str:
    """In which order coders stand who are not named: another one in each document."""
    return hashlib.sha256(f"{guid} {one.coder_id}".encode()).hexdigest()


def _row(row: Row, at: dict[int, int], notes: Notes) -> ToldRow:
    whole = row.start == BEHIND[0]
    return {
        "key": row.key, "content": row.content, "kind": row.kind.value, "start": None if whole else row.start,
        "end": None if whole else row.end, "asks": row.asks, "marks": [_marked(one, at, notes) for one in row.marks],
        "decisions": [_decision(one) for one in row.decisions]}


def _marked(one: Said, at: dict[int, int], notes: Notes) -> ToldMark:
    made: ToldMark = {**_said(one), "coder": at[one.coder_id]}
    if wrote := notes.get(("coding_id", one.coding_id)):
        made["notes"] = wrote
    return made


def _said(one: Said) -> ToldMark:
    whole = one.span == BEHIND
    return {"code": one.code, "sign": one.sign, "start": None if whole else one.start,
            "end": None if whole else one.end, "weight": one.weight}


def _decision(one: Decision) -> ToldDecision:
    return {"act": one.act, "did": one.did, "reason": one.reason, "by": one.by, "at": one.at,
            "codings": [_said(coding) for coding in one.codings]}


@api(Right.SEE_OTHER_CODERS)
def decide(visit: Visit, request: Request, body: bytes) -> Decided:
    """POST /api/documents/{guid}/together {version, acts}: decide about passages, each action once."""
    sent = json_object(body, NO_ACTS)
    acts, version = sent.get("acts"), sent.get("version")
    if not isinstance(acts, list) or not isinstance(version, str):
        raise BadInput(NO_ACTS)
    return writing.decide(visit.db, visit.viewer, str(request.path_params["guid"]), acts, version=version)


ROUTES = [
    Route("/api/documents/{guid}/together", read, methods=["GET"]),
    Route("/api/documents/{guid}/together/rows", rows, methods=["GET"]),
    Route("/api/documents/{guid}/together", decide, methods=["POST"]),
]
