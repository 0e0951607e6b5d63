"""Asking for something to be erased for good; taking away a family that was made by mistake."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from jobs import erasing as asking
from jobs import worker
from pilot.errors import BadInput
from pilot.safety.erasing import REASONS
from pilot.words import N_, _
from views.parts import confirm
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.safety.record_sets import Subject
    from pilot.visit import Visit


def mistake(visit: Visit, subject: Subject) -> None:
    """A family that nothing was added to: it goes at once."""
    st.write(_("Nothing was added to this family yet. If it was made by mistake it goes at once."))
    key = f"take away {subject.guid}"
    if st.button(_("Take this family away"), type="primary") or confirm.goes_on(key):
        attempt(partial(_removed, visit, subject), _("The family is gone."), asked_by=key)


def _removed(visit: Visit, subject: Subject) -> None:
    asking.remove_family(visit.pilot, visit.db, visit.viewer, subject.guid)
    st.query_params.clear()


def ask(visit: Visit, subject: Subject) -> None:
    """Why it is erased, that it was looked at, and the button."""
    with st.form("erase", border=False):
        reason = st.selectbox(_("Why"), list(REASONS), None, format_func=lambda one: _(REASONS[one]),
                              placeholder=_("Choose a reason"), width=420)
        looked = st.checkbox(_("I looked at all that goes. It cannot be brought back."))
        key = f"erase {subject.kind} {subject.guid}"
        if st.form_submit_button(_("Erase for good"), type="primary") or confirm.goes_on(key):
            attempt(partial(_begin, visit, subject, reason or "", looked), _("It is being erased."), asked_by=key)


def _begin(visit: Visit, subject: Subject, reason: str, looked: bool) -> None:
    if not looked:
        raise BadInput(N_("Look at what goes, and say that you did."))
    asking.ask(visit.db, visit.viewer, subject, reason)
    worker.ensure_running(visit.home)
