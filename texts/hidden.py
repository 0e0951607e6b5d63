"""What is there and not shown: documents and recordings that were withdrawn, or that consent puts out of reach."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access
from pilot.access import Right, reach, three_states
from pilot.access.reach import Stand, Standing
from pilot.access.three_states import OUT_OF_REACH, WITHDRAWN
from pilot.clock import local_day
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

class Gone(NamedTuple):
    """A document or recording that was withdrawn.

    Attributes:
        title: '' of a recording without a text. kind: 'interview', 'story', 'recording'. family: its pseudonym.
        told_on: ISO. withdrawn_on: the pilot's date. by: label of who withdrew it; '' when it is not known.
    """

    guid: str
    title: str
    kind: str
    family: str
    family_guid: str
    told_on: str
    withdrawn_on: str
    reason: str
    by: str


class Shut(NamedTuple):
    """A document or recording out of reach; as in `Gone`.

    `why`: (pseudonym, `Stand`) of everybody whose consent is missing: to recording where a recording lets them be
    heard, else to analysing.
    """

    guid: str
    title: str
    kind: str
    family: str
    family_guid: str
    told_on: str
    why: list[tuple[str, Stand]]


GONE_ORDERS = {"last": Order(N_("newest withdrawal first"), "l.at DESC, l.guid"),
               "family": Order(N_("by family"), "l.family COLLATE NOCASE, l.told_on, l.guid")}
SHUT_ORDERS = {"family": Order(N_("by family"), "l.family COLLATE NOCASE, l.told_on, l.guid"),
               "last": Order(N_("last told first"), "l.told_on DESC, l.guid")}
_NAMED = ("{guid} AS guid, {title} AS title, {kind} AS kind, f.pseudonym AS family, f.guid AS family_guid,"
          " {day} AS told_on")
_TEXT = _NAMED.format(guid="d.guid", title="d.title", kind="d.kind", day="d.told_on")
_HEARD = _NAMED.format(guid="r.guid", title="coalesce(d.title, '')", kind="'recording'", day="r.recorded_on")
_SEARCHED = "l.title || ' ' || l.family"


@use_case(Right.BRING_BACK, reads="titles")
def withdrawn(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Gone]:
    """A page of the documents and recordings that were withdrawn, last withdrawn first."""
    state, params = three_states.state_where(db)
    found = fetch(db, "l.guid, l.title, l.kind, l.family, l.family_guid, l.told_on, l.at, l.reason, l.by", Source(
        f"FROM (SELECT {_TEXT}, d.withdrawn_at AS at, d.withdrawn_reason AS reason, maker(u.guid, u.label) AS by"
        " FROM document d JOIN family f USING (family_id) LEFT JOIN user u ON u.user_id = d.withdrawn_by"
        f" WHERE {state} = '{WITHDRAWN}' UNION ALL SELECT {_HEARD}, r.withdrawn_at, r.withdrawn_reason,"
        " maker(u.guid, u.label) FROM recording r JOIN family f USING (family_id) LEFT JOIN document d"
        " USING (recording_id) LEFT JOIN user u ON u.user_id = r.withdrawn_by WHERE r.withdrawn_at IS NOT NULL) l"
        " WHERE 1", params, f"{_SEARCHED} || ' ' || l.reason"), wanted, GONE_ORDERS)
    return found.of(Gone._make((*row[:6], local_day(db, row[6]), *row[7:])) for row in found)


@use_case(Right.BRING_BACK, reads="titles")
def out_of_reach(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Shut]:
    """A page of the documents that may not be read or counted, and of the recordings that may not be played, for want
    of consent; by family."""
    reached, params = reach.recordings_where(db)
    state, more = three_states.state_where(db)
    found = fetch(
        db, "l.guid, l.title, l.kind, l.family, l.family_guid, l.told_on, l.id, l.family_id", Source(
            f"FROM (SELECT {_TEXT}, d.document_id AS id, d.family_id AS family_id FROM document d"
            f" JOIN family f USING (family_id) WHERE {state} = '{OUT_OF_REACH}'"
            f" UNION ALL SELECT {_HEARD}, r.recording_id, r.family_id FROM recording r JOIN family f USING (family_id)"
            f" LEFT JOIN document d USING (recording_id) WHERE {reach.NOT_WITHDRAWN.format(r='r')} AND NOT ({reached}))"
            " l WHERE 1", (*more, *params), _SEARCHED), wanted, SHUT_ORDERS)

    @cache
    def standing(person_id: int, use: str) -> Stand:
        return reach.standing(db, person_id, use)

    def shut(row: tuple[Any, ...]) -> Shut:
        who = _sound_asked(db, row[6]) if row[2] == "recording" else _asked(db, row[6], row[7])
        stands = [(name, standing(person_id, use)) for person_id, name, use in who]
        said_no = [one for one in stands if one[1].how in (Standing.WITHDRAWN, Standing.REFUSED)]
        missing = [one for one in stands if one[1].how not in (Standing.LIVE, Standing.NO_RECORD)]
        return Shut._make((*row[:6], said_no or missing))

    return found.of([shut(row) for row in found])


@use_case(Right.BRING_BACK, reads="titles")
def is_out_of_reach(db: Database, viewer: Viewer, kind: str, guid: str) -> bool:
    """Whether consent keeps this document or recording out of reach."""
    if kind != "recording":
        return three_states.of_document(db, guid) == OUT_OF_REACH
    reached, params = reach.recordings_where(db)
    row = db.conn.execute(f"SELECT {reached} FROM recording r WHERE guid = ?", (*params, guid)).fetchone()
    return row is not None and not row[0]


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def counted(db: Database, viewer: Viewer, family_guid: str | None = None, kind: str | None = None) -> dict[str, int]:
    """How many documents that this viewer could otherwise read, of one family or of all, are in which state of
    `access.three_states`.

    Args:
        kind: 'story' or 'interview' only.
    """
    theirs, params = access.knowable_where(db, viewer)
    state, more = three_states.state_where(db)
    rows = db.conn.execute(
        f"SELECT {state} AS state, count(*) FROM document d JOIN family f USING (family_id)"
        f" WHERE {theirs} AND f.guid = coalesce(?, f.guid) AND d.kind = coalesce(?, d.kind)"
        " GROUP BY 1 HAVING state <> ''", (*more, *params, family_guid, kind))
    return {OUT_OF_REACH: 0, WITHDRAWN: 0} | dict(rows.fetchall())


Asked = list[tuple[int, str, str]]  # number and pseudonym of a person, and the use that is asked of it


def _asked(db: Database, document_id: int, family_id: int) -> Asked:
    """Who is heard in a document, and of one that tells about a family its members too."""
    return list(db.conn.execute(
        "SELECT DISTINCT p.person_id, p.pseudonym, 'analyse' FROM document d JOIN person p ON p.person_id IN"
        " (SELECT person_id FROM document_person h WHERE h.document_id = d.document_id)"
        f" OR (p.family_id = ? AND {reach.about('d')}) WHERE d.document_id = ? ORDER BY p.person_id",
        (family_id, document_id)))


def _sound_asked(db: Database, recording_id: int) -> Asked:
    """Of whom consent is asked for a recording: who is heard, or the family it only tells about."""
    heard = reach.HEARD_IN_RECORDING.format(r="r")
    return list(db.conn.execute(
        f"SELECT p.person_id, p.pseudonym, CASE WHEN p.person_id IN {heard} THEN 'record' ELSE 'analyse' END"
        f" FROM recording r JOIN person p ON p.person_id IN {heard} OR (p.family_id = r.family_id AND NOT EXISTS"
        f" (SELECT 1 FROM person q WHERE q.family_id IS NOT NULL AND q.person_id IN {heard}))"
        " WHERE r.recording_id = ? ORDER BY p.person_id", (recording_id,)))


class Unasked(NamedTuple):
    """Of whom nothing is on record (`person`, a pseudonym; '' where material tells about a family of which nobody has
    any record), and in how many documents that matters."""

    family: str
    family_guid: str
    person: str
    documents: int


UNASKED_ORDERS = {"family": Order(N_("by family"), "l.family COLLATE NOCASE, l.person, l.guid"),
                  "many": Order(N_("most documents first"), "l.documents DESC, l.guid, l.person")}


@use_case(Right.WITHDRAW, reads="consents")
def unasked(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Unasked]:
    """Of whom consent is needed for what is there, and nothing is on record; it is read, and never leaves the team."""
    families, params = access.families_where(viewer, right=Right.WITHDRAW)
    found = fetch(db, "l.family, l.guid, l.person, l.documents", Source(
        "FROM (SELECT f.pseudonym AS family, f.guid AS guid, u.pseudonym AS person,"
        f" count(DISTINCT u.document_id) AS documents FROM ({reach.UNASKED}) u"
        " JOIN document d USING (document_id) JOIN family f ON f.family_id = u.family_id"
        f" WHERE d.withdrawn_at IS NULL AND {families} GROUP BY f.family_id, u.pseudonym) l WHERE 1", params,
        "l.family || ' ' || l.person"), wanted, UNASKED_ORDERS)
    return found.of(Unasked(*row) for row in found)
