"""Where a page has its place in the menu, and its head: the way back or to the pages beside it, and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.door import inner
from pilot.words import _
from views import menu
from views.parts.blocks import back_to

if TYPE_CHECKING:
    from pilot.access import Viewer
    from views.parts.entry import Entry


@inner("shows what a viewer may see; what is behind it asks again")
def mark(entry: Entry, viewer: Viewer) -> None:
    """Tell the menu which of its entries the open page lies under; web/static/menu.js marks that one."""
    place = menu.place_of(entry, viewer)
    st.html(Markup('<i hidden data-rd-place="{}"></i>').format(f"/{place.path}" if place else ""))


@inner("shows what a viewer may see; what is behind it asks again")
def beside(entry: Entry, viewer: Viewer) -> list[Entry]:
    """The page of the menu that `entry` lies under, and what stands beside it; nothing for what lies nowhere."""
    place = menu.place_of(entry, viewer)
    others = [one for one in menu.for_viewer(viewer)
              if one.beside and one != place and menu.place_of(one, viewer) == place]
    return [place, *others] if place else []


def marked_of(entry: Entry, pages: list[Entry]) -> Entry | None:
    """Which of the pages beside each other `entry` is, or is a part of; None where no row stands above it."""
    return next((one for one in pages if one == entry or one.path == entry.within), None)


@inner("shows what a viewer may see; what is behind it asks again")
def head(path: str, viewer: Viewer, title: str = "") -> None:
    """The title of the page at `path`, under links to the pages beside it or the way back to what it lies under.

    Args:
        title: what stands there when that is not what the page is called in the menu.
    """
    entry = menu.at(path)
    pages = beside(entry, viewer)
    marked = marked_of(entry, pages)
    if marked is None:
        above(path, viewer)
    elif len(pages) > 1:
        links = Markup().join(
            _link(one, viewer, current="" if one != marked else "page" if one == entry else "true") for one in pages)
        st.html(Markup('<nav class="rd-beside" aria-label="{}">{}</nav>').format(_("Beside this page"), links))
    st.title(title or _(menu.title_of(entry, viewer)))


@inner("shows what a viewer may see; what is behind it asks again")
def above(path: str, viewer: Viewer) -> None:
    """The way back from the page at `path` to what it lies under; the guide leads to what lies nowhere."""
    place = menu.place_of(menu.at(path), viewer) or menu.at("guide")
    back_to(f"/{place.path}", _(menu.title_of(place, viewer)))


def _link(entry: Entry, viewer: Viewer, *, current: str) -> Markup:
    where = Markup(' aria-current="{}"').format(current) if current else Markup()
    return Markup('<a href="/{}" target="_self"{}>{}</a>').format(
        entry.path, where, _(menu.title_of(entry, viewer)))
