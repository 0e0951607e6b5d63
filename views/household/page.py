"""The household of a family over time, and its generations as a drawing and in words."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _
from stories.file import household, kin, known, listed
from stories.file.exports import GENERATIONS
from views.families.of_family import opened
from views.household import forms, lines, marks
from views.parts import picture, take_out
from views.parts.here import here


def page() -> None:
    """The drawing and the list left, the household and the forms right; on a phone one under the other."""
    with here() as visit:
        family = opened(visit, "household")
        if family is None:
            return
        found = kin.generations(visit.pilot, visit.db, visit.viewer, family.guid)
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.subheader(_("Generations"), anchor="generations")
            if found.hidden:
                st.info(_("Only structure is shown: consent to analysing is missing, was withdrawn or has ended."))
            if found.members:
                drawn = listed.drawing(found)
                picture.show(drawn.svg, drawn.label, f"generations-{family.guid}")
                st.html(Markup('<p class="rd-soft">{}</p>').format(listed.legend(found)))
                st.html(listed.people(found))
            else:
                st.caption(_("Nobody is drawn yet. Put in who belongs to the family, by role."))
            lines.forms(visit, family, found)
            marks.forms(visit, family, found)
        with right:
            st.subheader(_("Household"), anchor="household")
            over_time(household.over_time(visit.db, visit.viewer, family.guid))
            forms.show(visit, family)
        take_out.menu((GENERATIONS,), {"family": family.guid})


def over_time(found: list[household.Household]) -> None:
    """A line for each household, the last one first."""
    if not found:
        st.caption(_("Nobody said yet how this family lives."))
        return
    rows = Markup().join(Markup("<li>{} <span>{}</span></li>").format(
        known.in_words(one), _("since {start}").format(start=days.short(one.from_on)) if one.until_on is None else _(
            "from {start} to {end}").format(start=days.short(one.from_on), end=days.short(one.until_on)))
        for one in reversed(found))
    st.html(Markup('<ul class="rd-list">{}</ul>').format(rows))
