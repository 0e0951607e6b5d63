"""Whom the pilot reached, as a file: a row for each number, with what it is a part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.vocabulary import days
from pilot.words import N_, _
from themes.figures import reach_tables
from themes.outcomes.reached import reached

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.outcomes.reached import Reached

Row = tuple[str, str, str, float | int | None, int | None, str]


@use_case(Right.SEE_THEMES, event="exported reach", reads="numbers by family")
def reach_table(db: Database, viewer: Viewer) -> Table:
    """Every number of the figures of reach. Raises: NotFound while there is none."""
    found = reached(db, viewer)
    rows = [] if found.is_empty else [*_counts(found), *_middles(found), *_caseloads(found)]
    heads = (_("Part"), _("What"), _("Referred by"), _("Number"), _("Of"), _("Unit"))
    return list_of(
        db, viewer, "reach", _("Whom we reach"), dict(zip(heads, zip(*rows, strict=True), strict=True)) if rows else {},
        coded=None, facts=((_("Up to"), days.long(found.day)), (_("Families left out for want of consent"), str(
            found.kept_out)), (_("Families without a referral, counted as referred"), str(found.unlisted))))


def _counts(found: Reached) -> list[Row]:
    return [(reach_tables.title(one.part), reach_tables.name(one.part, one.what), reach_tables.group_name(one.group),
             one.n, one.of, _(reach_tables.UNITS[one.unit])) for one in found.counts]


def _middles(found: Reached) -> list[Row]:
    rows: list[Row] = []
    for what, ones, unit in ((_("Length of support that ended"), found.lengths, _("months")),
                             (_("From referral to the start of support"), found.waits, _("days"))):
        for one in ones:
            group = reach_tables.group_name(one.group)
            rows += [(what, _("mean"), group, _rounded(one.mean), one.n, unit),
                     (what, _("middle one"), group, _rounded(one.median), one.n, unit)]
    return rows


def _caseloads(found: Reached) -> list[Row]:
    unit = _("families for each full-time worker")
    return [*((_("Caseload"), _("over all days"), reach_tables.group_name(one.group), _rounded(one.caseload), None,
               unit) for one in found.caseloads if one.caseload is not None),
            *((_("Caseload"), one.day, reach_tables.group_name(""), _rounded(one.caseload), one.families, unit)
              for one in found.over_time if one.caseload is not None)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


REACH = Export("reach", N_("Whom we reach"), (), tabular(lambda asked: reach_table(asked.db, asked.viewer)))
EXPORTS = (REACH,)
