"""Of Details: withdrawing a conversation that should not have come in, after saying what that touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.marks.progress import coded
from pilot.access import Right
from pilot.words import _, ngettext
from texts.documents import withdraw
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str, title: str) -> None:
    """A form with a reason, for who may withdraw."""
    if not visit.viewer.may(Right.WITHDRAW):
        return
    found = coded(visit.db, visit.viewer, guid)
    with st.expander(_("Withdraw this conversation")), st.form(fresh(form := "withdraw"), border=False):
        st.text(_touched(found.codings, found.coders))
        st.caption(_("Nobody can read, count, quote or hear it any more. The codings are kept; an administrator can"
                     " bring it back."))
        reason = st.text_input(_("Why"), max_chars=500, help=_("The reason is kept. No names."))
        sent = st.form_submit_button(_("Withdraw this conversation"))
    if sent:
        attempt(lambda: withdraw(visit.db, visit.viewer, guid, reason), _("Withdrawn: {title}").format(title=title),
                form)


def _touched(codings: int, coders: int) -> str:
    if not codings:
        return _("Nothing was coded in it yet.")
    return _("This touches {codings} by {coders}.").format(
        codings=ngettext("{n} coding", "{n} codings", codings).format(n=codings),
        coders=ngettext("{n} coder", "{n} coders", coders).format(n=coders))
