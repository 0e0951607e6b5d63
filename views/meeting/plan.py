"""Of learning meetings: planning one, or changing what is on its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import _
from stories.choose import chosen
from stories.learning import meetings
from stories.learning.meetings import Plan
from themes.release import seeing
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.learning.meetings import Meeting


def show(visit: Visit, was: Meeting | None = None) -> None:
    """The form; `was`: the meeting that is changed."""
    form = f"plan-{was.guid if was else ''}"
    stories = {one.guid: one.title for one in chosen.stories(visit.db, visit.viewer)}
    out = releases(visit)
    laid = [one.guid for one in meetings.on_table(visit.db, visit.viewer, was)[0]] if was else []
    with st.form(fresh(form), border=False):
        title = st.text_input(_("Title"), was.title if was else "", max_chars=meetings.LONGEST_TITLE,
                              placeholder=_("Learning meeting of autumn"), autocomplete="off")
        on = day_field(visit, _("On"), f"on {form}", form, day=was.on if was else None)
        topic = st.text_area(_("What it is about"), was.topic if was else "", max_chars=2000, height=90)
        tabled = st.multiselect(_("Chosen stories on the table"), list(stories), laid,
                                format_func=lambda guid: stories[guid], placeholder=_("none"))
        with_them = st.multiselect(_("Releases on the table"), list(out), [
            guid for guid in (was.releases if was else ()) if guid in out], format_func=lambda guid: out[guid],
            placeholder=_("none"))
        sure = sure_of(form)
        if st.form_submit_button(_("Keep") if was else _("Plan this meeting"), type="primary"):
            new = Plan(title, on, topic, tuple(tabled), tuple(with_them))
            attempt(lambda: _keep(visit, was, new, sure), _("Saved"), form)


def _keep(visit: Visit, was: Meeting | None, new: Plan, sure: tuple[str, ...]) -> None:
    if was:
        meetings.change(visit.db, visit.viewer, was.guid, new, sure=sure)
    else:
        meetings.plan(visit.db, visit.viewer, new, sure=sure)


def releases(visit: Visit) -> dict[str, str]:
    """Guid and title of the releases that this viewer reads, the newest first."""
    return {one.guid: " · ".join((one.content.title or _("release {n}").format(n=one.number),
                                  days.long(local_day(visit.db, one.signed_at))))
            for one in seeing.seen(visit.db, visit.viewer)}
