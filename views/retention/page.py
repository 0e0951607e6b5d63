"""How long things are kept: the period of each kind, and what is past it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.paging import of_rows
from pilot.safety import retention
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.parts import pages, place
from views.parts.blocks import list_of
from views.parts.here import here
from views.retention import choosing
from views.retention.gathered import past

if TYPE_CHECKING:
    from pilot.safety.retention import Due
    from pilot.visit import Visit

_ERASED_AS = {"sound": "recording", "texts": "document", "accounts": "account"}  # what is past its period goes as


def page() -> None:
    """Show the periods to choose, and a list for each kind of which something is past it."""
    with here() as visit:
        place.head("retention", visit.viewer)
        st.caption(_("A period reminds: nothing is erased by itself. What is past it stands below and on Today, from a"
                     " month before. You look at it and decide."))
        choosing.periods(visit)
        for kind, rows in (found := past(visit)).items():
            _past(visit, kind, rows)
        if not found:
            st.text(_("Nothing is past its period."))


def _past(visit: Visit, kind: str, rows: list[Due]) -> None:
    st.subheader(_(retention.KIND_NAMES[kind]), anchor=kind)
    pages.listed(
        f"past-{kind}",
        lambda wanted: of_rows(rows, lambda one: f"{one.called} {one.family}", wanted, retention.ORDERS),
        lambda shown: list_of([_row(kind, one, today(visit.db)) for one in shown]), search=_("Title or family"),
        orders=retention.ORDERS, alone=False, said=lambda n: ngettext("{n} past its period, or within a month",
                                             "{n} past their period, or within a month", n).format(n=n))


def _row(kind: str, one: Due, day: str) -> tuple[str, str, str]:
    called = " · ".join(dict.fromkeys(filter(None, (one.family, one.called))))
    until = _("period ended on {date}") if one.due_on < day else _("until {date}")
    goes_as = _ERASED_AS.get(kind)
    address = f"/erase?kind={goes_as}&guid={one.guid}" if goes_as else one.address
    return address, called, until.format(date=days.short(one.due_on))
