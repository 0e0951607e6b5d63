"""The referrals, with a form to note one, and a way to change each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.outcomes.reach import kinds, listing, referring
from stories.outcomes.reach.exports import REFERRALS, helped
from stories.outcomes.reach.referring import Referral
from views.parts import pages, take_out
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import link, table
from views.referrals import form

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.outcomes.reach.listing import Listed


def show(visit: Visit, of: Family | None = None) -> None:
    """The form, behind a click where it is about all families, and the list."""
    guid = of.guid if of else ""
    there = listing.listed(visit.db, visit.viewer, family_guid=guid).total if of else 0
    with st.expander(_("Note a referral"), expanded=bool(of) and not there):
        _add(visit, guid)
    if pages.listed(
            "referrals", lambda wanted: listing.listed(visit.db, visit.viewer, wanted, family_guid=guid), _table,
            search=_("Who referred, site, family or date"), orders=listing.ORDERS,
            said=lambda n: ngettext("{n} referral", "{n} referrals", n).format(n=n)):
        take_out.of_list((REFERRALS,), "referrals", {"family": guid})
    else:
        st.caption(_("No referral was noted yet."))


def _add(visit: Visit, family_guid: str) -> None:
    state = kinds.ACCEPTED if family_guid or not visit.viewer.may(Right.MANAGE_FAMILIES) and visit.viewer.only_own(
        Right.KEEP_FILE) else kinds.WAITING
    new = form.fields(visit, f"new {family_guid}", Referral("", state, family=family_guid))
    sure = sure_of(key := f"new {family_guid}")
    if st.button(_("Note it"), type="primary", key="note referral"):
        attempt(lambda: referring.keep(visit.pilot, visit.db, visit.viewer, new, sure=sure), _("Noted"), key)


def _table(rows: list[Listed]) -> None:
    table((_("Referred on"), _("Referred by"), _("Site"), _("How it stands"), _("Family"), _("Known before"),
           _("Earlier help"), ""), (
        (_tight(one.what.referred_on), one.what.referrer, one.what.site, _stands(one.what),
         link(f"/families?family={one.what.family}" if one.what.family else "", one.family),
         _(kinds.KNOWN[one.what.known]) if one.what.known else "", helped(one.what.helped), _change(one))
        for one in rows), "rd-stack")


def _stands(one: Referral) -> Markup:
    on = one.decided_on or one.asked_on
    return Markup('{} <span class="rd-soft rd-tight">{}</span>').format(
        _(kinds.STATES[one.state]), days.short(on) if on else "")


def _tight(day: str) -> Markup:
    return Markup('<span class="rd-tight">{}</span>').format(days.short(day))


def _change(one: Listed) -> Markup:
    called = _("Change: {title}").format(title=" ".join(
        filter(None, (_("referral"), days.short(one.what.referred_on), one.family))))
    return Markup('<a class="rd-change" href="/referrals?referral={}" target="_self" aria-label="{}">{}</a>').format(
        one.guid, called, _("Change"))
