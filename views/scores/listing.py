"""How far families are scored: a row a family, a column a round of measuring, each cell the way to its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.words import _, ngettext
from stories.outcomes import rounds, sheets, waves
from stories.outcomes.exports import SCORES
from views.parts import pages, place, take_out
from views.parts.blocks import invite, link, list_of, table
from views.parts.cells import headed

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.sheets import Row
    from stories.outcomes.waves import Known


def show(visit: Visit) -> None:
    """What is to be scored blind first, then every family."""
    place.head("scores", visit.viewer)
    edits = visit.viewer.may(Right.EDIT_TEMPLATES)
    if edits:
        ways = [("/waves", _("Rounds of measuring")), ("/rubric", _("Rubrics")), ("/scorers", _("Two who score"))]
        st.html(Markup('<p class="rd-back">{}</p>').format(Markup(" · ").join(link(*one) for one in ways)))
    known = waves.known(visit.db, visit.viewer)
    if not known:
        invite(_("No round of measuring yet"), _("Here you score how families do in nine life domains. First say when"
                                                 " families are measured."),
               *(("/waves", _("Add a round of measuring")) if edits else ()))
        return
    _asked(visit)
    if pages.listed("scores", lambda wanted: sheets.listed(visit.db, visit.viewer, wanted),
                    lambda rows: _table(rows, known), search=_("Family or site"), orders=sheets.ORDERS,
                    said=lambda n: ngettext("{n} family", "{n} families", n).format(n=n)):
        st.caption(_("How many of the nine life domains the professional scored; ? were looked for and not known."))
        take_out.menu((SCORES,))
    else:
        st.caption(_("There is no family of yours that may be scored today."))


def _asked(visit: Visit) -> None:
    asked = [one for one in rounds.tasks(visit.db, visit.viewer) if not one.done_at]
    if asked:
        st.subheader(ngettext("You are asked to score {n} family blind", "You are asked to score {n} families blind",
                              len(asked)).format(n=len(asked)))
        list_of([(f"/scores?family={one.family_guid}&wave={one.wave_guid}", one.family, one.wave) for one in asked])


def _table(rows: list[Row], known: list[Known]) -> None:
    table((_("Family"), *(one.label for one in known)), (
        (link(f"/families?family={row.guid}", row.pseudonym), *(_cell(row, one) for one in known)) for row in rows),
        "rd-stack")


def _cell(row: Row, wave: Known) -> Markup:
    scored, unknown = row.known.get(wave.guid, (0, 0))
    said = _("{n} of {all}").format(n=scored, all=sheets.ALL_DOMAINS) + (f" · {unknown} ?" if unknown else "")
    way = Markup('<a href="/scores?family={}&amp;wave={}" target="_self" aria-label="{}">{}</a>').format(
        row.guid, wave.guid, f"{row.pseudonym}, {wave.label}: {said}", said if scored or unknown else _("score"))
    return headed(wave.label, way)
