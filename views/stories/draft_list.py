"""A coach's drafts: go on, or throw away after being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.entry import drafts
from views.parts.blocks import list_of
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit

_leftovers = module("rode_draad_story_leftovers", "entry/leftovers.js")


def save_leftovers(visit: Visit) -> None:
    """Save what earlier pages of this account left in this browser for want of a connection; says so when it does."""
    _leftovers(key="leftovers", data={"owner": drafts.owner(visit.viewer)})


def draft_list(visit: Visit, rows: list[dict[str, object]]) -> None:
    """List the open drafts; throwing one away asks first."""
    if not rows:
        return
    st.subheader(ngettext("{n} draft", "{n} drafts", len(rows)).format(n=len(rows)))
    links(rows)
    with st.expander(_("Throw a draft away")):
        names = {str(row["guid"]): f"{_name(row)} · {_remark(row)}" for row in rows}
        chosen = st.radio(_("Which draft?"), list(names), format_func=lambda guid: names.get(guid, ""), index=None)
        if chosen and st.button(_("Throw away for good")):
            drafts.throw_away(visit.db, visit.viewer, chosen)
            st.rerun()


def links(rows: list[dict[str, object]]) -> None:
    """Each draft with the way to go on with it; `rows` as `due.my_drafts` gives them."""
    list_of([(f"/story?draft={row['guid']}", _name(row), _remark(row)) for row in rows], "")


def _name(row: dict[str, object]) -> str:
    return str(row["title"] or _("Untitled"))


def _remark(row: dict[str, object]) -> str:
    day = days.short(str(row["changed_on"]))
    return " · ".join(filter(None, (str(row["family"]), _("last changed {date}").format(date=day))))
