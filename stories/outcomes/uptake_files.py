"""Use of services as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.vocabulary import services, sources
from pilot.words import N_, _
from stories.outcomes import uptake

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.KEEP_FILE, event="exported uptake", reads="of which services families make use")
def uptake_table(db: Database, viewer: Viewer, wanted: Wanted, family_guid: str = "") -> Table:
    """A row for each family, moment and service of which something is said. Raises: NotFound when there is none."""
    rows = uptake.listed(db, viewer, wanted, family_guid)
    return list_of(db, viewer, "uptake", _("Use of services"), {
        _("Family"): [one.family for one in rows], _("Moment"): [one.wave for one in rows],
        _("Service"): [services.name(one.service) for one in rows],
        _("Makes use of it"): [_(services.STATES[one.state]) for one in rows],
        _("True on"): [one.on for one in rows], _("Rests on"): [sources.name(one.source) for one in rows]},
        (_("Family"), rows[0].family if family_guid and rows else ""), (_("Searched"), wanted.search), coded=None)


UPTAKE = Export("uptake", N_("Use of services"), ("family", "search", "order"), tabular(
    lambda asked: uptake_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("family", ""))))
EXPORTS = (UPTAKE,)
