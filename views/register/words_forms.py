"""Words that give a family away: adding one, taking one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import register
from pilot.words import N_, _
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.families.register import Word
    from pilot.visit import Visit

KINDS = {"person": N_("a person"), "nickname": N_("a nickname"), "place": N_("a place"), "street": N_("a street"),
         "school": N_("a school"), "employer": N_("an employer"), "organisation": N_("an organisation"),
         "phone": N_("a phone number"), "address": N_("an address"), "other": N_("something else")}


def forms(visit: Visit, families: dict[str, str], words: list[Word]) -> None:
    """The forms of an administrator; `families`: guid to pseudonym, `words` as `register.lexicon` gives them."""
    with st.expander(_("Add a word")):
        _word(visit, families)
    if words:
        with st.expander(_("Take a word out")):
            _out(visit, words)


def _word(visit: Visit, families: dict[str, str]) -> None:
    with st.form(fresh(form := "word"), border=False):
        word = st.text_input(_("Word"), autocomplete="off")
        kind = st.selectbox(_("What it is"), list(KINDS), format_func=lambda k: _(KINDS[k]))
        replacement = st.text_input(_("Stands in its place"), help=_("Such as [school] or [dorp]."), autocomplete="off")
        family = st.selectbox(_("Family"), [None, *families],
                              format_func=lambda g: families[g] if g else _("all families"))
        stays = st.checkbox(_("Agreed to be named: stays in every text"))
        if st.form_submit_button(_("Add")):
            attempt(lambda: register.add_word(visit.pilot, visit.db, visit.viewer, word, kind, replacement, family,
                                              may_be_named=stays), _("Saved"), form)


def _out(visit: Visit, words: list[Word]) -> None:
    st.caption(_("Choose from the words that are shown; search for another one first."))
    with st.form(fresh(form := "out"), border=False):
        row = st.selectbox(_("Word"), words, None, format_func=lambda r: r.word, placeholder=_("Choose..."))
        sure = st.checkbox(_("I am sure"))
        if not st.form_submit_button(_("Take out")):
            return
    if row is None or not sure:
        st.error(_("Choose a word and tick that you are sure. Nothing was changed."))
    else:
        attempt(lambda: register.remove_word(visit.pilot, visit.db, visit.viewer, row.word, row.family_guid),
                _("Taken out"), form)


def keep(visit: Visit, guid: str, name: str, is_family: bool, *, replace: bool, stays: bool) -> None:
    """Keep the real name of a family or a person; only a person can agree to be named."""
    if is_family:
        register.set_family_name(visit.pilot, visit.db, visit.viewer, guid, name, replace=replace)
    else:
        register.set_person_name(visit.pilot, visit.db, visit.viewer, guid, name, replace=replace, may_be_named=stays)
