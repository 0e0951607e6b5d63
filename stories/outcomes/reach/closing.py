"""Why a period of support was closed, from a list, and where the family went on to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import write
from pilot.vocabulary import partners
from pilot.words import N_
from stories.outcomes.reach import kinds

if TYPE_CHECKING:
    from sqlite_utils import Database


class Closed(NamedTuple):
    """A period of support that ended; dates ISO.

    Attributes:
        said: what was typed when it ended. why: of `kinds.WHY`, '' where nobody said it yet.
        onward: kind of organisation (`pilot.vocabulary.partners`) it was referred on to, '' for none. warm: handed
            over together; None where nobody said, or it went on to nobody.
    """

    family_guid: str
    family: str
    starts_on: str
    ends_on: str
    said: str
    why: str
    onward: str
    warm: bool | None


ORDERS = {"open": Order(N_("without a reason first"), "c.why IS NOT NULL, p.ends_on DESC, f.family_id, p.starts_on"),
          "new": Order(N_("newest first"), "p.ends_on DESC, f.family_id, p.starts_on"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, p.starts_on")}


def _right(viewer: Viewer) -> Right:
    return Right.MANAGE_FAMILIES if viewer.may(Right.MANAGE_FAMILIES) else Right.KEEP_FILE


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="said why closed family")
def say(
    db: Database, viewer: Viewer, family_guid: str, starts_on: str, why: str, onward: str = "",
    warm: bool | None = None,
) -> None:
    """Say why the support of a family that began on `starts_on` (ISO) was closed; what was said before is replaced.

    Args:
        why, onward, warm: as `Closed` has them.

    Raises: BadInput, NotFound (no such period), NotAllowed.
    """
    if why not in kinds.WHY:
        raise BadInput(N_("Choose from the list why support was closed."))
    if onward and onward not in partners.KINDS:
        raise BadInput(N_("Choose from the list to whom the family was referred on."))
    if warm is not None and not onward:
        raise BadInput(N_("Say first to whom the family was referred on."))
    with write(db):
        family_id = access.require_family(db, viewer, family_guid, _right(viewer))
        row = db.conn.execute("SELECT ends_on FROM support_period WHERE family_id = ? AND starts_on = ?",
                              (family_id, starts_on)).fetchone()
        if row is None:
            raise NotFound(N_("This period of support is not there any more."))
        if row[0] is None:
            raise BadInput(N_("Support that began on {date} goes on. Let it end first."),
                           date=date.fromisoformat(starts_on))
        db.conn.execute(
            "INSERT INTO closing(family_id, starts_on, why, onward, warm, said_by, said_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " why = excluded.why, onward = excluded.onward, warm = excluded.warm,"
            " said_by = excluded.said_by, said_at = excluded.said_at",
            (family_id, starts_on, why, onward or None, warm, viewer.user_id, now()))
        events.record(db, viewer, "said why closed", "family", family_guid)


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, reads="support periods")
def closed(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Closed]:
    """A page of the periods of support that ended, of one family (guid) or ('') of all that are this viewer's."""
    theirs, params = access.families_where(viewer, right=_right(viewer))
    found = fetch(
        db, "f.guid, f.pseudonym, p.starts_on, p.ends_on, p.end_reason, coalesce(c.why, ''), coalesce(c.onward, ''),"
        " c.warm", Source(
            "FROM support_period p JOIN family f USING (family_id) LEFT JOIN closing c ON c.family_id = p.family_id"
            f" AND c.starts_on = p.starts_on WHERE p.ends_on IS NOT NULL AND {theirs} AND ? IN ('', f.guid)",
            (*params, family_guid), "f.pseudonym || ' ' || p.end_reason || ' ' || p.ends_on"), wanted, ORDERS)
    return found.of(Closed._make((*row, None if warm is None else bool(warm))) for *row, warm in found)
