"""The sheet of one family in one round of measuring: our own form, for it works without a connection."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes import rounds, sheets, waves
from stories.outcomes.exports import SCORES
from views.parts import take_out
from views.parts.attempt import attempt
from views.parts.blocks import invite
from views.parts.module import module
from views.parts.plain import plain
from views.scores import filled

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.outcomes.waves import Known

_sheet = module("rode_draad_scores", "outcomes/scoring.js")


def show(visit: Visit, family: Family, asked: str) -> None:
    """The round that is asked for, else the last one; with the way to the others."""
    known = waves.known(visit.db, visit.viewer)
    if not known:
        invite(_("No round of measuring yet"), _("An evaluator says when families are measured; then you score here."))
        return
    wave = next((one for one in known if one.guid == asked), known[-1])
    _others(family, known, wave)
    found = sheets.sheet(visit.db, visit.viewer, family.guid, wave.guid)
    st.caption(plain(_about(wave)))
    if found.blind:
        st.info(_("Others score this family, too. Nobody sees what another gave until it is shown to all."))
    _sheet(key=f"sheet {family.guid} {wave.guid}", data=filled.data(visit, found))
    for task in rounds.tasks(visit.db, visit.viewer):
        if (task.family_guid, task.wave_guid) == (family.guid, wave.guid) and not task.done_at and st.button(
                _("Done with this family"), help=_("Your scores then wait until they are shown to all.")):
            attempt(partial(rounds.done, visit.db, visit.viewer, task.round, family.guid), _("Done."))
    take_out.menu((SCORES,), {"family": family.guid})


def _others(family: Family, known: list[Known], chosen: Known) -> None:
    links = Markup().join(Markup('<a href="/scores?family={}&amp;wave={}" target="_self"{}>{}</a>').format(
        family.guid, one.guid, Markup(' aria-current="page"' if one == chosen else ""), one.label) for one in known)
    st.html(Markup('<nav class="rd-beside" aria-label="{}">{}</nav>').format(_("Rounds of measuring"), links))


def _about(wave: Known) -> str:
    if wave.kind == waves.MONTHS:
        when = _("{n} months after the support began").format(n=wave.months)
    elif wave.kind == waves.END:
        when = _("when the support ended")
    else:
        when = _("from {first} to {last}").format(first=days.short(wave.starts_on), last=days.short(wave.ends_on))
    return _("{wave}: {when}. 10 is worst, 0 is no problem.").format(wave=wave.label, when=when)
