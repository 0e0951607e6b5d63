"""Codings whose code was split or went out of use: their coder says what each is now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook
from coding.marks import deciding
from pilot import words
from pilot.access import Right
from pilot.errors import RodeDraadError
from pilot.words import _, ngettext
from themes.figures.tables import desk_link
from views.parts import pages, place
from views.parts.attempt import say
from views.parts.blocks import each, invite, link
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.marks.deciding import Left
    from pilot.visit import Visit


def page() -> None:
    """Show the codings one below the other, each with a button per part of what its code was."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        place.head("decide", visit.viewer)
        names = _names(visit)
        if not pages.listed(
                "decide", lambda wanted: deciding.left(visit.db, visit.viewer, wanted),
                each(lambda row: _one(row, names)), orders=deciding.ORDERS,
                search=_("Title, family, code or words"),
                said=lambda n: ngettext("{n} coding", "{n} codings", n).format(n=n)):
            invite(_("Nothing to decide"), _("Here stand your codings whose code was split, or is not in use any more,"
                                             " until you have said what they are now."), "/codebook", _("Codebook"))


def _names(visit: Visit) -> dict[str, str]:
    newest = codebook.newest(visit.db)
    rows = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
    return {row.key: row.name for row in rows if row.is_codable}


def _one(row: Left, names: dict[str, str]) -> None:
    with st.container(border=True):
        coder = Markup(" · {}").format(row.coder) if row.coder else Markup()
        st.html(Markup('<p class="rd-direction"><strong>{}</strong> · {} · {}{}</p><blockquote>{}</blockquote>').format(
            row.code, row.family, link(f"/{desk_link(row.document, row.start or 0)}", row.title), coder,
            row.words or _("The whole document")))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for part in row.parts:
                st.button(plain(part.name), key=f"{part.key}-{row.coding}", on_click=partial(_decide, row, [part.key]))
            if len(row.parts) > 1:
                st.button(_("All of these"), key=f"all-{row.coding}",
                          on_click=partial(_decide, row, [part.key for part in row.parts]))
            st.button(_("None: remove"), key=f"none-{row.coding}", on_click=partial(_decide, row, []))
            key = f"other-{row.coding}"
            st.selectbox(_("Another code"), list(names), None, format_func=lambda one: names.get(one, one), key=key,
                         placeholder=_("Choose..."), width=260, on_change=lambda: _decide(row, [st.session_state[key]]))


def _decide(row: Left, keys: Sequence[str]) -> None:
    """Runs before the page is drawn again, with the pilot opened anew."""
    try:
        with here() as now:
            deciding.decide(now.db, now.viewer, row.coding, [key for key in keys if key])
    except RodeDraadError as error:
        say(error.sentence())
    else:
        say(_("Saved"))
