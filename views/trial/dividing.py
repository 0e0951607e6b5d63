"""How families are divided, giving a family its group, and closing the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days, trial
from pilot.words import _, ngettext
from stories.outcomes import allocation
from stories.outcomes.lots import CONTROL, SUPPORT
from themes.figures import trial_words as words
from views.parts.attempt import attempt, fresh
from views.parts.day_field import day_field
from views.parts.plain import plain
from views.trial import sealing

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.outcomes.arms import Trial

_FORM = "allot"


def show(visit: Visit, found: Trial) -> None:
    """The plan as it was sealed; while the list is open the forms that go on with it."""
    plan = found.plan
    st.subheader(_("How families were divided"), anchor="divided")
    rows = [*words.method(plan), (_("Fixed"), _("on {date}, by {who}").format(
        date=days.long(plan.sealed_on), who=plan.sealed_by) if plan.sealed_on == plan.entered_on else _(
        "on {date}; put in here afterwards, on {later}, by {who}").format(
            date=days.long(plan.sealed_on), later=days.long(plan.entered_on), who=plan.sealed_by))]
    closed = _("on {date}").format(date=days.long(plan.closed_on)) if plan.closed_on else _("not yet")
    st.html(Markup('<dl class="rd-plan">{}</dl>').format(Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(what, how) for what, how in [*rows, (_("Closed"), closed)])))
    if plan.closed_on:
        return
    if not plan.families:
        with st.expander(_("Fix it otherwise, while no family has its group")):
            sealing.form(visit)
    with st.expander(_("Give a family its group"), expanded=not found.allotted):
        _give(visit, found)
    if plan.families:
        with st.expander(_("Close the list")):
            st.caption(_("After this no family comes in any more. A list drawn here shows its seed from then on, so"
                         " that everybody can check it."))
            if st.button(_("Close the list"), key="close plan"):
                attempt(lambda: allocation.close(visit.db, visit.viewer), _("The list is closed."))


def _give(visit: Visit, found: Trial) -> None:
    names = dict(allocation.waiting(visit.db, visit.viewer))
    if not names:
        st.caption(_("Every family has its group."))
        return
    st.caption(ngettext("{n} family has no group yet.", "{n} families have no group yet.", len(names)).format(
        n=len(names)))
    family = st.selectbox(_("Family"), list(names), None, format_func=names.__getitem__, placeholder=_("Choose..."),
                          key=fresh("allot family", _FORM))
    arm, on = "", ""
    if found.plan.method != trial.DRAWN:
        arm = str(st.radio(_("Group"), (SUPPORT, CONTROL), None, format_func=lambda one: plain(found.name(one)),
                           key=fresh("allot arm", _FORM)) or "")
        on = day_field(visit, _("Given on"), "allot on", _FORM, past=True)
    drawn = found.plan.method == trial.DRAWN
    if st.button(_("Draw the group of this family") if drawn else _("Note this group"), type="primary",
                 disabled=family is None):
        given: list[str] = []
        attempt(lambda: given.append(allocation.allot(visit.db, visit.viewer, str(family), arm, on)),
                lambda: _("{family}: {group}").format(family=names[str(family)], group=found.name(given[0])), _FORM)
