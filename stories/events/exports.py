"""Events that several voices tell of, as a table: when, who tells, and where they differ; no words of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.words import N_, _
from stories.events import seeing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.KEEP_FILE, event="exported shared-events", reads="what happened in families")
def event_table(db: Database, viewer: Viewer, wanted: Wanted, family_guid: str = "") -> Table:
    """A row for each event that the list shows. Raises: NotFound."""
    rows = seeing.listed(db, viewer, wanted, family_guid)
    return list_of(db, viewer, "shared-events", _("Events that several voices tell of"), {
        _("Family"): [one.family for one in rows], _("Event"): [one.name for one in rows],
        _("From"): [one.starts_on for one in rows], _("Until"): [one.ends_on or "" for one in rows],
        _("Voices that tell of it"): [one.voices for one in rows],
        _("Times it was noted that they see it differently"): [one.differs for one in rows]},
        (_("Searched"), wanted.search), (_("Family"), rows[0].family if family_guid and rows else ""), coded=None)


EVENTS = Export("shared-events", N_("Events that several voices tell of"), ("search", "order", "family"), tabular(
    lambda asked: event_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("family", ""))))
EXPORTS = (EVENTS,)
