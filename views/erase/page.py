"""Erasing for good: what would go with something, asking for it, and what was erased before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from jobs import erasing as asking
from pilot.families import directory
from pilot.paging import EVERYTHING, Wanted, of_rows
from pilot.safety.erasing import REASONS
from pilot.safety.record_sets import Subject, records
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from views.erase import preview
from views.parts import pages, place
from views.parts.blocks import each, list_of
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.safety.erasing import Erasure
    from pilot.visit import Visit

KIND_NAMES = {"family": N_("a family"), "person": N_("a person"), "document": N_("a text"),
              "recording": N_("a recording"), "account": N_("an account")}


EVERY_S = 2
GOING = "erasures going on"


def page() -> None:
    """Show what would go with what ?kind=&guid= names; without it what can be chosen, and what was erased. While
    something is being erased it looks every two seconds whether that is done."""
    with here() as visit:
        place.head("erase", visit.viewer)
        subject = Subject(st.query_params.get("kind", ""), st.query_params.get("guid", ""))
        if subject.guid:
            preview.show(visit, subject)
        else:
            _choose(visit)
        _before(visit)
        st.session_state[GOING] = going = _going(visit)
    if going:
        st.fragment(_wait, run_every=EVERY_S)()


def _wait() -> None:
    with here() as visit:
        going = _going(visit)
    if going < st.session_state.get(GOING, 0):
        st.rerun()


def _going(visit: Visit) -> int:
    return sum(not one.finished_at for one in asking.reports(visit.db, visit.viewer))


def _choose(visit: Visit) -> None:
    st.markdown(_("Erasing is for good: nobody brings it back, and a backup that is restored loses it again. Choose a"
                  " family or a person and look at all that would go. A text, a recording or an account you choose from"
                  " what is past its period."))
    families = directory.listed(visit.db, visit.viewer, Wanted(size=EVERYTHING))
    choices = [(Subject("family", one.guid), _("Family {family}").format(family=one.pseudonym)) for one in families]
    choices += [(Subject("person", one.guid), f"{one.pseudonym} · {one.role}")
                for one in directory.everybody(visit.db, visit.viewer)]
    called = dict(choices)
    chosen = st.selectbox(_("What is to be erased"), list(called), None, format_func=called.__getitem__,
                          placeholder=_("Choose a family or a person"), width=420)
    if chosen:
        preview.show(visit, chosen)


def _before(visit: Visit) -> None:
    rows = asking.reports(visit.db, visit.viewer)
    st.subheader(_("Erased before"))
    if not pages.listed("erased", lambda wanted: of_rows(rows, _said, wanted), each(_report),
                        search=_("Kind or reason"), alone=False):
        st.text(_("Nothing was erased yet."))


def _said(one: Erasure) -> str:
    return " · ".join((days.short(one.asked_at[:10]), _(KIND_NAMES[one.subject.kind]), _(REASONS[one.reason])))


def _report(one: Erasure) -> None:
    total = sum(one.counts.values())
    state = ngettext("{n} row went", "{n} rows went", total).format(n=total) if one.finished_at else _("going on")
    with st.expander(plain(f"{_said(one)} · {state}")):
        st.caption(plain(_("Asked by {who}. What it was is gone from here too: only these numbers stay.").format(
            who=one.asked_by)))
        known = records()
        list_of([("", _(known[table].what), str(n)) for table, n in one.counts.items()
                 if table in known and known[table].what], _("nothing that has a name"))
