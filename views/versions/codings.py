"""What a version of the codebook did to codings: those that got another code, and those to be looked at again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import meanings
from coding.book_files import RECODED, VERSION
from coding.marks import looking, reached
from pilot.access import Right
from pilot.words import _, ngettext
from themes.figures.tables import desk_link
from views.parts import codes, pages, take_out
from views.parts.blocks import each, link
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.codebook import CodebookVersion
    from coding.marks.reached import Recoded
    from pilot.visit import Visit


def show(visit: Visit, version: CodebookVersion) -> None:
    """Both, where there are any."""
    _reached(visit, version)
    _asked(visit, version)


def _reached(visit: Visit, version: CodebookVersion) -> None:
    found = reached.by_version(visit.db, visit.viewer, version.number)
    if not found.codings:
        return
    st.subheader(_("Codings that got another code"), anchor=False)
    st.text(codes.reach(found))
    if visit.viewer.may(Right.CODE):
        pages.listed("recoded", partial(reached.recoded, visit.db, visit.viewer, version.number), each(_coding),
                     search=_("Title, family, coder or words"), orders=reached.ORDERS, alone=False,
                     said=lambda n: ngettext("{n} that you may read", "{n} that you may read", n).format(n=n))
        take_out.of_list((RECODED,), "recoded", {VERSION: str(version.number)})


def _asked(visit: Visit, version: CodebookVersion) -> None:
    """Whose codings it defined otherwise, and how many of them were not looked at yet."""
    if meanings.reworded(visit.db, version.number):
        st.caption(_("Only the wording of definitions changed: nobody has to look at passages again."))
    found = looking.by_version(visit.db, visit.viewer, version.number)
    if found.all.codings:
        st.subheader(_("Codings by an older definition"), anchor=False)
        st.text(codes.reach(found.all))
        st.caption(plain(_("Still to look at: {codings}").format(codings=codes.reach(found.waiting))
                         if found.waiting.codings else _("All of them were looked at, or changed again.")))


def _coding(one: Recoded) -> None:
    st.html(Markup('<p class="rd-direction">{} · {} → <b>{}</b> · {} · {}</p><blockquote>{}</blockquote>').format(
        one.coder, one.before, one.after, one.family, link(
            f"/{desk_link(one.document, one.start or 0)}", one.title), one.words or _("The whole document")))
