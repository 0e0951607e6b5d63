"""Periods of support that ended: why, from a list, and where the family went on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days, partners
from pilot.words import _, ngettext
from stories.outcomes.reach import closing, kinds
from stories.outcomes.reach.exports import CLOSINGS
from views.parts import pages, take_out
from views.parts.attempt import attempt, fresh
from views.parts.blocks import link, table

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.outcomes.reach.closing import Closed

_FORM = "closing"


def show(visit: Visit, of: Family | None = None) -> None:
    """The form for one of them, and the list; of one family (`of`) or of all."""
    guid = of.guid if of else ""
    if of:
        st.subheader(_("End of support"))
    rows = closing.closed(visit.db, visit.viewer, family_guid=guid)
    if not rows.total:
        st.caption(_("No support has ended yet."))
        return
    with st.expander(_("Say why support was closed"), expanded=True), st.container(width=820):
        _say(visit, rows)
    if pages.listed("closed", lambda wanted: closing.closed(visit.db, visit.viewer, wanted, guid), _table,
                    search=_("Family, words or date"), orders=closing.ORDERS, alone=not of,
                    said=lambda n: ngettext("{n} period of support ended", "{n} periods of support ended", n).format(
                        n=n)) and not of:
        take_out.of_list((CLOSINGS,), "closed")


def _say(visit: Visit, rows: list[Closed]) -> None:
    """The first offered are those of which nobody said why."""
    at = st.selectbox(_("Which"), range(len(rows)), format_func=lambda n: _called(rows[n]),
                      key=fresh("closed which", _FORM))
    one = rows[at or 0]
    key = f"{one.family_guid} {one.starts_on}"
    why = str(st.selectbox(_("Why was it closed?"), list(kinds.WHY), list(kinds.WHY).index(one.why or "goals"),
                           format_func=lambda each: _(kinds.WHY[each]), key=f"why {key}"))
    options = ["", *partners.KINDS]
    onward = str(st.selectbox(_("Referred on to"), options, options.index(one.onward), key=f"onward {key}",
                              format_func=lambda each: partners.name(each) if each else _("nobody")))
    warm = st.radio(_("Was the family taken along to it?"), [None, True, False], [None, True, False].index(one.warm),
                    horizontal=True, key=f"warm {key}", format_func=lambda each: {
                        None: _("not said"), True: _("yes, warm"), False: _("no")}[each]) if onward else None
    if st.button(_("Save"), type="primary", key="save closing"):
        attempt(lambda: closing.say(visit.db, visit.viewer, one.family_guid, one.starts_on, why, onward, warm),
                _("Saved"), _FORM)


def _called(one: Closed) -> str:
    reason = _(kinds.WHY[one.why]) if one.why else _("not said why")
    return f"{one.family} · {days.short(one.starts_on)} – {days.short(one.ends_on)} · {reason}"


def _table(rows: list[Closed]) -> None:
    table((_("Family"), _("From"), _("Until"), _("Why"), _("Referred on to"), _("Words at the end")), (
        (link(f"/referrals?family={one.family_guid}", one.family), days.short(one.starts_on), days.short(one.ends_on),
         _(kinds.WHY[one.why]) if one.why else _("not said yet"), _onward(one), one.said) for one in rows), "rd-stack")


def _onward(one: Closed) -> str:
    if not one.onward:
        return ""
    return f"{partners.name(one.onward)} ({_('warm')})" if one.warm else partners.name(one.onward)
