"""What was undertaken: schooling, licences, lessons, rights asked and granted; counted for evaluators, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import days, money
from pilot.words import _
from stories.contacts import kinds, undertaken
from stories.contacts.exports import UNDERTAKINGS
from views.parts import pages, take_out, titles
from views.parts.blocks import invite, link, table
from views.parts.here import here
from views.undertaken import counted, form, mending

if TYPE_CHECKING:
    from stories.contacts.undertaken import Undertaking


def page() -> None:
    """Show what ?item=GUID names, else the counts, the form and the list, of the family of ?family= or of all."""
    with here() as visit:
        families = people.families(visit.db, visit.viewer, Right.KEEP_FILE)
        if one := st.query_params.get("item", ""):
            mending.show(visit, one)
            return
        asked = next((family for family in families if family.guid == st.query_params.get("family")), None)
        titles.head_of("undertaken", visit.viewer, _("What was undertaken"), asked.guid if asked else "",
                      asked.pseudonym if asked else "")
        if not families:
            invite(_("No families yet"), _("Here you note what was undertaken with a family."))
            return
        if visit.viewer.may(Right.SEE_THEMES) and not asked:
            counted.show(visit)
        with st.expander(_("Note what was undertaken"), expanded=bool(asked)):
            form.add(visit, families, asked)
        guid = asked.guid if asked else ""
        if pages.listed("undertaken", lambda wanted: undertaken.listed(visit.db, visit.viewer, wanted, guid), _table,
                        search=_("Family, words or date"), orders=undertaken.ORDERS):
            take_out.of_list((UNDERTAKINGS,), "undertaken", {"family": guid})
        else:
            st.caption(_("Nothing was noted yet."))


def _table(rows: list[Undertaking]) -> None:
    table((_("What"), _("Family"), _("For whom"), _("State"), _("From"), _("Until"), ""), (
        (_what(one), one.family, _(kinds.WITH[one.who]), _(kinds.STATES[one.state]), days.short(one.started_on),
         days.short(one.ended_on) if one.ended_on else "", _mend(one)) for one in rows), "rd-stack")


def _what(one: Undertaking) -> Markup:
    amount = _("{amount} a month").format(amount=money.euros(one.cents_a_month)) if one.cents_a_month else ""
    said = " · ".join(filter(None, (one.what, amount)))
    named = link(f"/desk?document={one.story}" if one.story else "", _(kinds.UNDERTAKINGS[one.kind]))
    return Markup('{} <span class="rd-soft">{}</span>').format(named, said) if said else named


def _mend(one: Undertaking) -> Markup:
    called = _("Change: {title}").format(title=f"{_(kinds.UNDERTAKINGS[one.kind])} {days.short(one.started_on)}")
    return Markup('<a class="rd-change" href="/undertaken?item={}" target="_self" aria-label="{}">{}</a>').format(
        one.guid, called, _("Change"))
