"""Time spent with families, counted beside what is told about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import of_rows
from pilot.vocabulary import days, voices
from pilot.words import _, ngettext
from themes.figures.decimals import one_or_dash
from themes.time_files import TIME, in_year, years
from themes.time_spent import time_spent
from views.contacts.counted import counted, heard_on_time, said
from views.parts import pages, take_out
from views.parts.blocks import link, table
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from themes.time_spent import Spent, TimeSpent


def show(visit: Visit, family: Family | None) -> None:
    """The figure over all years or one of them; of one family its row alone."""
    whole = time_spent(visit.db, visit.viewer)
    if whole is None:
        return
    st.subheader(_("Time counted, and time told"))
    year = str(st.selectbox(_("Year"), ["", *years(whole)], format_func=lambda one: one or _("all years"), width=200))
    found = (time_spent(visit.db, visit.viewer, in_year(year)) if year else None) or whole
    rows = [one for one in found.rows if family is None or one.guid == family.guid]
    if not rows:
        st.caption(_("No day of support counts here."))
        return
    pages.listed("time_spent", lambda wanted: of_rows(rows, lambda one: one.family, wanted), partial(_rows, found),
                 search=_("Family"), alone=False)
    st.caption(plain(_about(found)))
    if family is None:
        take_out.menu((TIME,), {"year": year})


def _rows(found: TimeSpent, rows: list[Spent]) -> None:
    table((_("Family"), _("Hours a month"), _("Contacts a week"), _("Until an answer (middle one)"),
           *(_("{who} on time").format(who=voices.title(voice)) for voice in heard_on_time(found))),
          ([link(f"/contacts?family={one.guid}", one.family), *counted(one),
            *(said(found, one, voice) for voice in heard_on_time(found))] for one in rows), "rd-stack")
    with st.expander(_("Visits a week, by quarter of support")):
        _dose(found, rows)


def _about(found: TimeSpent) -> str:
    kept = ngettext("{n} family is left out for want of consent.", "{n} families are left out for want of consent.",
                    found.kept_out).format(n=found.kept_out) if found.kept_out else ""
    return " ".join(filter(None, (
        _("Counted over the days of support from {first} to {last}.").format(
            first=days.short(found.first), last=days.short(found.last)), kept,
        _("Told: codings of time investment; + it was there and helped, - it was missing, ○ none."), found.sentence)))


def _dose(found: TimeSpent, rows: list[Spent]) -> None:
    longest = max(len(found.visits[one.guid]) for one in rows)
    table((_("Family"), *(_("quarter {n}").format(n=n + 1) for n in range(longest))), (
        [one.family, *(one_or_dash(n) if n is not None else "·" for n in found.visits[one.guid])] for one in rows),
        "rd-wide")
    st.caption(_("Visits (no calls or messages) noted, over the weeks of support in each three months since it began;"
                 " the last quarter may not be over. · no support in that quarter."))
