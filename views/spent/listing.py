"""What was spent, the newest first, with a way to mend each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.vocabulary.money import euros
from pilot.words import _, ngettext
from stories.outcomes.spending import kinds, listing
from stories.outcomes.spending.exports import EXPENSES
from views.parts import pages, take_out
from views.parts.blocks import link, table
from views.parts.cells import headed

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.outcomes.spending.listing import Spent


def show(visit: Visit, family: Family | None) -> None:
    """What was spent for a family, or for all that are this viewer's."""
    guid = family.guid if family else ""
    if pages.listed(
            "spent", lambda wanted: listing.listed(visit.db, visit.viewer, wanted, guid),
            lambda rows: _table(rows, named=not family), search=_("Family, date or what for"), orders=listing.ORDERS,
            said=lambda n: ngettext("{n} expense", "{n} expenses", n).format(n=n)):
        take_out.of_list((EXPENSES,), "spent", {"family": guid})
    else:
        st.caption(_("Nothing was spent yet."))


def _table(rows: list[Spent], *, named: bool) -> None:
    heads = [_("What for"), _("Amount"), *([_("Family")] if named else []), _("Paid on"), _("Out of"), _("Who decided"),
             ""]
    table(heads, ((_what(one), _amount(one), *([one.family] if named else []), _when(one),
                   _(kinds.INSTRUMENTS[one.instrument]), _decided(one), _mend(one)) for one in rows), "rd-stack")


def _what(one: Spent) -> Markup:
    named = link(f"/desk?document={one.story}" if one.story else "", kinds.name(one.kind))
    return Markup('{} <span class="rd-soft">{}</span>').format(named, one.note) if one.note else named


def _amount(one: Spent) -> Markup:
    return Markup('<span class="rd-amount">{}</span>').format(euros(one.cents))


def _when(one: Spent) -> Markup:
    asked = _("asked on {date}").format(date=days.short(one.asked_on)) if one.asked_on else ""
    return Markup('<span class="rd-tight">{}</span> <span class="rd-soft">{}</span>').format(days.short(one.on), asked)


def _decided(one: Spent) -> str | Markup:
    return headed(_("Decided by"), _(kinds.DECIDED_BY[one.decided_by])) if one.decided_by != kinds.UNKNOWN else ""


def _mend(one: Spent) -> Markup:
    called = _("Change: {title}").format(title=f"{kinds.name(one.kind)} {euros(one.cents)} {days.short(one.on)}")
    return Markup('<a class="rd-change" href="/spent?expense={}" target="_self" aria-label="{}">{}</a>').format(
        one.guid, called, _("Change"))
