"""What waits for a decision about a family: each with a line that says what it is, and the ways it can be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pilot.visit import Visit

_One = TypeVar("_One")


def listed(
    visit: Visit, waiting: Callable[[], Iterable[_One]], said: Callable[[_One], str],
    ways: Callable[[Visit, _One], None],
) -> None:
    """Everything that waits, for whoever may decide."""
    if not visit.viewer.may(Right.WITHDRAW):
        return
    for one in waiting():
        with st.container(border=True):
            st.html(Markup("<strong>{}</strong> · {}").format(_("To decide"), said(one)))
            ways(visit, one)
