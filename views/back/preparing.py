"""One going back: what is in it, what the family answered, and what there is to do with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.back import asking, preparing, reading
from stories.back.exports import RETURN
from views.back import adding, said, sitting, texts
from views.parts import first, take_out, titles
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import back_to
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.reading import Asked, One


def show(visit: Visit, guid: str) -> None:
    """Its texts and passages, and beside them the forms."""
    back_to("/back", _("Back to the family"))
    with titles.titled(_("Back to the family")):
        one = reading.one(visit.db, visit.viewer, guid)
    st.title(_("Back to family {family}").format(family=plain(one.pseudonym)))
    st.text(said.how_far(one))
    left, right = st.columns([3, 2], gap="large") if not one.kept.closed else (st.container(), st.container())
    with left:
        texts.show(one)
        if not one.passages:
            st.text(_("No passages yet. Choose them in a text, or take those that were proposed."))
        with st.container(horizontal=bool(one.kept.closed), gap="medium"):
            for asked in one.passages:
                _passage(visit, one, asked)
    if not one.kept.closed:
        with right:
            sitting.show(visit, one)
            adding.show(visit, one)
            _promise(visit, one)
            _close(visit, one)
    take_out.menu((RETURN,), {"return": guid})


def _passage(visit: Visit, one: One, asked: Asked) -> None:
    """A passage with what was said about it, and what may be done with it."""
    with st.container(border=True, width=560 if one.kept.closed else "stretch"):  # pixels: closed ones stand in columns
        said.passage(asked)
        if asked.stands and asked.stands.changed and asked.stands.maybe and not one.kept.closed and st.button(
                _("Ask about these words instead"), key=f"follow {asked.guid}"):
            attempt(partial(preparing.follow, visit.db, visit.viewer, one.kept.guid, asked.guid), _("Chosen anew."))
        if asked.answer and not asked.answer.withdrawn_on:
            if first.asks(_("The family takes this answer back"), _(
                    "These words are quoted nowhere until the family was asked again."), f"take back {asked.guid}"):
                attempt(partial(asking.take_back, visit.db, visit.viewer, one.kept.guid, asked.answer.guid),
                        _("Taken back. These words have to be asked about again."))
        elif not one.kept.closed and not asked.answer and st.button(_("Leave out"), key=f"leave out {asked.guid}"):
            attempt(partial(preparing.leave_out, visit.db, visit.viewer, one.kept.guid, asked.guid), _("Left out."))


def _promise(visit: Visit, one: One) -> None:
    with st.expander(_("Promise a day")), st.form(fresh(form := "promise"), border=False):
        due = day_field(visit, _("Promised for"), "promise due", form, day=one.kept.due_on)
        sure = sure_of(form)
        if st.form_submit_button(_("Promise")):
            attempt(lambda: preparing.promise(visit.db, visit.viewer, one.kept.guid, due, sure=sure), _("Promised."),
                    form)


def _close(visit: Visit, one: One) -> None:
    with st.container(horizontal=True):
        if one.kept.sat_on and st.button(_("This is done")):
            attempt(partial(asking.finish, visit.db, visit.viewer, one.kept.guid), _("Done."))
        if first.asks(_("Let this go"), _("It does not go back to the family any more. What it answered is kept."),
                      f"drop {one.kept.guid}"):
            attempt(partial(preparing.drop, visit.db, visit.viewer, one.kept.guid), _("Let go. Answers are kept."))
