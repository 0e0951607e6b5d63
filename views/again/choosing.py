"""Of which code codings are looked at again, what that says otherwise now, and letting all of them stay at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import comparing
from coding.marks import looking
from coding.marks.looking import Only
from pilot.words import _, ngettext
from views.parts import codes
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit

_TWO = 2  # both, not "all 2"


def choose(visit: Visit) -> Only:
    """Of which code, with what that says otherwise now; and all of them at once, with a reason."""
    found = {key: (name, n, under) for key, name, n, under in looking.codes(visit.db, visit.viewer)}
    if not found:
        return Only()
    asked = st.query_params.get("code", "")
    code = asked if asked in found else ""
    if len(found) > 1:
        names = {"": _("all codes"), **{key: f"{name} ({n})" for key, (name, n, _under) in found.items()}}
        code = st.selectbox(_("Code"), list(names), list(names).index(code), format_func=lambda key: names[key],
                            width=420)
    for key, (name, _n, under) in found.items():
        if code in ("", key):
            with st.expander(plain(_("What changed in “{code}” since version {n}").format(code=name, n=under)),
                             expanded=len(found) == 1 or bool(code)):
                st.html(codes.fields(comparing.meaning_since(visit.db, key, under)))
    n = sum(n for key, (_name, n, _under) in found.items() if code in ("", key))
    with st.expander(_("All of them at once")), st.form(fresh(form := "all stay"), border=False):
        reason = st.text_input(_("Why none of them has to change"), max_chars=looking.LONGEST_REASON)
        if st.form_submit_button(_("Both codings stay") if n == _TWO else ngettext(
                "This {n} coding stays", "All {n} codings stay", n).format(n=n)):
            attempt(lambda: looking.stays(visit.db, visit.viewer, Only(code), reason), _("Saved"), form)
    return Only(code)
