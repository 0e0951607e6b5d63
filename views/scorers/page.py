"""Two who score: rounds in which they do so blind, how far they agree, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains
from pilot.words import _
from stories.outcomes import rounds
from themes.figures.decimals import two
from themes.outcomes import scorers
from views.outcomes import doors
from views.parts import place
from views.parts.blocks import table
from views.parts.cells import headed
from views.parts.here import here
from views.parts.plain import plain
from views.scorers import begun, settling

if TYPE_CHECKING:
    from markupsafe import Markup

    from pilot.visit import Visit
    from themes.outcomes.scorers import Line


def page() -> None:
    """Rounds, agreement, differences."""
    with here() as visit:
        place.head("scorers", visit.viewer)
        doors.show(visit, "scorers")
        begun.show(visit)
        _agreement(visit)
        settling.show(visit)


def _agreement(visit: Visit) -> None:
    st.subheader(_("How far they agree"))
    lines = scorers.agreement(rounds.given_blind(visit.db, visit.viewer))
    if not lines:
        st.caption(_("Here stands, for each life domain, how far two who scored blind agree, once a round is shown."))
        return
    heads = (_("Life domain"), _("Scored twice"), _("The same"), _("At most one level apart"), _("Mean distance"),
             _("One did not know"), _("Alpha"))
    table(heads, (_row(one, heads) for one in lines), "rd-stack")
    st.caption(plain(_("Of pairs of people who both gave a score, out of 10, as it was when the round was shown. Alpha"
                       " is Krippendorff's, ordinal: 1 is perfect, 0 is chance; none under {n} families scored twice."
                       ).format(n=scorers.ENOUGH)))


def _row(one: Line, heads: tuple[str, ...]) -> list[Markup]:
    of = _("{n} of {all}")
    cells = (domains.name(one.domain) if one.domain else _("all together"), str(one.families),
             of.format(n=one.same, all=one.pairs), of.format(n=one.near, all=one.pairs),
             "–" if one.apart is None else two(one.apart), str(one.one_unknown),
             "–" if one.alpha is None else two(one.alpha))
    return [headed(head, cell) for head, cell in zip(heads, cells, strict=True)]
