"""Memos: all that somebody may read, found, filtered, opened in place; new ones on the project and in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.memos import reading
from coding.memos.exports import MEMOS, about_of
from pilot.clock import local_day, today
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.memos import filters
from views.parts import memo, pages, place, take_out, waiting
from views.parts.blocks import link
from views.parts.here import here

if TYPE_CHECKING:
    from coding.memos.reading import Read
    from pilot.visit import Visit


def page() -> None:
    """Show the list with its filters; each memo opens over the page, where its author changes it."""
    with here() as visit:
        place.head("memos", visit.viewer)
        waiting.show(visit)
        day = today(visit.db)
        st.html(Markup('<p class="rd-actions">{} {}</p>').format(
            memo.way("project", "", _("the project"), _("Write about the project"), reloads=True),
            memo.way("journal", day, _("journal of {day}").format(day=days.long(day)), _("Write in the journal"),
                        reloads=True)))
        if not reading.listed(visit.db, visit.viewer).total:
            st.write(_("Here you will find what you and others write about codings, passages, conversations, codes and"
                       " families. Begin with a memo on the project, or at the desk."))
            return
        asked, query = filters.choose(visit)
        if not pages.listed(
                filters.LIST, lambda wanted: reading.listed(visit.db, visit.viewer, wanted, asked),
                lambda found: _show(visit, found), orders=reading.ORDERS, search=_("Words in a memo"), said=_counted):
            st.write(_("Nothing fits all that you chose. Take a choice away."))
        take_out.of_list((MEMOS,), filters.LIST, query)


def _counted(n: int) -> str:
    return ngettext("{n} memo", "{n} memos", n).format(n=n)


def _show(visit: Visit, found: list[Read]) -> None:
    st.html(Markup('<div class="rd-memos">{}</div>').format(Markup().join(_one(visit, one) for one in found)))


def _one(visit: Visit, one: Read) -> Markup:
    thing = one.on[0]
    title = one.title or thing.called or reading.called("", one.body)
    words = Markup("").join(Markup("<blockquote>{}</blockquote>").format(each.words) for each in one.on if each.words)
    ways = Markup(" · ").join(
        [link(each.href, each.called or title) for each in one.on if each.href]
        + [Markup("↔ {}").format(memo.way("memo", other.guid, other.called, other.called, reloads=True))
           for other in one.links])
    if any(each.kind == "passage" and not each.words for each in one.on):
        words = Markup('<p class="rd-soft">{}</p>').format(
            _("Its words were changed. Select words in the text, open their memos, and say that it belongs there."))
    told = " · ".join(filter(None, (
        about_of(one), one.author, days.short(local_day(visit.db, one.changed_at or one.created_at)),
        _("private") if one.is_private else "")))
    return Markup('<article data-memo="{}"><h2>{}</h2>{}<p class="rd-words">{}</p><p class="rd-soft">{}</p><p>{} {}</p>'
                  "</article>").format(one.guid, title, words, one.body, told,
                                       memo.way(thing.kind, thing.guid, title, _("Open"), reloads=True), ways)
