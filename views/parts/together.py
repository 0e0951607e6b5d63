"""Coding what a page found in one go: ticked, or all of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import streamlit as st

from coding.find import queued, together
from coding.find.telling import SIGN_NAMES
from coding.find.together import EXTENTS, SENTENCE, TURN, WORDS, Place
from coding.marks.asked import SIGNS
from jobs import worker
from pilot.words import N_, _
from views.parts import coded, recode
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilot.visit import Visit

_TWO = 2  # both, not "all 2"
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
            _("those that are ticked") if key == "ticked" else _("both") if total == _TWO else _("all {n}").format(
                n=total)))
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
            if len(found) > queued.AT_ONCE:
                attempt(lambda: _behind(visit, found, key or "", sign or None, how), _("It is being done"), form)
                return
            done: list[together.Done] = []
            bar = st.progress(0.0) if len(found) > MANY else None
            attempt(lambda: done.append(together.code_all(
                visit.db, visit.viewer, str(uuid.uuid4()), found, key or "", sign or None, extent=how,
                tell=lambda n: bar and bar.progress(min(n / len(found), 1.0), coded.far(n, len(found))))),
                lambda: coded.said(done[0]), form)


def _behind(visit: Visit, found: Sequence[Place], key: str, sign: str | None, how: str) -> None:
    queued.request(visit.db, visit.viewer, found, key, sign, extent=how)
    worker.ensure_running(visit.home)
