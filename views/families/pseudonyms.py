"""Of one family: another pseudonym for it or for one of its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import people
from pilot.families.renaming import rename_person
from pilot.words import _, ngettext
from texts.renaming import rename_family
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def forms(visit: Visit, family: Family) -> None:
    """One form for the family, one for its people."""
    with st.form(fresh(f"name-{family.guid}"), border=False):
        told = _("It also changes in titles and for its people, such as “moeder {family}”.")
        name = st.text_input(_("Pseudonym of the family"), value=family.pseudonym,
                             help=plain(told.format(family=family.pseudonym)))
        sure = sure_of(f"name-{family.guid}")
        if st.form_submit_button(_("Change pseudonym")):
            left: list[int] = []
            attempt(lambda: left.append(rename_family(visit.pilot, visit.db, visit.viewer, family.guid, name, sure)),
                    lambda: _still(left[0]), f"name-{family.guid}")
    members = people.persons(visit.db, visit.viewer, family.guid)
    if not members:
        return
    with st.form(fresh(f"person-name-{family.guid}"), border=False):
        who = st.selectbox(_("Of whom"), members, format_func=lambda person: person.pseudonym)
        called = st.text_input(_("New pseudonym of this person"))
        sure = sure_of(f"person-name-{family.guid}")
        if st.form_submit_button(_("Change this person's pseudonym")):
            attempt(lambda: rename_person(visit.pilot, visit.db, visit.viewer, who.guid, called, sure), _("Saved"),
                    f"person-name-{family.guid}")


def _still(left: int) -> str:
    """What is said afterwards, with the number of stored texts in which the old pseudonym stands."""
    still = ngettext("In {n} stored text the old pseudonym still stands.",
                     "In {n} stored texts the old pseudonym still stands.", left).format(n=left)
    return f"{_('Saved')}. {still}" if left else _("Saved")
