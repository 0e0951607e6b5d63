"""What waits to be told, as a file: families about whom nothing was written this quarter.

Drafts do not leave: what is not kept yet may hold names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.dates import quarter_start
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.vocabulary import days
from pilot.words import N_, _
from stories import due

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.SEE_FAMILIES, event="exported quiet", reads="families")
def quiet_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each family that is supported and has no story of this quarter. Raises: NotFound."""
    since = quarter_start(today(db))
    rows = due.families_without_story(db, viewer, since, wanted)
    return list_of(db, viewer, "quiet", _("Families without a story this quarter"), {
        _("Family"): [one.pseudonym for one in rows], _("Last story"): [one.last_told or "" for one in rows],
        _("Consent"): ["" if one.tellable else _("consent to analysing is missing") for one in rows],
        _("Address"): [f"/timeline?family={one.guid}" for one in rows]},
        (_("Without a story since"), days.long(since)), (_("Searched"), wanted.search), coded=None)


QUIET = Export("quiet", N_("Families without a story this quarter"), ("search", "order"), tabular(
    lambda asked: quiet_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (QUIET,)
