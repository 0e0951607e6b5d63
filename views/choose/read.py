"""Of choosing: a story as a round opens it, without names, and how it was verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _
from stories.choose import checking, picking
from stories.choose.checking import DIFFERS, HOW, OUTCOMES, Check
from views.choose import told
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import back_to, list_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORM = "check"


def show(visit: Visit, story: str) -> None:
    """Its text, and beside it how it was verified; what differed stands beside the story."""
    within = st.query_params.get("in", "")
    back_to(f"/choose?round={within}" if within else "/learn" if visit.viewer.coach_id else "/choose")
    found = picking.read(visit.db, visit.viewer, story)
    st.title(plain(found.head.title))
    st.caption(plain(told.remark(found.head)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(Markup('<div class="rd-told">{}</div>').format(Markup().join(
            Markup("<p>{}</p>").format(one) for one in found.paragraphs)))
    with right:
        st.subheader(_("How it was verified"))
        list_of([_row(one) for one in checking.checks(visit.db, visit.viewer, story)],
                _("Nobody has verified this story yet."))
        with st.expander(_("Record how it was verified")):
            _add(visit, story)


def _row(one: Check) -> tuple[str, str, str]:
    what = f"{_(HOW[one.how])}: {_(OUTCOMES[one.outcome])}"
    told_of = (one.differs, days.short(one.on), one.by)
    return "", what[:1].upper() + what[1:], " · ".join(part for part in told_of if part)


def _add(visit: Visit, story: str) -> None:
    with st.form(fresh(_FORM), border=False):
        how = st.radio(_("How"), list(HOW), format_func=lambda key: _(HOW[key]))
        outcome = st.radio(_("What came of it"), list(OUTCOMES), format_func=lambda key: _(OUTCOMES[key]))
        differs = st.text_area(_("What differs"), max_chars=checking.LONGEST,
                               help=_("Write no names. Needed where it differs."))
        day = day_field(visit, _("Verified on"), "checked", _FORM, past=True)
        sure = sure_of(_FORM)
        if st.form_submit_button(_("Keep this")):
            new = Check(how or "", day, outcome or "", differs if outcome == DIFFERS or differs else "")
            attempt(lambda: checking.add(visit.db, visit.viewer, story, new, sure=sure), _("Saved"), _FORM)
