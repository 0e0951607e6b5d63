"""Names that were joined and can be two again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot import clock
from pilot.families import parting
from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes.joining import part
from views.parts.attempt import attempt
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, kind: str, form: str) -> None:
    """What was joined to what, the last first, each with a button; form: what is emptied then."""
    for one in parting.joined_before(visit.db, visit.viewer, kind):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(_("“{old}” was joined to “{new}”").format(old=one.name, new=one.into))
            day = days.short(clock.local_day(visit.db, one.at))
            st.caption(plain(f"{day} · {one.by}" if one.by else day))
            if st.button(_("Undo this"), key=f"part {one.guid}"):
                attempt(partial(part, visit.db, visit.viewer, one.guid), _("They are two again"), form)
