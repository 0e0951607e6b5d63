"""Of erasing: what was erased before, by number only, and what is being erased now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from jobs import erasing as asking
from pilot.paging import of_rows
from pilot.safety.erasing import REASONS
from pilot.safety.record_sets import records
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from views.parts import pages
from views.parts.blocks import each, list_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from pilot.safety.erasing import Erasure
    from pilot.visit import Visit

KIND_NAMES = {"family": N_("a family"), "person": N_("a person"), "document": N_("a text"),
              "recording": N_("a recording"), "account": N_("an account")}
EVERY_S = 2


def show(visit: Visit) -> int:
    """Each erasure, the newest first; how many are going on."""
    rows = asking.reports(visit.db, visit.viewer)
    st.subheader(_("Erased before"))
    if not pages.listed("erased", lambda wanted: of_rows(rows, _said, wanted), each(_report),
                        search=_("Kind or reason"), alone=False):
        st.text(_("Nothing was erased yet."))
    return _going(rows)


def follow(going: int, here: Callable[[], AbstractContextManager[Visit]]) -> None:
    """Look every two seconds whether one of those going on is done; the page then follows."""

    def look() -> None:
        with here() as visit:
            left = _going(asking.reports(visit.db, visit.viewer))
        if left < going:
            st.rerun()

    st.fragment(look, run_every=EVERY_S)()


def _going(rows: list[Erasure]) -> int:
    return sum(not one.finished_at for one in rows)


def _said(one: Erasure) -> str:
    return " · ".join((days.short(one.asked_at[:10]), _(KIND_NAMES[one.subject.kind]), _(REASONS[one.reason])))


def _report(one: Erasure) -> None:
    total = sum(one.counts.values())
    state = ngettext("{n} row went", "{n} rows went", total).format(n=total) if one.finished_at else _("going on")
    with st.expander(plain(f"{_said(one)} · {state}"), key=f"erasure {one.guid}"):
        st.caption(plain(_("Asked by {who}. What it was is gone from here too: only these numbers stay.").format(
            who=one.asked_by)))
        known = records()
        list_of([("", _(known[table].what), str(n)) for table, n in one.counts.items()
                 if table in known and known[table].what], _("nothing that has a name"))
