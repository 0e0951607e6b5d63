"""Coding what a page found in one go: ticked, or all of it; and taking that back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import streamlit as st

from coding.find import together
from coding.find.telling import SIGN_NAMES
from coding.find.together import EXTENTS, SENTENCE, TURN, WORDS, Place
from coding.marks.asked import SIGNS
from pilot.words import N_, _, ngettext
from views.parts import recode
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilot.visit import Visit

MANY = 100  # of which one wants to see how far it is
EXTENT_NAMES = {
    WORDS: N_("only what was found"), SENTENCE: N_("the whole sentence"), TURN: N_("all that is said in one go")}


def review(
    visit: Visit, name: str, shown: Sequence[tuple[Place, str]], everything: Callable[[], Sequence[Place]], total: int,
    extent: str,
) -> None:
    """A form with what is on this page to tick, a code to give, and a button.

    Args:
        shown: places with what stands there, as Markdown.
        everything: gives all places that were found; asked when all of them are meant.
        extent: how much is coded unless another is chosen.
    """
    with st.form(fresh(form := f"review {name}"), border=False):
        ticked = [place for place, label in shown if st.checkbox(label, key=fresh(f"tick {name} {place}", form))]
        which = st.radio(_("Which to code"), ["ticked", "all"], horizontal=True, format_func=lambda key: (
            _("those that are ticked") if key == "ticked" else _("all {n}").format(n=total)))
        code, direction, much = st.columns([2, 1, 1])
        names = recode.codable(visit)
        key = code.selectbox(_("Code"), list(names), index=None, placeholder=_("Choose a code"),
                             format_func=lambda one: names[one])
        sign = direction.selectbox(_("Direction"), ["", *SIGNS],
                                   format_func=lambda one: _(SIGN_NAMES[one]) if one else _("not stated"))
        how = much.selectbox(_("How much"), EXTENTS, index=EXTENTS.index(extent),
                             format_func=lambda one: _(EXTENT_NAMES[one]))
        if st.form_submit_button(_("Code these passages"), type="primary"):
            found = list(everything()) if which == "all" else ticked
            done: list[together.Done] = []
            bar = st.progress(0.0) if len(found) > MANY else None
            attempt(lambda: done.append(together.code_all(
                visit.db, visit.viewer, str(uuid.uuid4()), found, key or "", sign or None, extent=how,
                tell=lambda n: bar and bar.progress(min(n / len(found), 1.0), _far(n, len(found))))),
                lambda: said(done[0]), form)


def _far(n: int, total: int) -> str:
    return _("{n} of {total}. What is done stays when you leave this page, and can be taken back.").format(
        n=n, total=total)


def said(done: together.Done) -> str:
    """What became of it, in a sentence for each."""
    parts = [ngettext("{n} passage coded.", "{n} passages coded.", done.made).format(n=done.made)]
    if done.already:
        parts.append(ngettext("{n} had the code already.", "{n} had the code already.", done.already).format(
            n=done.already))
    if done.refused:
        parts.append(ngettext("{n} could not be coded.", "{n} could not be coded.", done.refused).format(
            n=done.refused))
    return " ".join([*parts, *done.why])


def last(visit: Visit) -> None:
    """What was coded last in one go, with the way back."""
    batch = together.last(visit.db, visit.viewer)
    if batch is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(ngettext("Coded last in one go: {n} passage with {code}.",
                         "Coded last in one go: {n} passages with {code}.", batch.codings).format(
                             n=batch.codings, code=batch.code), width="content")
        if st.button(_("Take this back")):
            attempt(lambda: together.take_back(visit.db, visit.viewer, batch.guid), _("Taken back"))
