"""The tables of story arcs: reading them, and what still may leave of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import reach
from pilot.errors import NotFound
from pilot.words import N_
from stories.back.answers import Answered
from themes.release.quotes_out import answered
from themes.release.quotes_out.attribution import HOUSEHOLD
from themes.release.quotes_out.passages import USES

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.back.answers import Said

DRAFTED, READY, PUT_AWAY = STATES = ("drafted", "ready", "put away")


@dataclass(frozen=True)
class Kept:
    """A story arc as it is kept.

    Attributes:
        family: guid, pseudonym: what it is called; looked_at: keys of what was found and is fine.
    """

    arc_id: int
    guid: str
    family_id: int
    family: str
    pseudonym: str
    audience: str
    title: str
    who: str
    state: str
    looked_at: frozenset[str]
    made_by: int


@dataclass(frozen=True)
class Line:
    """A statement as it is kept; the passage it rests on in code points of its version, 0-based, end-exclusive."""

    guid: str
    months: int
    domain: str
    text: str
    document_id: int
    document: str
    version_id: int
    start: int
    end: int


def kept(db: Database, where: str = "1", given: tuple[object, ...] = ()) -> list[Kept]:
    """Arcs for which `where` holds (of `story_arc a`), last changed first."""
    rows = db.conn.execute(
        "SELECT a.arc_id, a.guid, a.family_id, f.guid, f.pseudonym, a.audience, a.title, a.who, a.state, a.looked_at,"
        f" a.made_by FROM story_arc a JOIN family f USING (family_id) WHERE {where}"
        " ORDER BY a.changed_at DESC, a.arc_id DESC", given)
    return [Kept(*(*row[:9], frozenset(json.loads(row[9])), row[10])) for row in rows]


def by_guid(db: Database, guid: str) -> Kept:
    """One of them. Raises: NotFound."""
    found = kept(db, "a.guid = ?", (guid,))
    if not found:
        raise NotFound(N_("This story is not there."))
    return found[0]


def lines(db: Database, arc_id: int) -> list[Line]:
    """The statements of an arc, by moment, in the order in which they were written."""
    rows = db.conn.execute(
        "SELECT s.guid, s.months, s.domain, s.text, s.document_id, d.guid, s.version_id, s.start_char, s.end_char"
        " FROM arc_statement s JOIN document d USING (document_id) WHERE s.arc_id = ?"
        " ORDER BY s.months, s.statement_id", (arc_id,))
    return [Line(*row) for row in rows]


def may_leave(db: Database, one: Kept, found: list[Line]) -> bool:
    """Whether its family lets this audience have it today: it consents, as to what is told about it and in every text
    that a statement rests on, and its answers about the words below each statement do not hold them back."""
    documents = {line.document_id for line in found}
    for use in USES[one.audience]:
        where, given = reach.family_material_where(db, use, "f")
        told = db.conn.execute(f"SELECT 1 FROM family f WHERE f.family_id = ? AND {where}", [one.family_id, *given])
        if told.fetchone() is None or reach.may_leave(db, documents, use) != documents:
            return False
    return not any(answered.why_not(each, HOUSEHOLD, one.audience) for each in said(db, one, found))


def said(db: Database, one: Kept, found: list[Line]) -> list[Said]:
    """What the family said about the words that each statement rests on, for the audience of its story."""
    answers = Answered(db, {line.document_id for line in found})
    return [answers.about(line.document_id, line.version_id, line.start, line.end, one.audience) for line in found]
