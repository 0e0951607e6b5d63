"""What a person decides about: the places of one name together, over all texts that wait, the doubtful first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.families import pseudonyms
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from texts import preparing
from texts.deidentify.spans import DOUBTFUL, NAMED

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

AROUND = 80  # code points shown on either side


@dataclass(frozen=True)
class Place:
    """A place in a text; offsets code points into the version, `turn` its number in it, `start_ms` of that turn.

    `decision` is None while nobody decided, else 'replace' or 'leave'; `decided_by` is a label, `decided_at` UTC.
    """

    guid: str
    document: str
    title: str
    number: int
    turn: int
    start: int
    end: int
    word: str
    before: str
    after: str
    source: str
    sureness: float
    decision: str | None
    replacement: str
    decided_by: str
    decided_at: str | None
    start_ms: int | None

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at it first."""
        return self.sureness < DOUBTFUL


@dataclass(frozen=True)
class Group:
    """All places of one name; `sureness` of the least sure one that is undecided."""

    thing: str
    kind: str
    pseudonym: str
    sureness: float
    undecided: int
    places: list[Place]


class Left(NamedTuple):
    """How many places a version that waits has and how many of them nobody decided; `places` None: not looked yet."""

    places: int | None
    undecided: int


class Progress(NamedTuple):
    """How far a text is; `looked`: a program looked for names in what waits. `readable`: evaluators read it."""

    guid: str
    title: str
    family: str
    told_on: str
    written_out: bool
    corrected: bool
    looked: bool
    undecided: int
    readable: bool


# How far a text is: names to be looked for, to be decided about, a version to be made, read by evaluators.
FAR = ("look", "decide", "make", "readable")
ORDERS = {"told": Order(N_("first told first"), "d.told_on, d.document_id"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, d.told_on, d.document_id")}


@use_case(Right.PREPARE, event="compared document", reads="real names that stand in a text")
def groups(pilot: Pilot, db: Database, viewer: Viewer, document: str | None = None) -> list[Group]:
    """The places of each name together, in all texts that wait and were looked through, or in one of them.

    Those with something undecided come first, the doubtful ones of them first; what is out of reach is left out.
    Raises: NotFound, NotAllowed, for a document that is named.
    """
    if document is not None:
        access.require_document(db, viewer, document)
    found: dict[str, list[Place]] = {}
    kinds: dict[str, str] = {}
    for thing, kind, place in _places(db, viewer, document):
        found.setdefault(thing, []).append(place)
        kinds[thing] = kind
    for guid in sorted({place.document for places in found.values() for place in places}):
        events.read(db, viewer, "compared", "document", guid)
    called = pseudonyms.called(pilot, [thing for thing, kind in kinds.items() if kind in NAMED])
    made = [_group(thing, kinds[thing], called.get(thing, places[0].replacement), places)
            for thing, places in found.items()]
    return sorted(made, key=lambda one: (not one.undecided, one.sureness, one.pseudonym))


def _group(thing: str, kind: str, pseudonym: str, places: list[Place]) -> Group:
    open_ones = [place for place in places if place.decision is None]
    sureness = min(place.sureness for place in open_ones or places)
    return Group(thing, kind, pseudonym, sureness, len(open_ones), places)


def _places(db: Database, viewer: Viewer, document: str | None) -> list[tuple[str, str, Place]]:
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT p.thing, p.kind, p.guid, d.guid, d.title, v.number, t.seq, p.start_char, p.end_char,"
        " substr(v.text, p.start_char + 1, p.end_char - p.start_char),"
        " substr(v.text, max(t.start_char, p.start_char - ?1) + 1,"
        "  p.start_char - max(t.start_char, p.start_char - ?1)),"
        " substr(v.text, p.end_char + 1, min(t.end_char, p.end_char + ?1) - p.end_char),"
        " p.source, p.sureness, p.decision, p.replacement, coalesce(maker(u.guid, u.label), ''), p.decided_at,"
        f" t.start_ms FROM document d JOIN document_version v ON {preparing.WAITING}"
        " JOIN name_place p ON p.version_id = v.version_id"
        " JOIN turn t ON t.version_id = v.version_id AND t.start_char <= p.start_char AND p.end_char <= t.end_char"
        f" LEFT JOIN user u ON u.user_id = p.decided_by WHERE (?2 IS NULL OR d.guid = ?2) AND {where}"
        " ORDER BY d.told_on, d.document_id, p.start_char", (AROUND, document, *params)).fetchall()
    return [(thing, kind, Place(*rest)) for thing, kind, *rest in rows]


@use_case(Right.PREPARE, reads="numbers")
def left(db: Database, viewer: Viewer, document: str) -> Left:
    """How many places are left in what waits of a document. Raises: NotFound, NotAllowed, Conflict when none waits."""
    number = preparing.number_of(db, viewer, document)
    version = access.require_document(db, viewer, document, number)
    looked = db.conn.execute("SELECT 1 FROM name_search WHERE version_id = ?", (version.version_id,)).fetchone()
    places, undecided = db.conn.execute(
        "SELECT count(*), coalesce(sum(decision IS NULL), 0) FROM name_place WHERE version_id = ?",
        (version.version_id,)).fetchone()
    return Left(places if looked else None, undecided)


@use_case(Right.PREPARE, reads="titles")
def progress(db: Database, viewer: Viewer, wanted: Wanted = ALL, far: str = "") -> Paged[Progress]:
    """How far each text of the pilot is, from written out to readable, in pages; `far` of FAR: only those."""
    where, params = access.documents_where(db, viewer)
    has = "EXISTS (SELECT 1 FROM document_version k WHERE k.document_id = d.document_id AND k.kind = '{}')"
    waits = "(SELECT v.version_id FROM document_version v WHERE " + preparing.WAITING + ")"
    looked = f"EXISTS (SELECT 1 FROM name_search s WHERE s.version_id = {waits})"
    undecided = f"(SELECT count(*) FROM name_place p WHERE p.version_id = {waits} AND p.decision IS NULL)"
    only = {"look": f"{waits} IS NOT NULL AND NOT {looked}", "decide": f"{undecided} > 0",
            "make": f"{looked} AND {undecided} = 0", "readable": f"{waits} IS NULL"}.get(far, "TRUE")
    source = Source(f"FROM document d JOIN family f USING (family_id) WHERE {where} AND {only}", tuple(params),
                    "d.title || ' ' || f.pseudonym")
    found = fetch(
        db, f"d.guid, d.title, f.pseudonym, d.told_on, d.recording_id IS NOT NULL, {has.format('corrected')},"
        f" {looked}, {undecided},"
        f" {has.format('deidentified')} AND {waits} IS NULL", source, wanted, ORDERS)
    return found.of(
        Progress(guid, title, family, told_on, bool(out), bool(mended), bool(looked), left_over, bool(readable))
        for guid, title, family, told_on, out, mended, looked, left_over, readable in found)
