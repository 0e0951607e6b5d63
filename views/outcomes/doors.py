"""The pages about what changed: the row of links at the top of each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import N_, _
from views import menu

if TYPE_CHECKING:
    from pilot.visit import Visit

# (address, what it is called), in the order of the row.
DOORS = (
    ("outcomes", N_("Life domains")),
    ("reach", N_("Whom we reach")),
    ("money", N_("Money")),
    ("trial", N_("Two groups")),
    ("joint", N_("Mechanisms beside outcomes")),
    ("claims", N_("What works, for whom")),
    ("scorers", N_("Two who score")), ("rubric", N_("Rubrics")), ("waves", N_("Rounds of measuring")),
    ("aims", N_("Goals of the pilot")),
)


def show(visit: Visit, path: str) -> None:
    """The row of links to those that this viewer may open, the one at `path` marked as where one is."""
    may = {one.path for one in menu.for_viewer(visit.viewer)}
    links = Markup().join(
        Markup('<a href="/{}" target="_self"{}>{}</a>').format(
            address, Markup(' aria-current="page"' if address == path else ""), _(name)) for address, name in DOORS
        if address in may)
    st.html(Markup('<nav class="rd-beside" aria-label="{}">{}</nav>').format(_("Pages about what changed"), links))
