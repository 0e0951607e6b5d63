"""Of one family: its site and the periods in which it was supported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import people, support
from pilot.vocabulary import days
from pilot.words import _
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.families.support import Period
    from pilot.visit import Visit


def show(family: Family, periods: list[Period]) -> None:
    """Site and support in a line; `periods` as `support.periods` gives them."""
    st.text(" · ".join([family.site or _("no site"), *(_period(period) for period in periods)]))


def forms(visit: Visit, family: Family, periods: list[Period]) -> None:
    """The forms of an administrator."""
    st.subheader(_("Support"))
    with st.expander(_("Change site or support")):
        _site(visit, family)
        if periods and periods[-1].ends_on is None:
            _end(visit, family)
        else:
            _again(visit, family)


def _period(period: Period) -> str:
    start, end = days.short(period.starts_on), period.ends_on
    if end is None:
        return _("supported since {start}").format(start=start)
    reason = f" ({period.end_reason})" if period.end_reason else ""
    return _("supported from {start} to {end}").format(start=start, end=days.short(end)) + reason


def _site(visit: Visit, family: Family) -> None:
    with st.form(fresh(key := f"site-{family.guid}"), border=False):
        name = st.text_input(_("Site"), value=family.site)
        sure = sure_of(key)
        if st.form_submit_button(_("Save site")):
            attempt(lambda: support.set_site(visit.db, visit.viewer, family.guid, name, sure=sure), _("Saved"), key)


def _end(visit: Visit, family: Family) -> None:
    with st.form(fresh(key := f"end-{family.guid}"), border=False):
        day = day_field(visit, _("Support ended on"), f"ended-{family.guid}", key)
        reason = st.text_input(_("Why it ended"), help=_("In a few words, without names."))
        sure = sure_of(key)
        if st.form_submit_button(_("End support")):
            attempt(lambda: people.end_support(
                visit.db, visit.viewer, family.guid, day, reason, sure=sure), _("Saved"), key)


def _again(visit: Visit, family: Family) -> None:
    with st.form(fresh(key := f"again-{family.guid}"), border=False):
        day = day_field(visit, _("Support began again on"), f"begun-{family.guid}", key)
        sure = sure_of(key)
        if st.form_submit_button(_("Begin support again")):
            attempt(lambda: support.start_support(visit.db, visit.viewer, family.guid, day, sure=sure), _("Saved"),
                    key)
