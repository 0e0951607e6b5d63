"""Codings whose code was split or went out of use: their coder says what each is now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.list_files import LEFT
from coding.marks import deciding
from pilot.access import Right
from pilot.words import _, ngettext
from views.parts import decided, pages, place, recode, take_out
from views.parts.blocks import each, invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.marks.deciding import Left


def page() -> None:
    """Show the codings one below the other, each with a button per part of what its code was."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        place.head("decide", visit.viewer)
        decided.last(visit)
        names = recode.codable(visit)
        if not pages.listed(
                "decide", partial(deciding.left, visit.db, visit.viewer), each(partial(_one, names)),
                orders=deciding.ORDERS, search=_("Title, family, code or words"),
                said=lambda n: ngettext("{n} coding", "{n} codings", n).format(n=n)):
            invite(_("Nothing to decide"), _("Here stand your codings whose code was split, or is not in use any more,"
                                             " until you have said what they are now."), "/codebook", _("Codebook"))
            return
        take_out.of_list((LEFT,), "decide")


def _one(names: dict[str, str], row: Left) -> None:
    with st.container(border=True):
        recode.head(row)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for part in row.parts:
                st.button(plain(part.name), key=f"{part.key}-{row.coding}",
                          on_click=partial(recode.decide, row, [part.key]))
            if len(row.parts) > 1:
                st.button(_("All of these"), key=f"all-{row.coding}",
                          on_click=partial(recode.decide, row, [part.key for part in row.parts]))
            recode.otherwise(row, names)
