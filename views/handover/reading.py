"""A handover note as the coach who follows reads it: what the family agreed to, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _
from stories.handover.note import MANNERS, PARTS, part_name
from views.handover.agreeing import agreed
from views.parts.blocks import list_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.handover.note import Item, Note


def show(visit: Visit, one: Note) -> None:
    """The parts in their order, the stories, and under them the way to withdraw what the family agreed to."""
    st.subheader(_("From {who}").format(who=plain(one.leaving)))
    st.text(_("You read what the family agreed to. What it does not want any more is closed at once."))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(Markup('<div class="rd-memos">{}</div>').format(Markup().join(
            _part(one.parts[kind]) for kind in PARTS if kind in one.parts)))
    with right:
        if one.stories:
            st.markdown(f"#### {_('Stories')}")
            list_of([(f"/desk?document={item.document}", item.title, _agreed(item)) for item in one.stories])
        with st.expander(_("The family changed its mind?")):
            for item in one.items:
                agreed(visit, one, item)


def _part(item: Item) -> Markup:
    return Markup('<article><h2>{}</h2><p class="rd-words">{}</p><small>{}</small></article>').format(
        part_name(item.kind), item.text, _agreed(item))


def _agreed(item: Item) -> str:
    return _("{who} agreed on {date}, {manner}").format(
        who=item.by, date=days.long(item.agreed_on), manner=_(MANNERS[item.manner]))
