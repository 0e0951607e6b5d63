"""Directions: one's own codings that do not say yet whether the mechanism was there and helped, or was missing."""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.list_files import UNSIGNED
from coding.marks import actions, asked, work_lists
from pilot.access import Right
from pilot.words import _, ngettext
from themes.figures.signs import SIGN_MARKS, SIGN_NAMES
from themes.figures.tables import desk_link
from views.parts import pages, place, take_out
from views.parts.attempt import say
from views.parts.blocks import each, invite, link
from views.parts.here import here

if TYPE_CHECKING:
    from coding.marks.work_lists import Unsigned


def page() -> None:
    """Show the codings without a direction one below the other, each with a button per direction."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        place.head("directions", visit.viewer)
        if not pages.listed(
                "directions", lambda wanted: work_lists.unsigned(visit.db, visit.viewer, wanted),
                each(_one), orders=work_lists.ORDERS,
                search=_("Title, family, code or words"), said=_counted):
            invite(_("Every coding states its direction"), _(
                "Here stand your codings of mechanisms and success elements that do not say yet whether it was there"
                " and helped, or was missing."), "/documents", _("Conversations"))
            return
        take_out.of_list((UNSIGNED,), "directions")


def _counted(n: int) -> str:
    return ngettext("{n} coding. Figures by direction leave it out until then.",
                    "{n} codings. Figures by direction leave them out until then.", n).format(n=n)


def _one(row: Unsigned) -> None:
    with st.container(border=True):
        st.html(Markup('<p class="rd-direction"><strong>{}</strong> · {} · {}</p><blockquote>{}</blockquote>').format(
            row.code, row.family, link(f"/{desk_link(row.document, row.start)}", row.title),
            row.words or _("The whole document")))
        columns = st.columns([1, 1, 1, 2])
        for column, sign in zip(columns, asked.SIGNS, strict=False):
            column.button(
                f"{SIGN_MARKS[sign]} {_(SIGN_NAMES[sign])}", key=f"{sign}-{row.coding}",
                on_click=partial(_state, row, sign))


def _state(row: Unsigned, sign: str) -> None:
    """Runs before the page is drawn again, with the pilot opened anew."""
    with here() as now:
        answer = actions.apply_ops(now.db, now.viewer, row.document, [
            {"op": str(uuid.uuid4()), "kind": "change", "coding": row.coding, "sign": sign}])
    refused = [result["sentence"] for result in answer["results"] if result["state"] != "confirmed"]
    say(refused[0] if refused else _("Saved"))
