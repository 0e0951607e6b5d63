"""One version of the codebook: what it changed, whose codings got another code, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import codebook, comparing, naming, turning
from coding.marks import merging
from pilot.words import _
from views.parts.attempt import attempt, fresh
from views.parts.blocks import back_to
from views.parts.plain import plain
from views.versions import codings, differing

if TYPE_CHECKING:
    from coding.book.codebook import CodebookVersion
    from pilot.visit import Visit


def show(visit: Visit, version: CodebookVersion) -> None:
    """What it says, what can be done with it, and the codings it reached."""
    back_to("/versions", _("Versions of the codebook"))
    st.title(_("Version {n}").format(n=version.number), anchor=False)
    st.caption(plain(naming.did(visit.db, version)))
    if version.reason:
        st.text(version.reason)
    if turned := comparing.turned_by(visit.db, version):
        kind, before, after = turned
        said = _("“{code}” went up in “{other}”") if kind == "merge" else _("“{code}” was split into “{other}”")
        st.text(said.format(code="”, “".join(before), other="”, “".join(after)))
    differing.show(visit, version.number - 1, version.number)
    codings.show(visit, version)
    _ways_back(visit, version)


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
