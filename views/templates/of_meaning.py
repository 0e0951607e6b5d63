"""One question about the meaning: how a coach and a family is asked, and its corners, ends or words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.entry import editing, wording
from stories.entry.templates import Said
from stories.meaning.exports import kind_name
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain
from views.templates.of_story import both

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.entry.templates import Forms, Signifier

MORE = 2  # empty places for more words of a choice


def label_name(kind: str, at: int) -> str:
    """What a field is called in which a corner, an end or a word is filled in; `at` from 0."""
    if kind == "triad":
        return (_("Top corner"), _("Left corner"), _("Right corner"))[at]
    if kind == "scale":
        return (_("Left end (0)"), _("Right end (100)"))[at]
    return _("To choose: word {n}").format(n=at + 1)


def form(visit: Visit, forms: Forms, one: Signifier) -> None:
    """The fields; once it was answered its words stay, and a missing language can still be filled in."""
    used = one.key in wording.answered(visit.db, visit.viewer)
    at = fresh(f"signifier-{one.key}-{forms.number}")
    st.caption(plain(kind_name(one.kind)))
    if used:
        st.info(_("This was answered already. Its words stay, so that all answers mean one thing; what is missing in"
                  " one language can still be filled in. To ask something else, switch it off and add another one."))
    with st.form(at):
        coach = both(_("How a coach is asked"), one.coach, f"{at}-coach")
        family = both(_("How a family is asked"), one.family, f"{at}-family")
        more = MORE if one.kind == "choice" and not used else 0
        names = [both(label_name(one.kind, i), one.labels[i].name if i < len(one.labels) else Said(), f"{at}-label-{i}")
                 for i in range(min(len(one.labels) + more, wording.LABELS["choice"][1]))]
        several = one.kind == "choice" and st.checkbox(
            _("More than one may be chosen"), one.several, key=f"{at}-several", disabled=used)
        on = st.checkbox(_("Is asked"), one.on, key=f"{at}-on")
        if st.form_submit_button(_("Save"), type="primary"):
            attempt(lambda: wording.publish(visit.db, visit.viewer, editing.with_signifier(forms, replace(
                one, coach=coach, family=family, several=bool(several), on=on,
                labels=editing.labels([label.key for label in one.labels], names)))),
                _("Saved. It counts for what is begun from now on."))
