"""Money in figures: who used which budget and how far, on what, who decided, and what the programme costs a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.vocabulary.money import euros
from pilot.words import _, ngettext
from themes.outcomes.money import money
from themes.outcomes.money_files import EXPORTS
from views.money import costs, parts, setting, used
from views.outcomes import doors
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from themes.outcomes.money import Money


def page() -> None:
    """Show the figures; before anything was spent, where it is noted."""
    with here() as visit:
        place.head("money", visit.viewer)
        doors.show(visit, "money")
        found = money(visit.db, visit.viewer)
        if found.expenses:
            st.write(plain(_said(found)))
            used.show(found)
            parts.show(found)
        else:
            invite(_("Nothing was spent yet"), _("Here you see what was spent for families, on what, and who decided."),
                   "/spent", _("Note an expense"))
        if costs.show(visit) or found.expenses:
            take_out.menu(EXPORTS)
        setting.ceilings_form(visit)
        setting.costs_form(visit)


def _said(found: Money) -> str:
    """The whole in a few sentences, with what it is out of."""
    said = [ngettext(
        "{amount} was spent for {users} of {families} family, from {first} to {last}.",
        "{amount} was spent for {users} of {families} families, from {first} to {last}.", found.families).format(
            amount=euros(found.cents), users=found.users, families=found.families, first=days.short(found.first),
            last=days.short(found.last)),
            ngettext("A story tells of {n} of {all} expense.", "A story tells of {n} of {all} expenses.",
                     found.expenses).format(n=found.told, all=found.expenses)]
    if found.kept_out:
        said.append(ngettext("{n} family is left out for want of consent.", "{n} families are left out for want of"
                             " consent.", found.kept_out).format(n=found.kept_out))
    return " ".join(said)
