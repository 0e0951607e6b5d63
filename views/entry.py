"""The script that Streamlit runs for every page: who is looking, which pages there are, show the chosen one."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st  # noqa: E402

from pilot import words  # noqa: E402
from pilot.access import reach  # noqa: E402
from pilot.errors import RodeDraadError  # noqa: E402
from pilot.words import _  # noqa: E402
from views import menu  # noqa: E402
from views.entries import ENTRIES  # noqa: E402
from views.parts import first, place  # noqa: E402
from views.parts.attempt import say_what_was_done  # noqa: E402
from views.parts.follow import follow  # noqa: E402
from views.parts.here import here  # noqa: E402
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.access import Viewer
    from views.parts.entry import Entry


def _shown(entry: Entry, viewer: Viewer, language: str) -> Callable[[], None]:
    """The page's function, with faults said as one sentence in the viewer's language."""

    def run() -> None:
        words.use(language)
        place.mark(entry, viewer)
        try:
            if entry in menu.for_viewer(viewer):
                import_module(f"views.{entry.module}.page").page()
            else:
                not_for_this_role()
        except RodeDraadError as error:
            st.error(plain(error.sentence(language)))

    return run


def not_for_this_role() -> None:
    """What somebody finds who typed the address of a page that her role does not have."""
    st.title(_("This page is not for your role"))
    st.markdown(_("Choose a page from the menu, or ask an administrator."))


def main() -> None:
    """Build the menu for this viewer and run the chosen page."""
    with here() as visit:
        viewer, language = visit.viewer, visit.sitting.language
        stamp = reach.stamp(visit.db)
    in_menu = menu.in_menu(viewer)
    pages = [
        st.Page(
            _shown(entry, viewer, language), title=_(menu.title_of(entry, viewer)),
            url_path=entry.module, default=not entry.path, visibility="visible" if entry in in_menu else "hidden")
        for entry in ENTRIES
    ]
    chosen = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{chosen.title} · Rode Draad", layout="wide", initial_sidebar_state="collapsed")
    follow(chosen.url_path or "today", stamp)  # first: also a page that is still being drawn is followed
    chosen.run()
    first.ask_if_wanted()
    say_what_was_done()


if __name__ == "__main__":
    try:
        main()
    except RodeDraadError as fault:
        st.error(plain(fault.sentence()))
