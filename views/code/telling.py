"""What a code says, to be filled in: Dutch beside English; left empty, a text is the same in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, codebook
from coding.book.model import Code
from pilot import words
from pilot.words import LANGUAGES, N_, _
from views.code import fields, seen
from views.parts import codes
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.visit import Visit

_EMPTY = Code("", dict.fromkeys(LANGUAGES, ""), dict.fromkeys(LANGUAGES, ""), "", "")
_ADDED = N_("The code is added")


def form(visit: Visit, code: Code, newest: int) -> int:
    """Change what `code` says; returns the number of the version that the viewer has before her."""
    key = f"tell-{code.key}"
    before = seen.version(code.key, newest, anew=fields.begin(code, key))
    with st.container(key="code-fields"), st.form(fresh(key), border=False):
        told = fields.of(code, code.key, key)
        reason = fields.reason(key)
        only_wording = fields.only_wording(fresh(f"{key} wording", key))
        sent = st.form_submit_button(_("Save this code"), type="primary")
    if sent:
        attempt(lambda: seen.changed(visit, code.key, lambda: changing.change(
            visit.db, visit.viewer, told, seen=before, reason=reason, only_wording=only_wording)),
                _("The code is changed"), key)
    return before


def _newest_id(visit: Visit) -> int:
    newest = codebook.newest(visit.db)
    return newest.codebook_version_id if newest else 0


def new(visit: Visit, under: str) -> None:
    """A new code, under the code or group with that key where there is one."""
    rows = codebook.codes(visit.db, _newest_id(visit), words.current())
    names = {"": _("at the top"), **{row.key: codes.indented(row) for row in rows}}
    with st.container(key="code-fields-new"), st.form(fresh(form := "tell-new"), border=False):
        parent = st.selectbox(_("Lies under"), list(names), list(names).index(under) if under in names else 0,
                              format_func=lambda key: names[key])
        told = fields.of(_EMPTY, "new", form)
        reason = fields.reason(form)
        if st.form_submit_button(_("Add this code"), type="primary"):
            attempt(lambda: changing.add(visit.db, visit.viewer, told, parent, reason=reason), _(_ADDED), form)
