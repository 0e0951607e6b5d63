"""Tables: codes beside what one chooses, and new codes in order; each cell opens its passages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.words import _
from themes import filters
from themes.crossed import crossed
from themes.crossed_files import NEW, TABLE
from themes.figures import crossed_tables, tables
from themes.saturation import saturation
from views.parts import pages, place, saved_views, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.tables import choosing
from views.themes.look import html, is_dark
from views.themes.scope_form import choose, from_address

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.crossing import Crossing
    from themes.scope import Scope


def page() -> None:
    """Show the table that is chosen."""
    with here() as visit:
        place.head("tables", visit.viewer)
        names = filters.choices(visit.db, visit.viewer)
        if names is None:
            invite(_("No codebook yet"), _("Tables are counted by the codes of a codebook. Load one first."),
                   "codebook", _("Go to the codebook"))
            return
        wanted = choosing.choose()
        scope = choose(names, from_address(names), consensus=filters.has_consensus(visit.db, visit.viewer))
        if isinstance(wanted, str):
            _new(visit, scope, wanted)
        else:
            _crossed(visit, scope, wanted)


def _crossed(visit: Visit, scope: Scope, crossing: Crossing) -> None:
    choosing.remember({**scope.query(), **crossing.query()})
    found = crossed(visit.db, visit.viewer, scope, crossing)
    if found is None or not len(found.material.finished.coders):
        _nothing()
        return
    html(tables.scope_line(f"{found.sentence} {crossed_tables.unit(crossing)}"))
    pages.listed(
        "beside", partial(crossed_tables.across, found),
        lambda shown: html(crossed_tables.crossed(found, is_dark(), shown)), orders=crossed_tables.ORDERS,
        search=_("What stands across"), alone=False, size=crossed_tables.AT_ONCE)
    take_out.menu((TABLE,), {**scope.query(), **crossing.query()})
    saved_views.save(visit, "tables", {**scope.query(), **crossing.query()})


def _new(visit: Visit, scope: Scope, kind: str) -> None:
    choosing.remember({**scope.query(), "across": choosing.NEW, "kind": kind})
    found = saturation(visit.db, visit.viewer, scope, kind)
    if found is None or not found.steps:
        _nothing()
        return
    html(tables.scope_line(f"{found.sentence} {crossed_tables.saturation_words(found)}"))
    html(crossed_tables.saturation(found, found.steps))
    take_out.menu((NEW,), {**scope.query(), "kind": kind})


def _nothing() -> None:
    invite(_("Nothing counts yet"), _("Here you will see tables of codes, as soon as somebody has coded a story or"
           " conversation and says done at the desk."), "documents", _("Choose a conversation to code"))
