"""Adding an event of a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.events import writing
from views.events import names
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, called: dict[str, str], asked: str) -> None:
    """The form; `called`: pseudonyms of the families by guid, of which `asked` may be one."""
    form = "new event"
    with st.form(fresh(form), border=True):
        st.subheader(_("Add an event"))
        guids = list(called)
        family = str(st.selectbox(_("Family"), guids, index=guids.index(asked) if asked in called else 0,
                                  format_func=lambda one: called[one], key=fresh("event family", form)))
        name = st.text_input(_("What happened"), max_chars=writing.LONGEST_NAME, key=fresh("event name", form),
                             help=_("In a few words, without names."))
        start = day_field(visit, _("From"), "event from", form, past=True)
        end = day_field(visit, _("Until"), "event until", form, empty=True, past=True)
        anyway, sure = names.ask(form), sure_of(form)
        if st.form_submit_button(_("Add"), type="primary"):
            attempt(lambda: names.keep(form, lambda: _added(
                visit, family, writing.New(name, start, end), sure, anyway=anyway)), lambda: names.told(form), form)


def _added(visit: Visit, family: str, new: writing.New, sure: tuple[str, ...], *, anyway: bool) -> tuple[str, ...]:
    guid, found = writing.add(visit.pilot, visit.db, visit.viewer, family, new, anyway=anyway, sure=sure)
    if guid:
        st.query_params.from_dict({"event": guid})
    return found
