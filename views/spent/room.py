"""What is left for a family of each budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary.money import euros
from pilot.words import _
from stories.outcomes.spending import ceilings, kinds

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.spending.ceilings import Room


def show(visit: Visit, family_guid: str) -> None:
    """A line for each budget that was used or has a ceiling."""
    rooms = [one for one in ceilings.room(visit.db, visit.viewer, family_guid) if one.spent or one.ceiling]
    if rooms:
        st.html(Markup('<dl class="rd-room">{}</dl>').format(Markup().join(map(_line, rooms))))


def _line(one: Room) -> Markup:
    if one.ceiling is None:
        said, bar = _("{spent} spent; there is no ceiling").format(spent=euros(one.spent)), Markup()
    else:
        left = one.ceiling - one.spent
        said = (_("{left} left of {ceiling}") if left >= 0 else _("{left} over the ceiling of {ceiling}")).format(
            left=euros(abs(left)), ceiling=euros(one.ceiling))
        bar = Markup('<span class="rd-filled" style="--n:{:.1f}%" aria-hidden="true"></span>').format(
            100 * min(1, one.spent / one.ceiling))
    return Markup("<div><dt>{}</dt><dd>{}{}</dd></div>").format(_(kinds.INSTRUMENTS[one.instrument]), said, bar)
