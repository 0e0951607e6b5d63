"""What is said of a round of measuring: its fields, and the same in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes import waves
from stories.outcomes.waves import New
from views.parts.attempt import fresh
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.waves import Known


def form(visit: Visit, form: str, was: Known | None, place: int) -> New:
    """The fields, with what was said of `was`; `place`: where it stands, from 1."""
    label = st.text_input(_("Name, such as T0"), was.label if was else "", max_chars=waves.LONGEST,
                          key=fresh("label", form) + form, autocomplete="off")
    kind = str(st.radio(_("When are families measured?"), waves.KINDS, waves.KINDS.index(was.kind) if was else 0,
                        key=fresh("kind", form) + form, format_func=lambda one: _(waves.KIND_NAMES[one])))
    months, start, end = None, "", ""
    if kind == waves.MONTHS:
        months = int(st.number_input(_("Months after the support began"), 0, waves.MOST_MONTHS,
                                     (was.months if was else None) or 0, key=fresh("months", form) + form))
    elif kind == waves.DATES:
        start = day_field(visit, _("First day"), f"first {form}", form, day=was.starts_on if was else None)
        end = day_field(visit, _("Last day"), f"last {form}", form, day=was.ends_on if was else None)
    at = int(st.number_input(_("Place in the order"), 1, 100, place, key=fresh("place", form) + form))
    return New(label, kind, months, start, end, at)


def when(one: Known) -> str:
    """When families are measured in a round, in a line."""
    if one.kind == waves.MONTHS:
        return _("{n} months after the support began").format(n=one.months)
    if one.kind == waves.END:
        return _("when the support ended")
    between = _("from {first} to {last}").format(first=days.short(one.starts_on), last=days.short(one.ends_on))
    return between if one.stated else _("{between}, the days of its scores").format(between=between)
