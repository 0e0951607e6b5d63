"""The explorer: themes in time, first mentions, one family, what was new, and choices side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import _
from themes import filters, frames
from themes.explore.choice import BESIDE, COURSE, FIRST, NEW, TIME
from themes.explore.said import remarks
from themes.figures import tables
from themes.tally import tally
from views.explore import beside, choosing, course, first, in_time, new
from views.parts import place, saved_views
from views.parts.blocks import invite
from views.parts.here import here
from views.themes.look import html, remember
from views.themes.scope_form import choose, from_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit
    from themes.frames import Material
    from themes.scope import Scope
    from themes.tally import Tally

SHOWN: dict[str, Callable[[Material, Tally], dict[str, str]]] = {
    TIME: in_time.show, FIRST: first.show, COURSE: course.show, NEW: new.show}


def page() -> None:
    """Show the view that is chosen."""
    with here() as visit:
        place.head("explore", visit.viewer)
        names = filters.choices(visit.db, visit.viewer)
        if names is None:
            invite(_("No codebook yet"), _("Themes are counted by the codes of a codebook. Load one first."),
                   "codebook", _("Go to the codebook"))
            return
        view = choosing.view()
        scope = choose(names, from_address(names), consensus=filters.has_consensus(visit.db, visit.viewer))
        chosen = beside.show(visit, scope) if view == BESIDE else _of_material(visit, scope, view)
        query = {name: value for name, value in {**scope.query(), "view": view, **chosen}.items() if value}
        remember(query)
        saved_views.save(visit, "explore", query)
        html(tables.link("tables", {**scope.query(), "across": "code"}, _(
            "Which codes go together: a table of codes by codes, with the unit said above it")))


def _of_material(visit: Visit, scope: Scope, view: str) -> dict[str, str]:
    material = frames.load(visit.db, visit.viewer, scope)
    if material is None or material.documents.empty or not material.codes:
        invite(_("No stories in this choice"), _("Nothing was told in this period or choice. Choose another one above,"
               " or add stories and conversations."), "documents", _("Go to the conversations"))
        return {}
    counted = tally(material)
    html(tables.scope_line(" ".join([material.sentence(), *remarks(material, counted)])))
    return SHOWN[view](material, counted)
