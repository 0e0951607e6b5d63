"""Going through it with the family, one passage a screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.back import asking, reading
from views.back import questions, said
from views.parts import titles
from views.parts.attempt import attempt
from views.parts.blocks import back_to

if TYPE_CHECKING:
    from pilot.visit import Visit

_WIDTH_PX = 760


def show(visit: Visit, guid: str) -> None:
    """The passage that ?ask=N names (from 1), with its questions."""
    with titles.titled(_("Back to the family")):
        one = reading.one(visit.db, visit.viewer, guid)
    passages = [each for each in one.passages if each.stands]
    asked = st.query_params["ask"]
    number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= len(passages) else 0
    back_to(f"/back?return={guid}", _("All passages"))
    if not number:
        st.title(_("All passages were asked about") if passages else _("Nothing to ask about yet"))
        st.text(said.how_far(one))
        if passages and not one.kept.closed and st.button(_("This is done"), type="primary"):
            attempt(partial(asking.finish, visit.db, visit.viewer, guid), _back)
        return
    with st.container(width=_WIDTH_PX):
        questions.show(visit, one, passages[number - 1], (number, len(passages)))


def _back() -> str:
    del st.query_params["ask"]
    return _("Done.")
