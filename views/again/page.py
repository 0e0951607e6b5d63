"""Codings made when their code was defined otherwise: their coder looks whether each still is what the code says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.list_files import AGAIN
from coding.marks import looking
from coding.marks.looking import Only
from pilot.access import Right
from pilot.words import _, ngettext
from views.again import choosing
from views.parts import decided, pages, place, recode, take_out
from views.parts.blocks import each, invite
from views.parts.here import here

if TYPE_CHECKING:
    from coding.marks.looking import Old
    from pilot.visit import Visit

_TWO = 2  # both, not "all 2"


def page() -> None:
    """Show what the codes say now, and the codings one below the other, each to be left or to be changed."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        place.head("again", visit.viewer)
        _last(visit)
        decided.last(visit)
        only = choosing.choose(visit)
        names = recode.codable(visit)
        if not pages.listed(
                "again", lambda wanted: looking.old(visit.db, visit.viewer, wanted, only),
                each(lambda row: _one(row, names)), orders=looking.ORDERS, search=_("Title, family, code or words"),
                said=lambda n: ngettext("{n} coding", "{n} codings", n).format(n=n)):
            invite(_("Nothing to look at again"), _("Here stand your codings when somebody changes what their code"
                                                    " means, until you have said that they stay, or changed them."),
                   "/codebook", _("Codebook"))
            return
        take_out.of_list((AGAIN,), "again", {"code": only.code, "document": only.document})


def _one(row: Old, names: dict[str, str]) -> None:
    with st.container(border=True):
        recode.head(row)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(_("It stays"), key=f"stays-{row.coding}", on_click=partial(_stays, Only(codings=(row.coding,))))
            if row.alike > 1:
                st.button(_("Both of this text stay") if row.alike == _TWO else ngettext(
                    "The {n} of this text stays", "All {n} of this text stay", row.alike).format(n=row.alike),
                    key=f"text-{row.coding}", on_click=partial(_stays, Only(document=row.document)))
            recode.otherwise(row, {key: name for key, name in names.items() if key != row.key})


def _stays(only: Only) -> None:
    recode.run(lambda now: looking.stays(now.db, now.viewer, only))


def _last(visit: Visit) -> None:
    """What was said last, to be taken back."""
    if (last := looking.last(visit.db, visit.viewer)) is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        said = ngettext("{n} coding stays", "{n} codings stay", last.codings).format(n=last.codings)
        st.text(": ".join(filter(None, (said, last.reason))), width="content")
        st.button(_("Take back"), on_click=partial(recode.run, lambda now: looking.take_back(now.db, now.viewer),
                                                   _("They wait again")))
