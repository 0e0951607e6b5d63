"""Stories as lists show them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database


class Story(NamedTuple):
    """A story in a list; dates ISO.

    Attributes:
        guid: of its document. family, coach: pseudonyms. domains: keys, in the order of `DOMAINS`.
        unasked: no consent of the family is recorded.
    """

    guid: str
    title: str
    family: str
    family_guid: str
    told_on: str
    event_from: str | None
    event_until: str | None
    course: str
    template: str
    coach: str
    readable: bool
    domains: tuple[str, ...]
    unasked: bool


class Place(NamedTuple):
    """A family, and one of its stories; None where it has none that this viewer may know of."""

    family: str
    family_guid: str
    story: Story | None


@use_case(Right.SEE_TIMELINE, reads="titles")
def stories(db: Database, viewer: Viewer, guids: Collection[str] | None = None) -> list[Story]:
    """Stories this viewer may know of, last told first; of these guids (of documents), where they are given.

    A coach gets her own, about families of hers. How far they are coded: `coding.marks.progress`.
    """
    where, params = access.documents_where(db, viewer)
    readable, readable_params = access.versions_where(viewer)
    unasked = access.reach.unasked()
    if guids is not None:
        where, params = f"d.guid IN (SELECT value FROM json_each(?)) AND {where}", [json.dumps(list(guids)), *params]
        unasked = access.reach.is_unasked()
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, f.guid, d.told_on, d.event_from, d.event_until, s.course, s.template,"
        " p.pseudonym,"
        f" EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable}),"
        " coalesce((SELECT group_concat(domain) FROM story_domain WHERE story_domain.story_id = s.story_id), ''),"
        f" {unasked}"
        " FROM document d JOIN story s USING (story_id) JOIN family f ON f.family_id = d.family_id"
        f" JOIN person p ON p.person_id = s.coach_id WHERE {where} ORDER BY d.told_on DESC, d.document_id DESC",
        (*readable_params, *params))
    return [Story._make((*row[:10], bool(row[10]), _in_order(row[11]), bool(row[12]))) for row in rows]


ORDERS = {
    "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, f.family_id, d.told_on DESC, d.document_id DESC"),
    "told": Order(N_("last told first"), "d.told_on IS NULL, d.told_on DESC, d.document_id DESC, f.pseudonym"),
}


@use_case(Right.SEE_TIMELINE, reads="titles")
def by_family(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Place]:
    """A page of every family this viewer knows, or of one (guid), with its stories; one without stories stands there
    once. Raises: NotFound."""
    if family_guid:
        access.require_family(db, viewer, family_guid, Right.SEE_TIMELINE)
    known, given = access.families_where(viewer, right=Right.SEE_TIMELINE)
    where, params = access.documents_where(db, viewer)
    found = fetch(db, "f.pseudonym, f.guid, d.guid", Source(
        "FROM family f LEFT JOIN document d ON d.family_id = f.family_id AND d.kind = 'story'"
        f" AND {where} WHERE {known} AND ? IN ('', f.guid)", (*params, *given, family_guid),
        "f.pseudonym || ' ' || coalesce(d.title, '')"),
        wanted, ORDERS)
    told = {one.guid: one for one in stories(db, viewer, [row[2] for row in found if row[2]])}
    return found.of(Place(name, guid, told.get(document)) for name, guid, document in found)


def _in_order(joined: str) -> tuple[str, ...]:
    chosen = set(joined.split(","))
    return tuple(domain for domain in DOMAINS if domain in chosen)
