"""The script that Streamlit runs for every page: who is looking, which pages there are, show the chosen one."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st  # noqa: E402

from pilot import words  # noqa: E402
from pilot.errors import RodeDraadError  # noqa: E402
from pilot.words import _  # noqa: E402
from views import menu  # noqa: E402
from views.parts.attempt import say_what_was_done  # noqa: E402
from views.parts.here import here  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable


def _shown(module: str, language: str) -> Callable[[], None]:
    """The page's function, with faults said as one sentence in the viewer's language; '' is no page for her."""

    def run() -> None:
        words.use(language)
        try:
            import_module(f"views.{module}.page").page() if module else not_for_this_role()
        except RodeDraadError as error:
            st.error(error.sentence(language))

    return run


def not_for_this_role() -> None:
    """What somebody finds who typed the address of a page that her role does not have."""
    st.title(_("This page is not for your role"))
    st.markdown(_("Choose a page from the menu, or ask an administrator."))


def main() -> None:
    """Build the menu for this viewer and run the chosen page."""
    with here() as visit:
        language = visit.sitting.language
        mine = menu.for_viewer(visit.viewer)
    pages = [
        st.Page(
            _shown(entry.module if entry in mine else "", language), title=_(entry.title),
            url_path=entry.path or "today", default=not entry.path,
            visibility="visible" if entry in mine and not entry.hidden else "hidden",
        )
        for entry in menu.ENTRIES
    ]
    chosen = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{chosen.title} · Rode Draad", layout="wide", initial_sidebar_state="collapsed")
    chosen.run()
    say_what_was_done()


if __name__ == "__main__":
    try:
        main()
    except RodeDraadError as fault:
        st.error(fault.sentence())
