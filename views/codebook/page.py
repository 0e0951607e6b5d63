"""Codebook: what each code means, by version; loading a new version."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.book import codebook
from coding.book_files import CODEBOOK, VERSION
from exchange.exports import CODEBOOK as FOR_OTHERS
from pilot import words
from pilot.access import Right
from pilot.clock import local_day
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.codebook import code_cards, load, ways
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.codebook import CodebookVersion
    from pilot.visit import Visit


def page() -> None:
    """Show the codes of a version, to be searched; those who may load a new one."""
    with here() as visit:
        place.head("codebook", visit.viewer)
        versions = codebook.versions(visit.db, visit.viewer)
        if versions:
            ways.show(visit)
            chosen = _read(visit, versions)
            # Other programs get the whole history of the codes, and so always the newest.
            take_out.menu((CODEBOOK, FOR_OTHERS) if visit.viewer.may(Right.SEE_OTHER_CODERS) else (CODEBOOK,),
                          {VERSION: str(chosen.number)} if chosen != versions[0] else {})
        else:
            invite(_("No codebook yet"), _("Here will stand what each code means and when to use it. "
                                           "An evaluator or administrator loads the first one."))
        if visit.viewer.may(Right.LOAD_CODEBOOK):
            with st.expander(_("Load a new version")):
                load.form(visit)


def _told(visit: Visit, version: CodebookVersion) -> str:
    return _("version {n} · {label} · since {date}").format(
        n=version.number, label=version.label, date=days.short(local_day(visit.db, version.adopted_at)))


def _read(visit: Visit, versions: list[CodebookVersion]) -> CodebookVersion:
    """Show a version; returns the one that was chosen."""
    left, right = st.columns([3, 2])
    told = partial(_told, visit)
    wanted = left.text_input(_("Search"), placeholder=_("a code, a word or what somebody says"))
    # After a change the newest is shown, whatever was chosen before.
    chosen = right.selectbox(_("Version"), versions, format_func=told, key=f"version of {versions[0].number}"
                             ) if len(versions) > 1 else versions[0]
    rows = codebook.codes(visit.db, chosen.codebook_version_id, words.current())
    found = code_cards.matching(rows, wanted)
    n = sum(row.is_codable for row in found)
    st.caption(f"{plain(told(chosen))} · {ngettext('{n} code', '{n} codes', n).format(n=n)}")
    if chosen != versions[0]:
        st.info(_("This is an older version. New codings go by version {n}.").format(n=versions[0].number))
    if not found:
        st.write(_("No code has this. Try another word, or part of one."))
    may_change = visit.viewer.may(Right.LOAD_CODEBOOK) and chosen == versions[0]
    st.html(code_cards.html(found, opened=bool(wanted.strip()) and n <= 5, may_change=may_change,
                            memos=visit.viewer.may(Right.CODE)))
    return chosen
