"""Whom the pilot reaches: the funnel, who was known before, length of support, caseload, questions by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.outcomes.reach.exports import QUESTIONS
from themes.figures import reach_tables, tables
from themes.outcomes import reach
from themes.outcomes.reach_files import REACH
from themes.outcomes.reached import reached
from views.outcomes import doors
from views.parts import place, take_out
from views.parts.blocks import actions, invite
from views.parts.here import here
from views.reach import below
from views.themes.look import html

if TYPE_CHECKING:
    from themes.outcomes.reached import Reached


def page() -> None:
    """Show all figures; what is written down for them stands on /referrals."""
    with here() as visit:
        place.head("reach", visit.viewer)
        doors.show(visit, "reach")
        found = reached(visit.db, visit.viewer)
        if found.is_empty:
            invite(_("Nobody was referred yet"), _(
                "Here you see how many families were referred, asked and supported."),
                "referrals", _("Note a referral"))
            return
        html(tables.note(_about(found)))
        actions([("/referrals", _("Referrals")), ("/referrals?view=closed", _("Why support ended")),
                 ("/referrals?view=hours", _("Working hours")), ("/referrals?view=questions", _("Questions by month"))])
        _part(found, reach.FUNNEL, _("Step"))
        _part(found, reach.BEFORE, _("Known to the social service"))
        _part(found, reach.HELP, _("Kind of help"))
        _part(found, reach.CHILDREN, _("What"))
        _part(found, reach.KNOWN_DOMAINS, _("Life domain"))
        _part(found, reach.CLOSED, _("Why"))
        below.support(found)
        below.questions(found)
        take_out.menu((REACH, QUESTIONS) if len(found.months) else (REACH,))


def _about(found: Reached) -> str:
    unlisted = ngettext(
        "Of {n} family no referral was noted: it counts as referred, asked and accepted.",
        "Of {n} families no referral was noted: they count as referred, asked and accepted.", found.unlisted).format(
            n=found.unlisted) if found.unlisted else ""
    kept = ngettext("{n} family is left out for want of consent.", "{n} families are left out for want of consent.",
                    found.kept_out).format(n=found.kept_out) if found.kept_out else ""
    waits = _("A referral has waited since {day}, the longest of all.").format(
        day=days.long(found.waiting_since)) if found.waiting_since else ""
    return " ".join(filter(None, (
        _("Counted are referrals, and from “Supported” on families; beside each number stands what it is a part of."),
        unlisted, kept, waits)))


def _part(found: Reached, part: str, first: str) -> None:
    own = [one for one in found.counts if one.part == part]
    if any(one.n for one in own if one.what != reach.NOT_SAID) or part == reach.FUNNEL:
        st.subheader(reach_tables.title(part))
        html(reach_tables.part_table(own, found.groups, part, first))
