"""Each budget by who referred the families: how many used it, how much of what they may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary.money import round_euros
from pilot.words import _, ngettext
from stories.outcomes.spending import kinds
from themes.figures.decimals import one_or_dash
from themes.outcomes.money import ENOUGH
from views.parts.blocks import table
from views.parts.cells import headed

if TYPE_CHECKING:
    from themes.outcomes.money import Money, Used


def show(found: Money) -> None:
    """A row for all families and for each referrer, by budget."""
    st.subheader(_("How far budgets were used"))
    table((_("Families"), _("Out of"), _("Used it"), _("Spent"), _("Middle amount of a family"),
           _("Of what they may have"), _("Over the ceiling")), map(_row, found.used), "rd-stack")
    st.caption(_("Of what they may have: counted are families that used the budget and have a ceiling. A percentage"
                 " stands there from {n} such families.").format(n=ENOUGH))


def _row(one: Used) -> list[str]:
    middle = "–" if one.middle is None else round_euros(one.middle)
    return [one.group or _("All families"), _(kinds.INSTRUMENTS[one.instrument]),
            headed(_("Used it"), ngettext("{n} of {all} family", "{n} of {all} families", one.families).format(
                n=one.users, all=one.families)),
            headed(_("Spent"), round_euros(one.cents)), headed(_("Middle amount of a family"), middle),
            headed(_("Of what they may have"), _share(one)),
            headed(_("Over the ceiling"), _("{n} of {all}").format(n=one.over, all=one.capped)) if one.capped else ""]


def _share(one: Used) -> str | Markup:
    if not one.capped:
        return _("no ceiling") if one.users else "–"
    said = _("{spent} of {ceiling}").format(spent=round_euros(one.capped_cents), ceiling=round_euros(one.ceiling))
    percent = "" if one.percent is None else _("{percent} percent").format(percent=one_or_dash(one.percent))
    return Markup('{} <span class="rd-soft">{}</span><span class="rd-filled" style="--n:{:.1f}%"'
                  ' aria-hidden="true"></span>').format(said, percent, 100 * min(1, one.capped_cents / one.ceiling))
