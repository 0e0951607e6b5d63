"""A coding that somebody has to say something of: its words, and giving it another code or taking it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook
from coding.marks import deciding
from pilot import words
from pilot.errors import RodeDraadError
from pilot.words import _
from themes.figures.tables import desk_link
from views.parts.attempt import say
from views.parts.blocks import link
from views.parts.here import here

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coding.marks.deciding import Left
    from coding.marks.looking import Old
    from pilot.visit import Visit


def codable(visit: Visit) -> dict[str, str]:
    """The names of the codes that can be given now, by key."""
    newest = codebook.newest(visit.db)
    rows = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
    return {row.key: row.name for row in rows if row.is_codable}


def head(row: Left | Old) -> None:
    """Its code, family and text, whose it is, and its words."""
    coder = Markup(" · {}").format(row.coder) if row.coder else Markup()
    st.html(Markup('<p class="rd-direction"><strong>{}</strong> · {} · {}{}</p><blockquote>{}</blockquote>').format(
        row.code, row.family, link(f"/{desk_link(row.document, row.start or 0)}", row.title), coder,
        row.words or _("The whole document")))


def otherwise(row: Left | Old, names: dict[str, str]) -> None:
    """The ways to take it away and to give it another code."""
    st.button(_("None: remove"), key=f"none-{row.coding}", on_click=partial(decide, row, []))
    key = f"other-{row.coding}"
    st.selectbox(_("Another code"), list(names), None, format_func=lambda one: names.get(one, one), key=key,
                 placeholder=_("Choose..."), width=260, on_change=lambda: decide(row, [st.session_state[key]]))


def decide(row: Left | Old, keys: Sequence[str]) -> None:
    """Say what it is now. Runs before the page is drawn again."""
    run(lambda now: deciding.decide(now.db, now.viewer, row.coding, [key for key in keys if key]))


def run(action: Callable[[Visit], object], done: str = "") -> None:
    """Do something on a click, before the page is drawn again, with the pilot opened anew; say what came of it."""
    try:
        with here() as now:
            action(now)
    except RodeDraadError as error:
        say(error.sentence())
    else:
        say(done or _("Saved"))
