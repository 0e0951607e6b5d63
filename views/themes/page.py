"""Themes: which codes were said in which families, and over time; a steering group reads what was released."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pilot.access import Right
from pilot.words import _
from themes import exports, filters, frames, matrix
from themes.explore.said import remarks
from themes.figures import tables
from themes.tally import tally
from views.parts import pages, place, saved_views, take_out
from views.parts.blocks import actions, invite
from views.parts.here import here
from views.themes import released
from views.themes.look import ACROSS, html, is_dark, remember
from views.themes.over_time import ANCHOR, show_over_time
from views.themes.scope_form import choose, from_address

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show the themes this viewer may see."""
    with here() as visit:
        if visit.viewer.may(Right.SEE_THEMES):
            place.head("themes", visit.viewer)
            _themes(visit)
        else:
            released.show(visit)


def _themes(visit: Visit) -> None:
    names = filters.choices(visit.db, visit.viewer)
    if names is None:
        invite(_("No codebook yet"), _("Themes are counted by the codes of a codebook. Load one first."), "codebook",
               _("Go to the codebook"))
        return
    saved_views.listed(visit)
    scope = choose(names, from_address(names), consensus=filters.has_consensus(visit.db, visit.viewer))
    material = frames.load(visit.db, visit.viewer, scope)
    if material is None or material.documents.empty:
        invite(_("No stories in this choice"), _("Here you will see which theme comes up in which family, as soon as"
               " there are stories or conversations in what you chose."), "documents", _("Go to the conversations"))
        remember(scope.query())
        return
    counted = tally(material)
    html(tables.scope_line(" ".join([material.sentence(), *remarks(material, counted)]))
         + tables.link_to(ANCHOR, _("Over time")))
    if not len(material.finished.coders):
        invite(_("Nothing counts yet"), _("The signs below fill as soon as somebody has coded a story or conversation"
               " and says done at the desk."), "documents", _("Choose a conversation to code"))
    cells = matrix.matrix(material, counted)
    html(tables.legend() + tables.swipe_hint(material))
    pages.listed(
        ACROSS, partial(tables.across, material), lambda shown: html(
            tables.matrix_table(material, cells, is_dark(), shown) + tables.retired_codes(material, is_dark())),
        orders=tables.ACROSS_ORDERS, search=_("Family or site"), alone=False, size=tables.FAMILIES_ACROSS)
    take_out.menu((exports.MATRIX, exports.THEMES), scope.query())
    actions([(f"/release?{urlencode(scope.query())}", _("Make a release of this"))])
    query = {**scope.query(), **show_over_time(material, counted)}
    remember(query)
    saved_views.save(visit, "themes", query)
