"""How long things are kept: the period of each kind, and what is past it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.paging import of_rows
from pilot.safety import retention
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.parts import pages, place
from views.parts.attempt import attempt
from views.parts.blocks import list_of
from views.parts.here import here
from views.retention.gathered import past

if TYPE_CHECKING:
    from pilot.safety.retention import Due
    from pilot.visit import Visit


def page() -> None:
    """Show the periods to choose, and a list for each kind of which something is past it."""
    with here() as visit:
        place.head("retention", visit.viewer)
        st.caption(_("A period reminds: nothing is erased by itself. What is past it stands below and on Today, from a"
                     " month before. You look at it and decide."))
        _periods(visit)
        found = past(visit)
        for kind, rows in found.items():
            _past(visit, kind, rows)
        if not found:
            st.text(_("Nothing is past its period."))


def _periods(visit: Visit) -> None:
    now = list(retention.periods(visit.db, visit.viewer).items())
    for row in (now[:3], now[3:]):
        for column, (kind, months) in zip(st.columns(3), row, strict=True):
            with column:
                _choose(visit, kind, months)


def _choose(visit: Visit, kind: str, months: int | None) -> None:
    choices = [None, *sorted({*retention.CHOICES, *((months,) if months else ())})]
    chosen = st.selectbox(_(retention.KIND_NAMES[kind]), choices, choices.index(months), format_func=said,
                          key=f"period {kind} {months}")
    st.caption(_(retention.COUNTS_FROM[kind]))
    if chosen != months:
        attempt(partial(retention.set_period, visit.db, visit.viewer, kind, chosen), _("Saved"))


def said(months: int | None) -> str:
    """A period in words, whole years as years."""
    if months is None:
        return _("no period")
    if months % 12 == 0:
        return ngettext("{n} year", "{n} years", months // 12).format(n=months // 12)
    return ngettext("{n} month", "{n} months", months).format(n=months)


def _past(visit: Visit, kind: str, rows: list[Due]) -> None:
    st.subheader(_(retention.KIND_NAMES[kind]), anchor=kind)
    day = today(visit.db)
    pages.listed(
        f"past-{kind}",
        lambda wanted: of_rows(rows, lambda one: f"{one.called} {one.family}", wanted, retention.ORDERS),
        lambda shown: list_of([_row(one, day) for one in shown]), search=_("Title or family"),
        orders=retention.ORDERS, alone=False, said=lambda n: ngettext("{n} past its period, or within a month",
                                             "{n} past their period, or within a month", n).format(n=n))


def _row(one: Due, day: str) -> tuple[str, str, str]:
    called = " · ".join(dict.fromkeys(filter(None, (one.family, one.called))))
    until = _("period ended on {date}") if one.due_on < day else _("until {date}")
    return one.address, called, until.format(date=days.short(one.due_on))
