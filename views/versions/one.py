"""One version of the codebook: what it changed, whose codings got another code, and taking that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import codebook, comparing, meanings, turning
from coding.marks import looking, merging, reached
from pilot.access import Right
from pilot.words import _, ngettext
from themes.figures.tables import desk_link
from views.parts import codes, pages
from views.parts.attempt import attempt, fresh
from views.parts.blocks import back_to, each, link
from views.parts.plain import plain
from views.versions import differing

if TYPE_CHECKING:
    from coding.book.codebook import CodebookVersion
    from coding.marks.reached import Recoded
    from pilot.visit import Visit


def show(visit: Visit, version: CodebookVersion) -> None:
    """What it says, what can be done with it, and the codings it reached."""
    back_to("/versions", _("Versions of the codebook"))
    st.title(_("Version {n}").format(n=version.number), anchor=False)
    st.caption(plain(codes.did(visit.db, version)))
    if version.reason:
        st.text(version.reason)
    if turned := comparing.turned_by(visit.db, version):
        kind, before, after = turned
        said = _("“{code}” went up in “{other}”") if kind == "merge" else _("“{code}” was split into “{other}”")
        st.text(said.format(code="”, “".join(before), other="”, “".join(after)))
    differing.show(visit, version.number - 1, version.number)
    _reached(visit, version)
    _asked(visit, version)
    _ways_back(visit, version)


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


def _ways_back(visit: Visit, version: CodebookVersion) -> None:
    newest = codebook.newest(visit.db)
    if newest is None:
        return
    held = turning.in_force(visit.db, newest.codebook_version_id)
    if any(one.version_id == version.codebook_version_id for one in held) and st.button(_("Undo this merge or split")):
        attempt(lambda: merging.undo(visit.db, visit.viewer, version.number),
                _("Undone: every coding has the code it had"))
    if newest.number != version.number:
        with st.form(fresh(key := f"take-back-{version.number}"), border=False):
            st.caption(_("Use this version again: a new version that says the same. What was merged or split since is"
                         " undone; codings with codes that it does not have wait for their coders."))
            reason = st.text_input(_("Why"), max_chars=300)
            if st.form_submit_button(_("Use this version again")):
                attempt(lambda: merging.take_back(visit.db, visit.viewer, version.number, reason),
                        _("Version {n} is in use again").format(n=version.number), key)
