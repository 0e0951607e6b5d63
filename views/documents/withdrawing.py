"""Of Conversations: withdrawing one by a decision with a reason, and how many are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.access.three_states import OUT_OF_REACH, WITHDRAWN
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import hidden
from texts.documents import documents, withdraw
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.visit import Visit
    from views.documents.row import Row


def not_shown(visit: Visit, family_guid: str | None = None, kind: str | None = None) -> bool:
    """Say how many, of one family or of all and of one kind ('story', 'interview') or both, are out of reach or
    withdrawn; nothing, and False, when none are."""
    counts = hidden.counted(visit.db, visit.viewer, family_guid, kind)
    reach, gone = counts[OUT_OF_REACH], counts[WITHDRAWN]
    if reach:
        st.caption(ngettext(
            "{n} is out of reach: somebody's consent to analysing is missing, was withdrawn or has ended.",
            "{n} are out of reach: somebody's consent to analysing is missing, was withdrawn or has ended.",
            reach).format(n=reach))
    if gone:
        st.caption(ngettext("{n} is withdrawn.", "{n} are withdrawn.", gone).format(n=gone))
    return bool(reach or gone)


def form(visit: Visit, found: list[Row]) -> None:
    """Withdraw one of the documents shown; open at once for the one that the address names (?withdraw=GUID)."""
    asked = st.query_params.get("withdraw", "")
    named = documents(visit.db, visit.viewer, [asked]) if asked else []
    if not visit.viewer.may(Right.WITHDRAW) or not (found or named):
        return
    rows = [(row.guid, row.family, row.title, row.told_on) for row in found]
    rows += [(row.guid, row.family, row.title, row.told_on) for row in named]
    names = {guid: " · ".join((family, title, days.short(told_on))) for guid, family, title, told_on in rows}
    chosen = list(names).index(asked) if asked in names else None
    with st.expander(_("Withdraw a conversation or story"), expanded=chosen is not None), st.form(
            fresh(key := "withdraw"), border=False):
        st.caption(_("Nobody can read, count, quote or hear it any more. The codings are kept; an administrator can"
                     " bring it back."))
        guid = st.selectbox(_("Which one"), list(names), chosen, format_func=lambda g: names.get(g, g),
                            placeholder=_("Choose..."), key=fresh("withdraw which", key))
        reason = st.text_input(_("Why"), max_chars=500, help=_("The reason is kept. No names."))
        if not st.form_submit_button(_("Withdraw this conversation or story")):
            return
    if guid is None:
        st.error(_("Choose which one to withdraw."))
        return
    attempt(lambda: _withdrawn(visit, guid, reason), _("Withdrawn: {title}").format(title=names[guid]), key)


def _withdrawn(visit: Visit, guid: str, reason: str) -> None:
    withdraw(visit.db, visit.viewer, guid, reason)
    st.query_params.pop("withdraw", None)
