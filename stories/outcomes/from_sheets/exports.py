"""Sheets to fill in, one of each kind, with the families and words that can stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Viewer
from pilot.door import use_case
from pilot.files import as_csv, as_xlsx, fill_in
from pilot.files.export import Export, Format, leaves
from pilot.words import N_, _
from stories.outcomes.from_sheets import taking
from stories.outcomes.from_sheets.kinds import KINDS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.files.export import Asked as Wish


@use_case(*taking.RIGHTS, event="exported template", reads="families")
def template(pilot: Pilot, db: Database, viewer: Viewer, kind: str) -> tuple[str, str, list[fill_in.Asked]]:
    """What a sheet of a kind asks: its title, what a row is, and its columns. Raises: BadInput, NotAllowed."""
    of = taking.kind_of(viewer, kind)
    asked, _kinds = taking.offered(pilot, db, viewer, kind)
    columns = [fill_in.Asked(_(one.name), one.needed, one.reader.hint(asked), one.reader.allowed(asked),
                             one.reader.picks, one.fill) for one in of.columns]
    leaves(db, viewer, "template")
    return _(of.name), _(of.told).format(about=_(of.about)), columns


def _kind(wish: Wish) -> str:
    return wish.query.get("kind", "") or next(iter(taking.open_to(wish.viewer)), next(iter(KINDS)))


TEMPLATE = Export("template", N_("Sheet to fill in"), ("kind",), {
    "xlsx": Format(as_xlsx.MIME, lambda wish: fill_in.xlsx(*template(wish.pilot, wish.db, wish.viewer, _kind(wish)))),
    "csv": Format(as_csv.MIME, lambda wish: fill_in.as_csv(
        template(wish.pilot, wish.db, wish.viewer, _kind(wish))[2]))})
EXPORTS = (TEMPLATE,)
