"""Of Rounds: one round, with who codes what by when, and what who leads it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.double import rounds
from pilot.access import Right
from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _
from views.parts import pages
from views.parts.blocks import link, table
from views.rounds import lead

if TYPE_CHECKING:
    from coding.double.rounds import Round, Task
    from pilot.visit import Visit


def show(visit: Visit, found: Round) -> None:
    """How it was drawn, its documents and coders, and the buttons of who leads."""
    st.text(_drawn(found))
    parts = rounds.tasks(visit.db, visit.viewer, found)
    if not found.counts:
        st.info(_("A practice round: what is coded in it counts nowhere."))
    coders = list(dict.fromkeys((one.coder, one.label) for one in parts))
    by = {(one.document, one.coder): one for one in parts}
    heads = [_("Document"), *(label for _guid, label in coders)]
    drawn = rounds.documents(visit.db, visit.viewer, found)
    pages.listed("round_documents", lambda wanted: of_rows(drawn, lambda one: one.title, wanted), lambda rows: table(
        heads, ([_called(each, found), *(_headed(label, _told(by.get((each.guid, coder)))) for coder, label in coders)]
                for each in rows), "rd-stack"), search=_("Title"))
    if visit.viewer.may(Right.LEAD_ROUNDS) and found.state != rounds.CLOSED:
        lead.show(visit, found, parts)


def _drawn(found: Round) -> str:
    strata = {"": _("from all alike"), "voice": _("by voice"), "family": _("by family")}[found.stratified_by]
    return _("Drawn with the seed {seed}, {strata}; {n} coders for each document; begun with codebook version {book}."
             ).format(seed=found.seed, strata=strata, n=found.coders, book=found.book)


def _called(each: rounds.Drawn, found: Round) -> Markup:
    """Once it is shown its coders are compared there; before that it is only read."""
    page = "together" if found.state == rounds.SHOWN else "desk"
    same = Markup(" <span>{}</span>").format(_("coded alike")) if each.skipped else Markup()
    return link(f"/{page}?document={each.guid}", each.title) + same


def _headed(label: str, told: str) -> Markup:
    """On a phone each stands behind whose it is."""
    return Markup('<span class="rd-headed" data-head="{}">{}</span>').format(label, told)


def _told(part: Task | None) -> str:
    if part is None:
        return "·"
    if part.done_at:
        return _("done")
    due = _("due {day}").format(day=days.short(part.due_on)) if part.due_on else _("to do")
    return f"{due} ({_('codes no more')})" if part.has_left else due
