"""Real names: who is behind a pseudonym, and the words that give a family away. The one page where names stand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people, register
from pilot.words import _
from views.parts import place
from views.parts.attempt import attempt, fresh
from views.parts.here import here
from views.register import words_forms

if TYPE_CHECKING:
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
            _names(visit, families)
        with right:
            _words(visit, families)


def _names(visit: Visit, families: dict[str, str]) -> None:
    st.subheader(_("Who is who"))
    _table((_("Pseudonym"), _("Real name")),
           [(row["pseudonym"], row["name"]) for row in register.names(visit.pilot, visit.db, visit.viewer)])
    if visit.viewer.may(Right.MANAGE_REGISTER):
        with st.expander(_("Keep a real name")):
            _name(visit, families)


def _words(visit: Visit, families: dict[str, str]) -> None:
    st.subheader(_("Words that give a family away"))
    words = register.lexicon(visit.pilot, visit.db, visit.viewer)
    _table((_("Word"), _("What it is"), _("Stands in its place"), _("Family")), [
        (row["word"], _(kind), row["replacement"], families.get(row["family_guid"], _("all families")))
        for row in words for kind in [words_forms.KINDS[row["kind"]]]])
    if visit.viewer.may(Right.MANAGE_REGISTER):
        words_forms.forms(visit, families, words)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        st.text(_("Nothing here yet."))
        return
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    st.html(f'<table class="rd-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _name(visit: Visit, families: dict[str, str]) -> None:
    who = dict(families)
    for family in [*families, None]:
        who |= {one.guid: one.pseudonym for one in people.persons(visit.db, visit.viewer, family)}
    with st.form(fresh("name"), border=False):
        guid = st.selectbox(_("Pseudonym"), list(who), None, format_func=lambda g: who[g], placeholder=_("Choose..."))
        name = st.text_input(_("Real name"), autocomplete="off")
        replace = st.checkbox(_("In place of the name that is there"))
        if st.form_submit_button(_("Keep")) and guid:
            keep = register.set_family_name if guid in families else register.set_person_name
            attempt(lambda: keep(visit.pilot, visit.db, visit.viewer, guid, name, replace=replace), _("Saved"))
