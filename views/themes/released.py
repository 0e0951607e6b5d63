"""Themes for who decides: those of a release, one page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.figures import release_lists, release_words
from views.parts import one_theme, place, released
from views.parts.blocks import card
from views.themes.look import is_dark

if TYPE_CHECKING:
    from pilot.visit import Visit

PATH = "themes"


def show(visit: Visit) -> None:
    """The themes of a release, or the one that the address names."""
    seen = released.asked(visit)
    if seen is None:
        place.head(PATH, visit.viewer)
        released.none_yet()
        return
    if one_theme.show_theme(visit, seen, PATH, _("Themes")):
        return
    place.head(PATH, visit.viewer)
    released.which(visit, seen)
    to, content = released.address(PATH), seen.content
    if nothing := release_words.nothing_shown(content):
        card(_("No figures in this release"), nothing)
    released.show(release_lists.theme_list(content, to, dark=is_dark()))
    if sites := release_lists.sites_table(content, to):
        st.subheader(_("Sites side by side"))
        released.show(sites)
    released.show(release_lists.tables(content))
    released.ending(visit, seen)
