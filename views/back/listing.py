"""All that goes or went back, of one family or of all; and what families want to stand otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import people
from pilot.vocabulary import days, quoting
from pilot.words import _, ngettext
from stories.back import listing, preparing
from views.back import corrections
from views.documents import withdrawing
from views.parts import pages, titles
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import invite, list_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.listing import Row


def show(visit: Visit, asked: str) -> None:
    """The list, with the way to begin another one."""
    names = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer, Right.KEEP_FILE)}
    titles.head_of("back", visit.viewer, _("Back to the family"), asked if asked in names else "", names.get(asked, ""))
    st.caption(_("A family reads or hears its own words again, says what should stand otherwise, and passage by passage"
                 " what may be quoted and to whom."))
    if not names:
        invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        if asked in names:
            withdrawing.not_shown(visit, asked)
        if not pages.listed("back", partial(listing.listed, visit.db, visit.viewer, family_guid=asked),
                            lambda rows: list_of([row(one) for one in rows]), search=_("Family"),
                            orders=listing.ORDERS):
            st.text(_("Nothing went back yet."))
        corrections.show(visit, asked)
    with right:
        _begin(visit, names, asked)


def row(one: Row) -> tuple[str, str, str]:
    """One of it as a link: the family, and how far it is."""
    parts = [_("let go") if one.closed == "dropped" else _("done") if one.closed else _("promised for {date}").format(
        date=days.long(one.due_on)) if one.due_on else _("being prepared")]
    if one.sat_on:
        parts.append(f"{quoting.manner(one.manner)}, {days.short(one.sat_on)}")
    parts.append(ngettext("{done} of {n} passage answered", "{done} of {n} passages answered", one.passages).format(
        done=one.answered, n=one.passages))
    return f"/back?return={one.guid}", one.family, " · ".join(parts)


def _begin(visit: Visit, names: dict[str, str], asked: str) -> None:
    """The form that begins another one."""
    with st.form(fresh(form := "begin return"), border=True):
        st.subheader(_("Promise a family its words"))
        guids = list(names)
        family = st.selectbox(_("Family"), guids, index=guids.index(asked) if asked in names else 0,
                              format_func=lambda one: names[one], key=fresh("return family", form))
        due = day_field(visit, _("Promised for"), "return due", form, empty=True)
        st.caption(_("Leave the day empty when nothing was promised yet."))
        sure = sure_of(form)
        if st.form_submit_button(_("Begin"), type="primary"):
            attempt(lambda: _begun(visit, str(family), due, sure), _("Begun. Choose now what goes back."), form)


def _begun(visit: Visit, family: str, due: str, sure: tuple[str, ...]) -> None:
    guid = preparing.begin(visit.db, visit.viewer, family, due, sure=sure)
    st.query_params.from_dict({"return": guid})
