"""Where what stands on a line comes from: a function per table, which others add theirs to.

`ITEMS`: each gives the items of a family (`family_id`) that this viewer may know of. `LANES`: each gives what is
counted, or None where a family has none. Whoever adds one asks consent itself, as every read does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pilot import access
from pilot.access import Right
from pilot.door import inner
from pilot.words import N_, ngettext
from stories.file import on_line
from stories.meaning.keeping import of_document
from stories.outcomes.scores import IS_LAST
from stories.timeline.item import Item, Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.access import Viewer


@inner("gathers what each source lets this viewer know")
def items(db: Database, viewer: Viewer, family_id: int) -> list[Item]:
    """Everything that happened and was told, in no order."""
    return [one for source in ITEMS for one in source(db, viewer, family_id)]


@inner("gathers what each source lets this viewer know")
def lanes(db: Database, viewer: Viewer, family_id: int) -> list[Lane]:
    """Everything that is counted."""
    found = (source(db, viewer, family_id) for source in LANES)
    return [one for one in found if one is not None and one.days]


def _support(db: Database, _viewer: Viewer, family_id: int) -> list[Item]:
    rows = db.conn.execute(
        "SELECT starts_on, ends_on, end_reason FROM support_period WHERE family_id = ?", (family_id,)).fetchall()
    begun = [Item("support_start", start, start, end) for start, end, _ in rows]
    return begun + [Item("support_end", end, title=reason) for _, end, reason in rows if end]


def _coaching(db: Database, _viewer: Viewer, family_id: int) -> list[Item]:
    rows = db.conn.execute(
        "SELECT p.pseudonym, c.from_on, c.until_on FROM coaching c JOIN person p ON p.person_id = c.coach_id"
        " WHERE c.family_id = ?", (family_id,)).fetchall()
    begun = [Item("coach_start", start, start, end, who=who) for who, start, end in rows]
    return begun + [Item("coach_end", end, who=who) for who, _, end in rows if end]


def _milestones(db: Database, _viewer: Viewer, family_id: int) -> list[Item]:
    """What happened is known of what was told: while consent to analysing holds."""
    if not access.reach.family_in_reach(db, family_id):
        return []
    rows = db.conn.execute("SELECT on_date, label FROM milestone WHERE family_id = ?", (family_id,))
    return [Item("milestone", day, title=label) for day, label in rows]


def _waves(db: Database, _viewer: Viewer, family_id: int) -> list[Item]:
    """When this family was scored in each round; that it was, never how."""
    rows = db.conn.execute(
        "SELECT w.label, min(s.observed_on), max(s.observed_on) FROM score s JOIN wave w USING (wave_id)"
        f" WHERE {IS_LAST} AND s.family_id = ? GROUP BY w.wave_id", (family_id,))
    return [Item("wave", start, start, end, title=label) for label, start, end in rows]


def _told(db: Database, viewer: Viewer, family_id: int) -> list[Item]:
    """Stories and conversations; of what this viewer may not open only the kind, the voice and when it was told."""
    where, params = access.documents_where(db, viewer)
    reached, more = access.reach.documents_where(db)
    readable, readable_params = access.versions_where(viewer)
    rows = db.conn.execute(
        f"SELECT d.guid, d.kind, d.voice, d.title, d.told_on, d.event_from, d.event_until, s.course, ({where}),"
        f" EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable}),"
        " coalesce((SELECT group_concat(domain) FROM story_domain o WHERE o.story_id = d.story_id), '')"
        f" FROM document d LEFT JOIN story s USING (story_id) WHERE d.family_id = ? AND {reached}",
        (*params, *readable_params, family_id, *more)).fetchall()
    signified = {guid for (guid,) in db.conn.execute(
        "SELECT d.guid FROM document d WHERE d.family_id = ? AND EXISTS (SELECT 1 FROM meaning m"
        " WHERE m.story_id = d.story_id)", (family_id,))}
    told = [_told_item(row) for row in rows]
    return [replace(one, meant=tuple(of_document(db, one.document))) if one.document in signified else one
            for one in told]


def _told_item(row: tuple[Any, ...]) -> Item:
    guid, kind, voice, title, told_on, start, end, course, is_theirs, readable, domains = row
    closed = Item(kind, told_on, told_on=told_on, voice=voice)
    if not is_theirs:
        return closed
    return replace(
        closed, on=(start if kind == "story" else None) or told_on, since=start, until=end, title=title,
        course=course or "",
        domains=tuple(filter(None, domains.split(","))), document=guid if readable else "")


ITEMS: tuple[Callable[[Database, Viewer, int], list[Item]], ...] = (
    _support, _coaching, _waves, on_line.items, _milestones, _told)
def _contacts(db: Database, viewer: Viewer, family_id: int) -> Lane | None:
    """The days of contacts, for who keeps the file of this family, while its consent to analysing holds."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    days = db.conn.execute(
        "SELECT c.on_date FROM contact c JOIN family f USING (family_id) WHERE c.family_id = ?"
        f" AND c.removed_at IS NULL AND {where} AND {reached} ORDER BY c.on_date", (family_id, *params, *more))
    return Lane("contacts", N_("Contacts"),
                lambda n: ngettext("{n} contact", "{n} contacts", n).format(n=n), tuple(row[0] for row in days))


LANES: tuple[Callable[[Database, Viewer, int], Lane | None], ...] = (_contacts,)
