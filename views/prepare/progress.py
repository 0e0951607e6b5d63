"""How far every text of the pilot is, in one list: written out, corrected, names out, readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from texts.names_out import reviewing
from views.parts import blocks, pages
from views.parts.blocks import link
from views.parts.cells import headed
from views.parts.chosen import to_first

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.names_out.reviewing import Progress

LIST = "progress"
FAR = {"look": N_("names to look for"), "decide": N_("names to decide about"), "make": N_("version to make"),
       "readable": N_("readable")}


def show(visit: Visit) -> None:
    """The list with a choice of how far; each text leads to what is to be done next."""
    st.subheader(_("How far every text is"))
    far = st.pills(_("How far"), list(FAR), key="prepare_far", on_change=to_first, args=(LIST,),
                   format_func=lambda one: _(FAR[one]), wrap=True)
    some = pages.listed(
        LIST, lambda wanted: reviewing.progress(visit.db, visit.viewer, wanted, far or ""), _table,
        orders=reviewing.ORDERS, search=_("Title or family"), alone=False,
        said=lambda n: ngettext("{n} text", "{n} texts", n).format(n=n))
    if not some:
        st.text(_("No text is that far.") if far else _("There are no texts yet."))


def _table(found: list[Progress]) -> None:
    blocks.table(
        [_("Title"), _("Family"), _("Told on"), _("Written out"), _("Corrected"), _("Names out"), _("Readable")],
        ([_title(one), one.family, Markup('<span class="rd-tight">{}</span>').format(days.short(one.told_on)),
          headed(_("Written out"), _said(one.written_out)), headed(_("Corrected"), _said(one.corrected)),
          headed(_("Names out"), _names(one)), headed(_("Readable"), _said(one.readable))]
         for one in found), "rd-stack")



def _title(one: Progress) -> Markup:
    return link(f"/desk?document={one.guid}" if one.readable else f"/names?document={one.guid}", one.title)


def _said(done: bool) -> str:
    return _("yes") if done else "–"


def _names(one: Progress) -> str:
    if one.readable:
        return _("yes")
    if not one.looked:
        return _("not looked for yet")
    if one.undecided:
        return ngettext("{n} place to decide", "{n} places to decide", one.undecided).format(n=one.undecided)
    return _("decided, no version yet")
