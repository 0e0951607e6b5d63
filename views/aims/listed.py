"""Of a goal of the pilot: its evidence and its judgement as they stand on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.paging import Key, of_rows
from pilot.vocabulary import days
from pilot.words import N_, _
from themes.aims import naming
from themes.aims.files import counted, shown
from views.parts import pages
from views.parts.blocks import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.aims.reading import Aim, Evidence, Said


def paged(group: str, ones: Sequence[Evidence]) -> None:
    """The evidence of one group (of GROUPS), in pages."""
    pages.listed(f"evidence_{group}", lambda wanted: of_rows(ones, _searched, wanted, _ORDERS),
                 _shown, search=_("Words, or whose they are"), orders=_ORDERS, alone=False)


def _shown(ones: Sequence[Evidence]) -> None:
    st.html(evidence(ones))


def _searched(one: Evidence) -> str:
    return f"{shown(one)} {one.who}"


_ORDERS: dict[str, Key[Evidence]] = {"there": Key(N_("as it comes"), lambda one: 0),
                                     "first": Key(N_("oldest first"), lambda one: one.on)}


def evidence(ones: Sequence[Evidence]) -> Markup:
    """Each with its sign, its words, and under it who and when."""
    return Markup('<ul class="rd-evidence">{}</ul>').format(Markup().join(
        Markup('<li><b aria-hidden="true">{}</b><div><blockquote>{}</blockquote><p class="rd-soft">{}</p></div></li>'
               ).format(naming.SIGNS[one.says], shown(one), _under(one)) for one in ones))


def _under(one: Evidence) -> Markup:
    who = link(f"/desk?document={one.document}" if one.document else "", one.who) if one.who else ""
    return Markup(" · ").join(filter(None, (who, days.short(one.on) if one.on else "", _(naming.SAYS[one.says]))))


def before(said: Sequence[Said]) -> Markup:
    """What a goal said at earlier moments, the last first."""
    return Markup('<dl class="rd-brief">{}</dl>').format(Markup().join(
        Markup("<dt>{}</dt><dd>{}{}</dd>").format(
            _("by {who} on {day}").format(who=one.by, day=days.short(one.on)),
            f"{one.words} · {_(naming.STATES[one.state])}", Markup("<br>{}").format(one.judged) if one.judged else "")
        for one in said))


def judged(found: Aim) -> None:
    """How far it is reached by whom, how much evidence there is, and on what the judgement rests."""
    by = _("by {who} on {day}").format(who=found.judged_by, day=days.short(found.judged_on))
    said = by if found.judged_on else ""
    st.html(Markup('<dl class="rd-brief"><dt>{}</dt><dd>{} <span class="rd-soft">{}</span></dd><dt>{}</dt><dd>{}</dd>'
                   '</dl>').format(_("How far"), _(naming.STATES[found.state]), said, _("Evidence"), counted(found)))
    if found.judged:
        st.html(Markup('<p class="rd-words">{}</p>').format(found.judged))
