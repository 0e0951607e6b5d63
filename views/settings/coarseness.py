"""Settings: how coarse ages, dates and places become in texts without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import coarse
from pilot.words import _

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """What is chosen, each by itself."""
    st.subheader(_("Ages, dates and places in texts without names"))
    st.write(_("What stands in their place when names are taken out of a text: the finer, the easier somebody is"
               " recognised. It counts for texts that are looked through from now on."))
    now = coarse.coarse(visit.db)
    ages = {"exact": _("as they were said"), "ten years": _("within ten years")}
    dates = {"exact": _("as they were said"), "month": _("month and year"), "season": _("season and year"),
             "year": _("year")}
    places = {"letter": _("a letter: [plaats A]"), "near": _("what it is near to: [dorp bij Emmen]")}
    left, right, last = st.columns(3)
    chosen = coarse.Coarse(
        left.selectbox(_("Ages"), list(ages), list(ages).index(now.ages), format_func=ages.__getitem__),
        right.selectbox(_("Dates"), list(dates), list(dates).index(now.dates), format_func=dates.__getitem__),
        last.selectbox(_("Villages and small towns"), list(places), list(places).index(now.places),
                       format_func=places.__getitem__))
    st.caption(_("Near to what is known of some 3,500 villages and towns of the Netherlands and Belgium; the larger"
                 " town is then named. Others get a letter, and who takes the names out can write near to what they"
                 " are. What a place is called already, it stays called."))
    if chosen != now:
        coarse.set_coarse(visit.db, visit.viewer, *chosen)
        st.toast(_("Saved"))
