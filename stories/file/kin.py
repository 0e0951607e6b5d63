"""The generations of a family: its people and earlier generations by role, how they belong together, and patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer, reach
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.vocabulary import kinship
from pilot.vocabulary.kinship import PARENT, TIES, TOGETHER
from pilot.words import N_
from stories.file import genogram, reaching, typed, years
from stories.file.genogram import Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 60  # characters of a role
GONE = N_("This person is not in the family's generations any more.")


class Pattern(NamedTuple):
    """A pattern marked on somebody.

    Attributes:
        key: of `patterns.NAMES`. said_by: a voice.
        document, title: the story or conversation it rests on, '' for none that this viewer may know of.
        quote: its words there, '' for none, or none that this viewer may read.
    """

    guid: str
    key: str
    said_by: str
    document: str = ""
    title: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody who is drawn.

    Attributes:
        guid: of the person, or of the row of an earlier generation. is_person: which of the two.
        name: the pseudonym, or the role. kind: of `people.FAMILY_KINDS`, '' for an earlier generation.
        birth_year: None where it is not known or not to be seen. hidden: consent keeps what is known of this person.
    """

    guid: str
    is_person: bool
    name: str
    kind: str
    role: str
    shape: str
    birth_year: int | None = None
    patterns: tuple[Pattern, ...] = ()
    hidden: bool = False

    @property
    def row(self) -> int:
        """The generation this one is drawn in while no line says otherwise."""
        return kinship.row_of(self.kind, self.role)


@dataclass(frozen=True)
class Generations:
    """Who belongs to a family across generations; ties by guids of members, each with its own guid in `tie_guids`.

    Attributes:
        hidden: what is said about the family is out of reach: only structure is here.
    """

    family_guid: str
    members: tuple[Member, ...]
    ties: tuple[Tie, ...]
    tie_guids: tuple[str, ...]
    hidden: bool = False

    @property
    def layout(self) -> genogram.Layout:
        """Where everybody is drawn."""
        return genogram.layout({one.guid: one.row for one in self.members}, self.ties)

    def named(self, guid: str) -> str:
        """What a member is called."""
        return next((one.name for one in self.members if one.guid == guid), "")


@use_case(Right.KEEP_FILE, reads="generations of families, and patterns in them")
def generations(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Generations:
    """Everybody of a family's generations; without consent their structure only. Raises: NotFound."""
    family_id = reaching.require_family(db, viewer, family_guid)
    shown = reach.family_in_reach(db, family_id)
    cover = typed.covering(pilot, family_guid)
    found = [_member(cover, db, viewer, row, shown) for row in db.conn.execute(
        "SELECT p.person_id, p.guid, p.pseudonym, p.kind, p.role, k.kin_id, k.shape, k.birth_year, 0 AS later"
        " FROM person p LEFT JOIN kin k USING (person_id) WHERE p.family_id = ?1 UNION ALL"
        " SELECT NULL, guid, role, '', role, kin_id, shape, birth_year, kin_id FROM kin"
        " WHERE family_id = ?1 AND person_id IS NULL ORDER BY later, 1", (family_id,)).fetchall()]
    rows = db.conn.execute(
        "SELECT t.kind, coalesce(p.guid, a.guid), coalesce(q.guid, b.guid), t.guid FROM kin_tie t"
        " JOIN kin a ON a.kin_id = t.one_id JOIN kin b ON b.kin_id = t.other_id"
        " LEFT JOIN person p ON p.person_id = a.person_id LEFT JOIN person q ON q.person_id = b.person_id"
        " WHERE a.family_id = ? ORDER BY t.tie_id", (family_id,)).fetchall()
    return Generations(family_guid, tuple(found), tuple(Tie(*row[:3]) for row in rows),
                       tuple(row[3] for row in rows), not shown)


def _member(
    cover: Callable[[str], str], db: Database, viewer: Viewer, row: tuple[object, ...], shown: bool
) -> Member:
    person_id, guid, name, kind, role, kin_id, shape, year, _order = row
    seen = shown and (not isinstance(person_id, int) or reaching.readable(db, person_id))
    called = str(name) if person_id else cover(str(name))
    return Member(
        str(guid), person_id is not None, called, str(kind), str(role),
        str(shape or kinship.shape_of(str(role))), year if seen and isinstance(year, int) else None,
        _patterns(db, viewer, kin_id) if seen and isinstance(kin_id, int) else (), not seen)


def _patterns(db: Database, viewer: Viewer, kin_id: int) -> tuple[Pattern, ...]:
    """What is marked on somebody; where it rests on a text that is out of reach, it is not there."""
    known, params = access.documents_where(db, viewer)
    reached, more = access.reach.documents_where(db, "analyse", "o")
    readable, least = access.versions_where(viewer, replaced=True)
    return tuple(Pattern(*row) for row in db.conn.execute(
        "SELECT k.guid, k.pattern, k.said_by, coalesce(d.guid, ''), coalesce(d.title, ''),"
        f" CASE WHEN v.version_id IS NOT NULL AND {readable} THEN"
        " substr(v.text, k.start_char + 1, k.end_char - k.start_char) ELSE '' END FROM kin_pattern k"
        f" LEFT JOIN document d ON d.document_id = k.document_id AND {known}"
        " LEFT JOIN document_version v ON v.version_id = k.version_id AND v.document_id = d.document_id"
        f" WHERE k.kin_id = ? AND (k.document_id IS NULL OR EXISTS (SELECT 1 FROM document o"
        f" WHERE o.document_id = k.document_id AND {reached})) ORDER BY k.kin_pattern_id",
        (*least, *params, kin_id, *more)))


@use_case(Right.KEEP_FILE, event="changed generations family")
def add(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, role: str, shape: str = "",
    birth_year: int | None = None, *, sure: Container[str] = (),
) -> str:
    """Somebody of an earlier generation, by role such as "vader van moeder"; returns the guid.

    Args:
        shape: of `kinship.SHAPES`; '' for what the role says.

    Raises: BadInput, Conflict (there is one with this role), AskFirst, NotFound.
    """
    called = typed.line(role, LONGEST)
    if not called:
        raise BadInput(N_("Say who it is by role, such as “mother of the father”; never by name."))
    years.check(db, birth_year)
    guid = new_guid()
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        typed.ask(pilot, family_guid, called, sure)
        if db.conn.execute("SELECT 1 FROM kin WHERE family_id = ? AND role = ?", (family_id, called)).fetchone():
            raise Conflict(N_("Somebody with this role is drawn already. Say more exactly who it is."))
        db.conn.execute(
            "INSERT INTO kin(guid, family_id, role, shape, birth_year, made_by, made_at) VALUES (?,?,?,?,?,?,?)",
            (guid, family_id, called, _shape(shape, called), birth_year, viewer.user_id, now()))
        events.record(db, viewer, "changed generations", "family", family_guid)
    return guid


@use_case(Right.KEEP_FILE, event="changed generations family")
def describe(
    db: Database, viewer: Viewer, family_guid: str, guid: str, shape: str, birth_year: int | None, *,
    sure: Container[str] = (),
) -> None:
    """Say by which shape somebody is drawn ('' as before), and the year of birth (None where it is not known).

    Raises: BadInput (a year that cannot be, or a parent younger than a child), AskFirst, NotFound.
    """
    years.check(db, birth_year)
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        kin_id = kin_row(db, viewer, family_id, guid)
        years.check_person(db, kin_id, birth_year, sure)
        years.check_ties(db, kin_id, birth_year, sure)
        drawn = _shape(shape, "") if shape else None
        db.conn.execute("UPDATE kin SET shape = coalesce(?, shape), birth_year = ? WHERE kin_id = ?",
                        (drawn, birth_year, kin_id))
        events.record(db, viewer, "changed generations", "family", family_guid)


@use_case(Right.KEEP_FILE, event="changed generations family")
def tie(
    db: Database, viewer: Viewer, family_guid: str, kind: str, one: str, other: str, *, sure: Container[str] = ()
) -> str:
    """Draw how two belong together; what was drawn between them goes. Returns the guid of the line.

    Args:
        one, other: guids of members; of a parent or guardian the first is it of the second.

    Raises: BadInput (a loop, a parent younger than the child), Conflict (it is drawn so already), AskFirst, NotFound.
    """
    if kind not in TIES or one == other:
        raise BadInput(N_("Choose two people, and how one belongs to the other."))
    guid = new_guid()
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        first, second = (kin_row(db, viewer, family_id, each) for each in (one, other))
        there = db.conn.execute(
            "SELECT kind, one_id FROM kin_tie WHERE (one_id, other_id) IN ((?1, ?2), (?2, ?1))",
            (first, second)).fetchone()
        if there and there[0] == kind and (kind in TOGETHER or there[1] == first):
            raise Conflict(N_("This line is drawn already."))
        db.conn.execute("DELETE FROM kin_tie WHERE (one_id, other_id) IN ((?1, ?2), (?2, ?1))", (first, second))
        if kind == PARENT:
            years.check_pair(db, first, second, sure)
        _require_no_loop(db, family_id, Tie(kind, str(first), str(second)))
        db.conn.execute("INSERT INTO kin_tie(guid, kind, one_id, other_id, made_by, made_at) VALUES (?,?,?,?,?,?)",
                        (guid, kind, first, second, viewer.user_id, now()))
        events.record(db, viewer, "changed generations", "family", family_guid)
    return guid


@use_case(Right.KEEP_FILE, event="changed generations family")
def untie(db: Database, viewer: Viewer, family_guid: str, guid: str) -> None:
    """Take a line away. Raises: NotFound."""
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        gone = db.conn.execute(
            "DELETE FROM kin_tie WHERE guid = ? AND one_id IN (SELECT kin_id FROM kin WHERE family_id = ?)",
            (guid, family_id)).rowcount
        if not gone:
            raise NotFound(N_("This line is not drawn any more."))
        events.record(db, viewer, "changed generations", "family", family_guid)


@use_case(Right.KEEP_FILE, event="changed generations family")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take somebody of an earlier generation out of the drawing, with lines and patterns. Raises: NotFound, BadInput
    for a person of the pilot."""
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "kin", guid, GONE)
        if db.conn.execute("SELECT person_id FROM kin WHERE kin_id = ?", (row,)).fetchone()[0]:
            raise BadInput(N_("People of the family itself are managed by an administrator."))
        db.conn.execute("DELETE FROM kin_pattern WHERE kin_id = ?", (row,))
        db.conn.execute("DELETE FROM kin_tie WHERE ? IN (one_id, other_id)", (row,))
        db.conn.execute("DELETE FROM kin WHERE kin_id = ?", (row,))
        events.record(db, viewer, "changed generations", "family", family_guid)


def _shape(shape: str, role: str) -> str:
    found = shape or kinship.shape_of(role)
    if found not in kinship.SHAPES:
        raise BadInput(N_("Choose the shape that somebody is drawn by."))
    return found


@inner("makes the row of somebody, for use cases that ask the rest")
def kin_row(db: Database, viewer: Viewer, family_id: int, guid: str) -> int:
    """The row of somebody in the drawing, made for a person of the family that has none yet; inside a write.

    Raises: NotFound.
    """
    row = db.conn.execute(
        "SELECT kin_id FROM kin LEFT JOIN person p USING (person_id) WHERE kin.family_id = ?"
        " AND coalesce(p.guid, kin.guid) = ?", (family_id, guid)).fetchone()
    if row:
        return int(row[0])
    person = db.conn.execute(
        "SELECT person_id, role FROM person WHERE guid = ? AND family_id = ?", (guid, family_id)).fetchone()
    if person is None:
        raise NotFound(GONE)
    return int(db.conn.execute(
        "INSERT INTO kin(guid, family_id, person_id, shape, made_by, made_at) VALUES (?,?,?,?,?,?)",
        (new_guid(), family_id, person[0], kinship.shape_of(person[1]), viewer.user_id, now())).lastrowid or 0)


def _require_no_loop(db: Database, family_id: int, new: Tie) -> None:
    ties = [Tie(kind, str(one), str(other)) for kind, one, other in db.conn.execute(
        "SELECT t.kind, one_id, other_id FROM kin_tie t JOIN kin ON kin_id = one_id WHERE family_id = ?",
        (family_id,))]
    genogram.rows({str(row[0]): 0 for row in db.conn.execute(
        "SELECT kin_id FROM kin WHERE family_id = ?", (family_id,))}, [*ties, new])
