"""Real names: who is behind a pseudonym, and the words that give a family away. The one page where names stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import directory, people, register
from pilot.words import _
from views.parts import confirm, pages, place
from views.parts.attempt import attempt, fresh
from views.parts.blocks import table
from views.parts.here import here
from views.register import words_forms

if TYPE_CHECKING:
    from pilot.families.register import Word
    from pilot.visit import Visit


def page() -> None:
    """Show the names this viewer may see; let administrators change them."""
    with here() as visit:
        place.head("register", visit.viewer)
        st.text(_("Only administrators and a family's own coach see this page. Each look is recorded."))
        families = {family.guid: family.pseudonym
                    for family in people.families(visit.db, visit.viewer, Right.SEE_REGISTER)}
        left, right = st.columns([2, 3], gap="large")
        with left:
            st.subheader(_("Who is who"))
            _names(visit) if visit.viewer.confirmed else confirm.in_place()  # the forms stay, and what is in them
            if visit.viewer.may(Right.MANAGE_REGISTER):
                with st.expander(_("Keep a real name")):
                    _name(visit, families)
        with right:
            st.subheader(_("Words that give a family away"))
            shown = _words(visit, families) if visit.viewer.confirmed else []
            if visit.viewer.may(Right.MANAGE_REGISTER):
                words_forms.forms(visit, families, shown)


def _names(visit: Visit) -> None:
    heads = (_("Pseudonym"), _("Real name"))
    if not pages.listed(
            "names", lambda wanted: register.names(visit.pilot, visit.db, visit.viewer, wanted), lambda found: table(
                heads, ((one.pseudonym, one.name) for one in found)), orders=register.NAME_ORDERS,
            search=_("Pseudonym or real name"), alone=False):
        st.text(_("Nothing here yet."))


def _words(visit: Visit, families: dict[str, str]) -> list[Word]:
    heads = (_("Word"), _("What it is"), _("Stands in its place"), _("Family"))
    shown: list[Word] = []

    def show(found: list[Word]) -> None:
        shown.extend(found)
        table(heads, ((one.word, _(words_forms.KINDS[one.kind]),
                       _("may be named") if one.may_be_named else one.replacement,
                       families.get(one.family_guid, _("all families"))) for one in found))

    if not pages.listed(
            "words", lambda wanted: register.lexicon(visit.pilot, visit.db, visit.viewer, wanted), show,
            orders=register.WORD_ORDERS, search=_("Word, or what stands in its place"), alone=False):
        st.text(_("Nothing here yet."))
    return shown


def _name(visit: Visit, families: dict[str, str]) -> None:
    who = families | {one.guid: one.pseudonym for one in directory.everybody(visit.db, visit.viewer)}
    with st.form(fresh(form := "name"), border=False):
        guid = st.selectbox(_("Pseudonym"), list(who), None, format_func=lambda g: who[g], placeholder=_("Choose..."))
        name = st.text_input(_("Real name"), autocomplete="off")
        replace = st.checkbox(_("In place of the name that is there"))
        stays = st.checkbox(_("This person agreed to be named: stays in every text"))
        if st.form_submit_button(_("Keep")) and guid:
            attempt(lambda: words_forms.keep(visit, guid, name, guid in families, replace=replace, stays=stays),
                    _("Saved"), form)
