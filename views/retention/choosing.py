"""The period of each kind of thing, to choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.safety import retention
from pilot.words import _, ngettext
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.visit import Visit


def periods(visit: Visit) -> None:
    """A choice for each kind; what is chosen is kept at once."""
    now = list(retention.periods(visit.db, visit.viewer).items())
    for row in (now[:3], now[3:]):
        for column, (kind, months) in zip(st.columns(3), row, strict=True):
            with column:
                _choose(visit, kind, months)


def _choose(visit: Visit, kind: str, months: int | None) -> None:
    choices = [None, *sorted({*retention.CHOICES, *filter(None, (months,))})]
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
