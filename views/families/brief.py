"""A family in brief: how it lives, what it wants, who is round it, and the dossier, each with the way to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.errors import OutOfReach
from pilot.vocabulary import days, goals
from pilot.words import _, ngettext
from stories.file import dossier, household, kin, known, listed, organisations
from stories.file import goals as goals_of
from views.parts.blocks import link

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def show(visit: Visit, family: Family) -> None:
    """A line or two for each; what is written about the family only while it may be read."""
    st.subheader(_("In brief"), anchor="brief")
    rows = [("household", _("Household"), _lives(visit, family))]
    try:
        rows += [("goals", _("Goals"), _wants(visit, family)),
                 ("organisations", _("Organisations"), _around(visit, family)),
                 ("dossier", _("Dossier"), _written(visit, family))]
    except OutOfReach as error:
        rows.append(("", "", [error.sentence()]))
    st.html(Markup('<dl class="rd-brief">{}</dl>').format(Markup().join(
        Markup("<dt>{}</dt>{}").format(
            link(f"/{path}?family={family.guid}", name) if path else "",
            Markup().join(Markup("<dd>{}</dd>").format(one) for one in lines))
        for path, name, lines in rows)))


def _lives(visit: Visit, family: Family) -> list[str]:
    homes = household.over_time(visit.db, visit.viewer, family.guid)
    found = kin.generations(visit.pilot, visit.db, visit.viewer, family.guid)
    marked = sum(len(one.patterns) for one in found.members)
    lines = [known.in_words(homes[-1])] if homes else [_("Nobody said yet how this family lives.")]
    if marked:
        lines.append(ngettext("{n} pattern marked across generations", "{n} patterns marked across generations",
                              marked).format(n=marked))
    return lines


def _wants(visit: Visit, family: Family) -> list[str]:
    found = goals_of.goals(visit.pilot, visit.db, visit.viewer, family.guid)
    if not found:
        return [_("No goal is written down yet.")]
    counts = [(state, sum(one.state == state for one in found)) for state in goals.STATES]
    told = _("of {n}: {counts}").format(n=len(found), counts=", ".join(
        f"{n} {goals.name(state)}" for state, n in counts if n))
    return [*(f"{goals.SHAPES[goals.OPEN]} “{one.words}”" for one in found if one.state == goals.OPEN), told]


def _around(visit: Visit, family: Family) -> list[str]:
    found = organisations.around(visit.pilot, visit.db, visit.viewer, family.guid)
    return [listed.counted(found)] if found.all else [_("No organisation is written down yet.")]


def _written(visit: Visit, family: Family) -> list[str]:
    found = dossier.days(visit.db, visit.viewer, family.guid)
    if not found:
        return [_("Nothing is written in the dossier yet.")]
    return [ngettext("as it was on {n} day, last on {date}", "as it was on {n} days, last on {date}",
                     len(found)).format(n=len(found), date=days.short(found[-1]))]
