"""One passage as a family is asked about it: who may read it, whose words it is said to be, what is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.errors import BadInput
from pilot.vocabulary import quoting
from pilot.words import N_, _
from stories.back import asking
from stories.back.asking import Says
from views.back import correcting, said
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.reading import Asked, One

QUESTIONS = {
    quoting.TEAM: N_("May the team use these words?"),
    quoting.MUNICIPALITY: N_("May the municipality read these words?"),
    quoting.PUBLIC: N_("May everybody read these words?"),
}


def show(visit: Visit, one: One, asked: Asked, at: tuple[int, int]) -> None:
    """The words in large letters, the questions and the buttons; `at`: which passage of how many."""
    st.title(_("Passage {n} of {all}").format(n=at[0], all=at[1]))
    st.html(Markup('<blockquote class="rd-asked">{}</blockquote>{}<p class="rd-soft">{}</p>').format(
        asked.stands.words if asked.stands else "", said.changed(asked), said.answer(asked.answer)))
    before = asked.answer if asked.answer and not asked.answer.withdrawn_on else None
    key = f"{asked.guid} {asked.answer.guid if asked.answer else ''}"
    yes = {name: st.radio(_(QUESTIONS[name]), [True, False], horizontal=True, key=f"{name} {key}",
                          index=None if before is None else int(name not in before.audiences),
                          format_func=lambda one: _("Yes") if one else _("No")) for name in quoting.AUDIENCES}
    how = ""
    if any(yes.values()):
        how = st.radio(_("How may it be said whose words these are?"), quoting.HOWS, key=f"how {key}",
                       index=quoting.HOWS.index(before.how) if before and before.how else 0,
                       format_func=lambda one: _(quoting.HOW_NAMES[one]))
    with st.container(horizontal=True):
        if st.button(_("Keep and go on"), type="primary"):
            attempt(lambda: _keep(visit, one, asked, yes, how), partial(_on, at[0]))
        if st.button(_("Go on without an answer")):
            st.query_params["ask"] = str(at[0] + 1)
            st.rerun()
    correcting.show(visit, one, asked)
    if st.button(_("Nothing may be quoted")):
        attempt(partial(asking.nothing, visit.db, visit.viewer, one.kept.guid), _none)
    st.caption(_("One tap: nothing of these texts is quoted to anybody, until the family says otherwise."))


def _keep(visit: Visit, one: One, asked: Asked, yes: dict[str, bool | None], how: str) -> None:
    if None in yes.values():
        raise BadInput(N_("Say yes or no at each of the three questions."))
    says = Says(frozenset(name for name, may in yes.items() if may), how)
    seen = asked.answer.guid if asked.answer else ""
    st.session_state["meanwhile"] = asking.answer(
        visit.db, visit.viewer, one.kept.guid, asked.guid, says, seen=seen)


def _on(number: int) -> str:
    """Go to the next passage; says whether another device answered meanwhile."""
    st.query_params["ask"] = str(number + 1)
    if st.session_state.pop("meanwhile", False):
        return _("Kept. Somebody answered about it meanwhile; this answer counts, the other one is kept too.")
    return _("Kept.")


def _none() -> str:
    st.query_params["ask"] = "end"
    return _("Kept: nothing may be quoted.")
