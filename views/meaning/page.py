"""What tellers say of the meaning: a picture for each question, and behind it the stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _
from stories.entry.templates import COACH, FAMILY
from stories.meaning.drawing import denominators, drawing
from stories.meaning.exports import EXPORTS, answer_of, teller_name
from stories.meaning.overview import Asked, overview
from views.meaning import one
from views.parts import picture, place, take_out
from views.parts.blocks import invite, link, table
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def page() -> None:
    """Choose whose stories; then a picture for each question, with its stories."""
    with here() as visit:
        if document := st.query_params.get("document"):
            one.show(visit, document)
            return
        place.head("meaning", visit.viewer)
        asked = overview(visit.db, visit.viewer)
        st.write(_("Whoever tells a story says here what it means to her. It is not what anybody coded."))
        if not any(each.told for each in asked):
            invite(_("Nothing yet"), _("Here you see what coaches and families say their stories mean, once somebody"
                                       " has told one."), "/templates", _("What we ask"))
            return
        whose = st.segmented_control(
            _("Told by"), ["", COACH, FAMILY], default="", key="whose",
            format_func=lambda who: plain(teller_name(who) if who else _("both")), wrap=True) or ""
        take_out.menu(EXPORTS, {"teller": whose})
        _all([each.by(whose) for each in asked])


def _all(asked: Sequence[Asked]) -> None:
    columns = st.columns(2)
    shown = [each for each in asked if each.told]
    for i, each in enumerate(shown):
        with columns[i % 2]:
            st.subheader(plain(each.signifier.question(COACH)))
            st.caption(plain(denominators(each)))
            picture.show(drawing(each), each.signifier.question(COACH), f"meaning-{each.signifier.key}-{i}")
            with st.expander(_("The stories behind it")):
                table((_("Story"), _("Told by"), _("Answer")), [
                    (Markup("{} <span>{}, {}</span>").format(
                        link(f"/meaning?document={told.document}", told.title), told.family, days.short(told.told_on)),
                     teller_name(told.teller), answer_of(each, told)) for told in each.told], "rd-stack")
