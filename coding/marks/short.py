"""How far somebody is with many texts at once, and which codes she gave in each: for coding short texts in a row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from coding.marks.listing import state_of
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.words import current
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database


MOST_WORDS = 300  # more than these is no short text, unless it is a story
_LONGEST_WORD = 12  # characters, with the space after it: what is longer than so many times MOST_WORDS is not counted


class Other(NamedTuple):
    """A short text that is no story, such as an open answer; dates ISO, family: pseudonym, voice: one of VOICES."""

    guid: str
    title: str
    family: str
    told_on: str
    event_from: str | None
    voice: str


@use_case(Right.CODE, reads="titles")
def others(db: Database, viewer: Viewer) -> list[Other]:
    """Texts of at most MOST_WORDS words that are no stories, of those this viewer may know of."""
    where, params = access.documents_where(db, viewer)
    return [Other(*row) for row in db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, d.told_on, d.event_from, d.voice FROM document d"
        " JOIN family f USING (family_id) JOIN document_version v ON v.version_id = d.read_version_id"
        # Where the last turn ends is looked up; only what can be short is read, to count its words.
        " WHERE d.kind <> 'story' AND (SELECT t.end_char FROM turn t WHERE t.version_id = v.version_id"
        " ORDER BY t.seq DESC LIMIT 1) <= ?"
        " AND length(v.text) - length(replace(replace(v.text, ' ', ''), char(10), ''))"
        f" < ? AND {where} ORDER BY d.document_id", (MOST_WORDS * _LONGEST_WORD, MOST_WORDS, *params))]


class Far(NamedTuple):
    """How far a text is (of `listing.STATES`), and the names of the codes the viewer gave there, most often first."""

    state: str
    codes: tuple[str, ...]


@use_case(Right.CODE, reads="numbers")
def states(db: Database, viewer: Viewer, guids: Collection[str]) -> dict[str, str]:
    """How far texts are (one of `listing.STATES`), by guid, of those this viewer may know of."""
    where, params = access.documents_where(db, viewer)
    state, given = state_of(viewer)
    return dict(db.conn.execute(
        f"SELECT d.guid, {state} FROM document d WHERE d.guid IN (SELECT value FROM json_each(?)) AND {where}",
        (*given, json.dumps(list(guids)), *params)).fetchall())


@use_case(Right.CODE, reads="codings")
def far(db: Database, viewer: Viewer, guids: Collection[str]) -> dict[str, Far]:
    """`states`, each with the codes the viewer gave in that text."""
    places.settle(db)
    known = states(db, viewer, guids)
    codes: dict[str, list[str]] = {}
    name = f"name_{current()}"
    for guid, called in db.conn.execute(
        f"SELECT d.guid, (SELECT n.{name} FROM code_definition n WHERE n.code_id = c.code_id"
        " ORDER BY n.codebook_version_id DESC LIMIT 1) AS called FROM document d JOIN coding c USING (document_id)"
        " JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
        f" WHERE d.guid IN (SELECT value FROM json_each(?)) AND {places.STANDS} AND c.coder_id = ?"
        " AND c.layer = 'coder' AND c.retracted_at IS NULL GROUP BY d.guid, c.code_id"
        " ORDER BY count(*) DESC, called", (json.dumps(list(known)), viewer.user_id)):
        codes.setdefault(guid, []).append(called)
    return {guid: Far(state, tuple(codes.get(guid, ()))) for guid, state in known.items()}
