"""The form in which it is fixed how families are divided over two groups, before the first one has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import trial
from pilot.words import _
from stories.outcomes import allocation, lots
from stories.outcomes.allocation import Sealing
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import invite
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORM = "plan"


def first(visit: Visit) -> None:
    """What this page will show, and the form."""
    invite(_("Not divided over groups yet"), _(
        "Does part of the families get support and another part not, so that you can compare them? Fix here how they"
        " are divided, before the first family has its place. After that it cannot be changed any more."))
    form(visit)


def form(visit: Visit) -> None:
    """How, in words, the names of the groups, and what a list drawn here needs to know."""
    with st.container(width=640):
        method = st.radio(_("How are families divided?"), list(trial.METHODS), format_func=trial.method,
                          key=fresh("plan method", _FORM))
        how = st.text_area(
            _("In a few sentences: who draws, how, and who cannot know it beforehand"), max_chars=allocation.LONGEST,
            key=fresh("plan how", _FORM), help=_("Without names: “the secretariat”, not who works there."))
        support = st.text_input(_("The group with support is called"), _("With support"), key=fresh("plan a", _FORM))
        control = st.text_input(_("The other group is called"), _("Without support"), key=fresh("plan b", _FORM))
        new = Sealing(str(method), how, support, control)
        if method == trial.DRAWN:
            new = new._replace(
                block=int(st.selectbox(
                    _("Places in a block of the list"), lots.BLOCKS, 1, key=fresh("plan block", _FORM),
                    help=_("In each block half of the families is with support. A large block is harder to foresee."))),
                by_site=st.checkbox(_("A list for each municipality or site"), key=fresh("plan site", _FORM)))
        else:
            new = new._replace(on=day_field(visit, _("Fixed on"), "plan on", _FORM, past=True))
        sure = sure_of(_FORM)
        if st.button(_("Fix how families are divided"), type="primary"):
            attempt(lambda: allocation.seal(visit.pilot, visit.db, visit.viewer, new, sure=sure),
                    _("Fixed. Now the families can get their group."), _FORM)
