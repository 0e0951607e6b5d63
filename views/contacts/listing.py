"""The contacts that were noted, the newest first, with a way to mend each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.contacts import kinds, listing
from stories.contacts.exports import CONTACTS
from views.parts import pages, take_out
from views.parts.blocks import link, table
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.contacts.listing import Contact


def show(visit: Visit, family: Family | None) -> None:
    """All contacts with a family, or with all that are this viewer's."""
    guid = family.guid if family else ""
    st.subheader(plain(_("Contacts with {family}").format(family=family.pseudonym) if family else _("All contacts")))
    if pages.listed(
            "contacts", lambda wanted: listing.listed(visit.db, visit.viewer, wanted, guid),
            lambda rows: _table(rows, named=not family), search=_("Family, coach, date or note"),
            orders=listing.ORDERS, said=lambda n: ngettext("{n} contact", "{n} contacts", n).format(n=n)):
        take_out.of_list((CONTACTS,), "contacts", {"family": guid})
    else:
        st.caption(_("No contact was noted yet."))


def _table(rows: list[Contact], *, named: bool) -> None:
    heads = [_("On"), *([_("Family")] if named else []), _("What"), _("Minutes"), _("With whom"), _("Coach"), ""]
    table(heads, ((_tight(days.short(one.on)), *([one.family] if named else []), _what(one), _minutes(one),
                   kinds.roles(one.who), _tight(one.coach), _mend(one)) for one in rows), "rd-stack")


def _tight(words: str) -> Markup:
    return Markup('<span class="rd-tight">{}</span>').format(words)


def _what(one: Contact) -> Markup:
    """What it was, and what was said of it in small."""
    waited = _("answered after {time}").format(time=lasting(one.waited_min)) if one.waited_min is not None else ""
    said = " · ".join(filter(None, (one.note, waited)))
    named = link(f"/desk?document={one.story}" if one.story else "", kinds.name(one.kind))
    return Markup('{} <span class="rd-soft">{}</span>').format(named, said) if said else named


def _minutes(one: Contact) -> str:
    return _("{n} min").format(n=one.minutes)


def _mend(one: Contact) -> Markup:
    return Markup('<a class="rd-change" href="/contacts?contact={}" target="_self" aria-label="{}">{}</a>').format(
        one.guid, _("Change: {title}").format(title=f"{kinds.name(one.kind)} {days.short(one.on)}"), _("Change"))


def lasting(minutes: float) -> str:
    """So many minutes in the largest unit that fits, such as "3 uur"."""
    if minutes < 60:
        return ngettext("{n} minute", "{n} minutes", round(minutes)).format(n=round(minutes))
    if minutes < 48 * 60:
        return ngettext("{n} hour", "{n} hours", round(minutes / 60)).format(n=round(minutes / 60))
    return ngettext("{n} day", "{n} days", round(minutes / 1440)).format(n=round(minutes / 1440))
