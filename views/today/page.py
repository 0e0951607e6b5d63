"""Today: what is waiting for this viewer, by role; what there is to do comes before what there is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pilot.access import Role
from pilot.clock import today
from pilot.vocabulary import days
from views.parts import place, take_out, waiting
from views.parts.here import here
from views.today import gathered, news
from views.today.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit

    Part = Section[Any] | Callable[[Visit], None]


def page() -> None:
    """Show the lists that this viewer can do something about; all of one that ?list= names."""
    with here() as visit:
        if visit.viewer.roles == {Role.STEERING}:
            news.page(visit)
            return
        place.head("", visit.viewer)
        parts = gathered.parts(visit)
        whole = next((part for part in parts if isinstance(part, Section)
                      and part.name == st.query_params.get("list")), None)
        if whole:
            whole.show_all()
            return
        st.caption(days.full(today(visit.db)))
        waiting.show(visit)
        files = []
        with st.container(horizontal=True, gap="medium"):
            for part in parts:
                with st.container(width=560):  # pixels: two beside each other on a laptop, three on a large screen
                    if not isinstance(part, Section):
                        part(visit)
                    elif part.show() and part.export:
                        files.append(part.export)
        if files:
            take_out.menu(files)
