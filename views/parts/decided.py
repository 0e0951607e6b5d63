"""What somebody decided last about one of her codings, with its words and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.marks import taking_back
from pilot.words import _
from views.parts import recode
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit

_SHOWN_CHARS = 160


def last(visit: Visit) -> None:
    """A line and a button; nothing where there is no way back."""
    if (found := taking_back.last(visit.db, visit.viewer)) is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(_("Decided last: {code} became {what}.").format(code=found.code, what=", ".join(found.now))
                if found.now else _("Decided last: {code} was removed.").format(code=found.code), width="content")
        st.button(_("Take the decision back"), on_click=partial(
            recode.run, lambda now: taking_back.take_back(now.db, now.viewer, found.action), _("It waits again")))
    st.caption(plain(_short(found.words) or _("The whole document")))


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN_CHARS else words[:_SHOWN_CHARS].rpartition(" ")[0] + " …"
