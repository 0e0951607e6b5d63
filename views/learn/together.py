"""Of what we learn: chosen stories, and what learning meetings changed; what each holds, or how it comes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.clock import today
from pilot.vocabulary import days
from pilot.words import _
from stories.choose import chosen
from stories.learning import agreements, meetings
from views.choose import told
from views.meeting import agreed
from views.parts.blocks import link, list_html

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.chosen import Chosen

FEW = 4  # rounds with their stories, and agreements: the others stand on their own pages


def show(visit: Visit) -> None:
    """Both beside each other where there is room; nothing for who neither chooses nor learns together."""
    if not visit.viewer.may(Right.CHOOSE_STORIES):
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.html(_stories(chosen.chosen(visit.db, visit.viewer)))
    with right:
        st.html(_decisions(visit))


def _stories(found: list[Chosen]) -> Markup:
    parts = Markup().join(Markup('<p class="rd-asked">{} <span>{}</span></p>{}{}').format(
        link(f"/choose?round={one.round.guid}", one.round.question),
        f"{one.round.name} · {days.month((one.round.held_on or '')[:7])}",
        list_html([told.row(each) for each in one.stories]),
        Markup('<p class="rd-why">{}</p>').format(one.round.reasons) if one.round.reasons else "",
    ) for one in found[:FEW])
    empty = Markup("<p>{}</p>").format(_(
        "Nothing was chosen yet. A panel of coaches and evaluators picks the story of a period that says most; then all"
        " of you read it here, without names."))
    return Markup('<section class="rd-learnt"><h2>{}</h2>{}<p>{}</p></section>').format(
        _("Chosen stories"), parts or empty, link("/choose", _("All rounds of choosing")))


def _decisions(visit: Visit) -> Markup:
    """What was agreed, the newest first, and the way to the next meeting."""
    found, now = agreements.agreements(visit.db, visit.viewer), today(visit.db)
    to_come = [one for one in meetings.meetings(visit.db, visit.viewer) if not one.closed_at]
    coming = list_html([(f"/meeting?meeting={one.guid}", one.title, " · ".join((
        days.long(one.on), _("to come") if one.on > now else _("open")))) for one in reversed(to_come)])
    empty = Markup("<p>{}</p>").format(_(
        "Nothing was agreed yet. In a learning meeting you say what you learn from stories and releases, what you"
        " change, and who does it."))
    made = list_html([agreed.row(one) for one in found[:2 * FEW]]) if found else empty
    return Markup('<section class="rd-learnt"><h2>{}</h2>{}{}<p>{}</p></section>').format(
        _("What we changed"), coming if to_come else "", made, link("/meeting", _("All learning meetings")))
