"""A coach's drafts: go on, or throw away after being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import Key, folded, of_rows
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from stories.entry import drafts
from views.parts import pages
from views.parts.blocks import list_of
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.due import Draft

_leftovers = module("rode_draad_story_leftovers", "entry/leftovers.js")


def save_leftovers(visit: Visit) -> None:
    """Save what earlier pages of this account left in this browser for want of a connection; says so when it does."""
    _leftovers(key="leftovers", data={"owner": drafts.owner(visit.viewer)})


ORDERS: dict[str, Key[Draft]] = {
    "last": Key(N_("last changed first"), lambda one: (_minus(one.changed_at), one.guid)),
    "title": Key(N_("by title"), lambda one: (folded(one.title), one.guid))}


def draft_list(visit: Visit, rows: list[Draft]) -> None:
    """List the open drafts; throwing one away asks first."""
    if not rows:
        return
    st.subheader(ngettext("{n} draft", "{n} drafts", len(rows)).format(n=len(rows)))
    pages.listed("drafts", lambda wanted: of_rows(rows, lambda one: f"{one.title} {one.family}", wanted, ORDERS), links,
                 orders=ORDERS, search=_("Title or family"), alone=False)
    with st.expander(_("Throw a draft away")):
        names = {row.guid: f"{_name(row)} · {_remark(row)}" for row in rows}
        chosen = st.selectbox(_("Which draft?"), list(names), None, format_func=lambda guid: names.get(guid, ""),
                              placeholder=_("Choose..."))
        if chosen and st.button(_("Throw away for good")):
            drafts.throw_away(visit.db, visit.viewer, chosen)
            st.rerun()


def _minus(text: str) -> tuple[int, ...]:
    """A key by which the last comes first."""
    return tuple(-ord(letter) for letter in text)


def links(rows: list[Draft]) -> None:
    """Each draft with the way to go on with it."""
    list_of([(f"/story?draft={row.guid}", _name(row), _remark(row)) for row in rows])


def _name(row: Draft) -> str:
    return row.title or _("Untitled")


def _remark(row: Draft) -> str:
    day = days.short(row.changed_on)
    return " · ".join(filter(None, (row.family, _("last changed {date}").format(date=day))))
