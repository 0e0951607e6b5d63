"""Signals: hidden thresholds of services and rules, noted in a minute, sent on, answered, listed for a council."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.signals import levels, listing
from stories.signals.exports import COUNCIL, SIGNALS
from views.parts import pages, place, take_out
from views.parts.blocks import each
from views.parts.here import here
from views.signals import noting, one

if TYPE_CHECKING:
    from stories.signals.listing import Signal


def page() -> None:
    """Show the signal that ?signal=GUID names, else the form and the list."""
    with here() as visit:
        if guid := st.query_params.get("signal", ""):
            one.show(visit, guid)
            return
        place.head("signals", visit.viewer)
        st.text(_("What stands in the way of families, and that no family and no coach can take away."))
        left, right = st.columns([2, 3], gap="large")
        with left:
            noting.form(visit)
        with right:
            st.subheader(_("What was noticed"))
            if pages.listed("signals", lambda wanted: listing.listed(visit.db, visit.viewer, wanted), each(_card),
                            search=_("Words, who it was sent to, answer"), orders=listing.ORDERS,
                            said=lambda n: ngettext("{n} signal", "{n} signals", n).format(n=n)):
                files = (SIGNALS, COUNCIL) if visit.viewer.may(Right.LEAD_SIGNALS) else (SIGNALS,)
                take_out.of_list(files, "signals")
            else:
                st.caption(_("No signal was noted yet."))


def _card(found: Signal) -> None:
    """Its words, with level, state and families in small; a link to all of it."""
    st.html(Markup('<article class="rd-signal"><p><a href="/signals?signal={}" target="_self">{}</a></p>'
                   '<p class="rd-soft">{}</p></article>').format(found.guid, found.words, " · ".join(told(found))))


def told(found: Signal) -> list[str]:
    """Level, state, in how many families, and to whom it was sent."""
    counted = "" if found.families is None else ngettext("{n} family", "{n} families", found.families).format(
        n=found.families)
    sent = _("sent to {function} on {day}").format(function=found.sent_to, day=days.short(found.sent_on)) \
        if found.sent_on else ""
    bundled = ngettext("{n} signal went up in it", "{n} signals went up in it", len(found.bundled)).format(
        n=len(found.bundled)) if found.bundled else ""
    return [part for part in (_("level: {level}").format(level=_(levels.LEVELS[found.level])),
                              _(levels.STATES[found.state]), counted, sent, bundled) if part]
