"""Of one family: its words that stood in a text of no family and were taken out; whether they stay out is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access.three_states import NAMES, OUT_OF_REACH
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import kept_back
from views.families import to_decide
from views.parts.attempt import attempt, fresh
from views.parts.blocks import link

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from texts.kept_back import KeptBack


def show(visit: Visit, family: Family) -> None:
    """Everything that waits, with the ways it can be decided."""
    to_decide.listed(visit, lambda: kept_back.waiting(visit.db, visit.viewer, family.guid), said, _ways)


def said(one: KeptBack) -> str:
    """How many words of what stood where, in a line."""
    return ngettext(
        "{n} word of “{title}” was taken out of {what}", "{n} words of “{title}” were taken out of {what}", one.n_words,
    ).format(n=one.n_words, title=one.document, what=_(one.what))


def _ways(visit: Visit, one: KeptBack) -> None:
    around = Markup('<div class="rd-found"><blockquote>{}</blockquote></div>').format(one.around) if one.around else ""
    since = days.short(local_day(visit.db, one.kept_at))
    reword = link(one.href, _("Put it in other words")) if one.href else ""
    st.html(Markup('{}<p class="rd-soft">{} {}</p>').format(
        around,
        _("{state} since {date}. The words of that text are shown as (…) wherever they were copied; they come back"
          " with it, unless you decide otherwise.").format(state=_(NAMES[one.gone or OUT_OF_REACH]), date=since),
        reword))
    with st.form(fresh(key := f"kept-{one.guid}"), border=False):
        reason = st.text_input(_("Why"), max_chars=500, help=_("It is kept with the decision. No names."))
        sure = st.checkbox(_("I am sure"))
        left, right = st.columns(2)
        leaves = left.form_submit_button(_("Leave the words out for good"))
        puts = right.form_submit_button(_("Put the words back"), disabled=not one.as_left)
    if not one.as_left:
        st.caption(_("Somebody wrote something else there since, so the words cannot be put back."))
    if leaves and not sure:
        st.error(_("Nothing was changed. Tick that you are sure."))
    elif leaves:
        attempt(lambda: kept_back.leave_out(visit.db, visit.viewer, one.guid, reason),
                _("The words are gone for good"), key)
    elif puts:
        attempt(lambda: kept_back.put_back(visit.db, visit.viewer, one.guid, reason),
                _("The words stand where they stood"), key)
