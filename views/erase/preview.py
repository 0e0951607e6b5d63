"""What would go when something is erased, memos first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from jobs import erasing as asking
from pilot.access import Right
from pilot.errors import RodeDraadError
from pilot.words import _, ngettext
from views.erase import form
from views.parts.blocks import list_of, table
from views.parts.plain import plain

if TYPE_CHECKING:
    from jobs.erasing import Preview
    from pilot.safety.record_sets import Subject
    from pilot.visit import Visit

_MOST = 30  # things shown by name


def show(visit: Visit, subject: Subject) -> None:
    """All that would go with a subject, what stays and may speak of it, and the form."""
    try:
        found = asking.preview(visit.db, visit.viewer, subject)
    except RodeDraadError as error:  # it went meanwhile: what was erased stands below
        st.info(plain(error.sentence()))
        return
    _memos(visit, found)
    st.subheader(_("This goes"))
    list_of([("", one.called, _(one.what)) for one in found.things[:_MOST]])
    if len(found.things) > _MOST:
        st.caption(_("and {n} more, counted below").format(n=len(found.things) - _MOST))
    if found.is_blind:
        st.caption(_("How many codings and memos go is not told as long as a text of it is coded blind."))
    else:
        table((_("What"), _("How many rows")), [(_(one.what), str(one.rows)) for one in found.held if one.what])
    if found.beside:
        st.warning(ngettext(
            "{n} thing stays that rested on this, such as a claim or a summary. Its own words may speak of it: look.",
            "{n} things stay that rested on this, such as claims or summaries. Their own words may speak of it: look.",
            len(found.beside)).format(n=len(found.beside)))
    if found.going_on:
        st.info(_("This is being erased. It goes on by itself, also after this computer was off."))
    elif found.is_empty:
        form.mistake(visit, subject)
    else:
        form.ask(visit, subject)


def _memos(visit: Visit, found: Preview) -> None:
    if n := len(found.first):
        st.warning(ngettext(
            "{n} memo goes with it. A memo may be about more than this: let an evaluator look at it first.",
            "{n} memos go with it. A memo may be about more than this: let an evaluator look at them first.",
            n).format(n=n))
    if n and visit.viewer.may(Right.CODE):
        list_of([("/memos", _("Memos"), "")])
