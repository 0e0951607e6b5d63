"""What the programme costs a year, beside how much support it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary.money import round_euros
from pilot.words import _
from stories.outcomes.spending import kinds
from themes.figures.decimals import one_or_dash
from themes.outcomes.costs import years
from views.parts.blocks import table
from views.parts.cells import headed

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.outcomes.costs import Year


def show(visit: Visit) -> bool:
    """A row for each year; nothing while there is none."""
    found = years(visit.db, visit.viewer)
    if not found:
        return False
    st.subheader(_("What the programme costs"))
    table((_("Year"), _("Programme"), _("For families"), _("Families supported"), _("Years of support"),
           _("Programme for a year of support")), map(_row, found), "rd-stack")
    st.caption(_("Years of support: all days on which families were supported, as years. The programme is all it costs"
                 " besides what was spent for families. Below one year of support no year of it has a price."
                 " Indicative: it does not say what there would have been to pay without the programme."))
    known = [kind for kind in kinds.COSTS if any(kind in one.programme for one in found)]
    if known:
        with st.expander(_("The programme by kind of cost")):
            table((_("Year"), *(_(kinds.COSTS[kind]) for kind in known)), (
                [str(one.year), *(headed(_(kinds.COSTS[kind]), _amount(one.programme.get(kind))) for kind in known)]
                for one in found), "rd-stack")
    return True


def _row(one: Year) -> list[str]:
    year = str(one.year) if one.is_over else _("{year}, up to today").format(year=one.year)
    return [year, headed(_("Programme"), _amount(one.cents)), headed(_("For families"), _amount(one.for_families)),
            headed(_("Families supported"), str(one.families)),
            headed(_("Years of support"), one_or_dash(one.family_years)),
            headed(_("Programme for a year of support"), _amount(one.a_family_year))]


def _amount(cents: float | None) -> str:
    return "–" if cents is None else round_euros(cents)
