"""Outcomes: how families do in the nine life domains, and what changed from one round of measuring to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.outcomes.scores import waves
from themes.figures import outcome_tables as drawn
from themes.figures import outcome_words as words
from themes.figures.tables import note, scope_line
from themes.outcomes import figures, laid
from themes.outcomes.files import CHANGE, GROUPS, OUTCOMES
from views.outcomes import choosing, deeper, doors
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.themes.look import html

if TYPE_CHECKING:
    from themes.outcomes.laid import Laid


def page() -> None:
    """Show what is chosen."""
    with here() as visit:
        place.head("outcomes", visit.viewer)
        doors.show(visit, "outcomes")
        if not waves(visit.db):
            _nothing()
            return
        choice = choosing.choose(visit.db)
        choosing.remember(choice)
        found = laid.load(visit.db, visit.viewer, choice)
        if found is None:
            _nothing()
            return
        _show(found)
        take_out.menu((OUTCOMES, CHANGE, *([GROUPS] if found.groups else [])), choice.query())


def _show(found: Laid) -> None:
    html(drawn.style() + scope_line(words.scope(found)) + drawn.nine(found, figures.domains(found)))
    html(note(_("Each number under a mean, and each number of families that changed, opens the families behind it.")))
    st.subheader(_("Over the nine domains"))
    html(note(_("Only families of whom all nine domains are known. A problem is a score above 0.")))
    over = figures.over(found)
    html(drawn.over_domains(found, over) + drawn.totals(found, over))
    deeper.groups(found)
    if len(found.cube.waves) > 2:
        st.subheader(_("All rounds of measuring"))
        html(drawn.all_waves(found))
    deeper.voices(found)
    if found.moves:
        deeper.chance(found)
    deeper.together(found)


def _nothing() -> None:
    invite(_("No scores yet"), _("Here you see how families do in the nine life domains, wave by wave."))
