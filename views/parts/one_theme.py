"""One theme of a release on a page, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.setup import pilot_name
from pilot.words import _
from themes.figures.release_theme import theme_page
from views.parts import released
from views.parts.blocks import back_to
from views.parts.module import module
from views.themes.look import is_dark

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.seeing import Seen

_turn = module("rode_draad_turn", "static/turn.js")
_KEY = "turn"


def show_theme(visit: Visit, seen: Seen, path: str, above: str) -> bool:
    """The page of the theme that the address names; False where it names none of this release.

    Args:
        path, above: address and name of the page that all themes are on.
    """
    key = st.query_params.get("theme", "")
    theme = seen.content.theme(key)
    if theme is None:
        if key:
            st.error(_("This theme is not in this release. Choose one from the list."))
        return False
    to = released.address(path)
    back_to(to(""), above)
    released.show(theme_page(released.issue(visit, seen), theme, to, dark=is_dark(), pilot=pilot_name(visit.db)))
    _turn(key=_KEY, data={"theme": key}, on_to_change=_turned)
    return True


def _turned() -> None:
    """The next theme by key, touch or click, without loading the whole page again."""
    st.query_params["theme"] = str(st.session_state[_KEY]["to"])
