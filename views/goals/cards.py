"""One goal of a family: its words, what became of it when and why, and the stories about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days, domains, voices
from pilot.vocabulary import goals as states
from pilot.words import _
from views.goals import forms, wording
from views.parts.blocks import link

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.file.goals import Goal


def show(visit: Visit, family: Family, goal: Goal) -> None:
    """The card, and behind heads of their own its words and what can be said of the goal."""
    st.html(card(goal))
    with st.expander(_("Put it in other words")):
        wording.form(visit, goal)
    with st.expander(_("Say what became of it")):
        forms.moved(visit, family, goal)
        forms.linked(visit, family, goal)
        forms.taken_away(visit, goal)


def card(goal: Goal) -> Markup:
    """A goal as html: words, domain, who set it, each step, and links to its stories."""
    set_by = _("set by: {voice}, {date}").format(voice=voices.name(goal.set_by), date=days.short(goal.set_on))
    steps = Markup().join(Markup("<li>{} · {} · {}</li>").format(
        states.name(one.state), days.short(one.on), one.why) for one in goal.steps)
    before = Markup().join(Markup("<li>{} · “{}” · {} · {}, {}</li>").format(
        _("said before"), one.words, domains.name(one.domain), one.by, days.short(one.on)) for one in goal.before)
    stories = Markup().join(
        Markup("<li>{} {}</li>").format(link(f"/desk?document={one.guid}", one.title), days.short(one.told_on))
        for one in goal.stories)
    return Markup('<section class="rd-goal"><h2><span aria-hidden="true">{}</span> “{}”</h2><p>{} · {} · {}</p>{}{}'
                  "</section>").format(
        states.SHAPES[goal.state], goal.words, states.name(goal.state), domains.name(goal.domain), set_by,
        Markup("<ul>{}{}</ul>").format(steps, before) if steps or before else "",
        Markup('<ul class="rd-files">{}</ul>').format(stories) if stories else "")
