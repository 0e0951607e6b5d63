"""What came of a coach's own story, in sentences with the way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _, ngettext
from themes.came_of import came_of
from views.parts.blocks import link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilot.visit import Visit
    from themes.came_of import CameOf


def show(visit: Visit, guid: str) -> None:
    """All of it under a heading, for a story of this viewer's own; nothing for another."""
    one = came_of(visit.db, visit.viewer, [guid]).get(guid)
    if one:
        st.subheader(_("What came of it"))
        st.html(Markup('<ul class="rd-list">{}</ul>').format(
            Markup().join(Markup("<li>{}</li>").format(link(*each)) for each in lines(one))))


def line(one: CameOf) -> str:
    """All of it as one line of words."""
    return " · ".join(said for _href, said in lines(one))


def lines(one: CameOf) -> list[tuple[str, str]]:
    """Of each thing that came of it where that is ('' for nowhere), and a sentence."""
    return [*_team(one), *_out(one), *_together(one), *_family(one)]


def _team(one: CameOf) -> Iterator[tuple[str, str]]:
    if not one.read:
        yield "", _("not read by the team yet")
    else:
        yield "", _("read by the team, first in {month}").format(
            month=days.month(one.read_in)) if one.read_in else _("read by the team")
    if one.read and one.coders is not None:
        yield "", ngettext("coded by {n} coder", "coded by {n} coders", one.coders).format(
            n=one.coders) if one.coders else _("not coded yet")


def _out(one: CameOf) -> Iterator[tuple[str, str]]:
    if one.quotes:
        yield "", ngettext("{n} quote of it may leave the team", "{n} quotes of it may leave the team",
                           one.quotes).format(n=one.quotes)
    for each in one.releases:
        said = _("counts in release {n}, {title}").format(n=each.number, title=each.title)
        quoted = ngettext("{n} quote", "{n} quotes", each.quoted).format(n=each.quoted) if each.quoted else ""
        with_it = ", ".join(filter(None, (quoted, _("a story in moments") if each.in_moments else "")))
        yield f"/learn?release={each.guid}", f"{said} ({with_it})" if with_it else said


def _together(one: CameOf) -> Iterator[tuple[str, str]]:
    for each in one.rounds:
        yield f"/choose?round={each.guid}", (
            _("chosen in {round}") if each.chosen else _("put before a panel in {round}")).format(round=each.name)
    for met in one.meetings:
        told = _("on the table of {meeting}, {date}").format(meeting=met.title, date=days.short(met.on))
        yield f"/meeting?meeting={met.guid}", told


def _family(one: CameOf) -> Iterator[tuple[str, str]]:
    if one.asked:
        yield "", ngettext("the family answered about {n} passage: {yes} may be quoted",
                           "the family answered about {n} passages: {yes} may be quoted", one.asked).format(
            n=one.asked, yes=one.yes)
    if one.corrections:
        yield "/back", ngettext("the family wants {n} thing to stand otherwise",
                                "the family wants {n} things to stand otherwise", one.corrections).format(
            n=one.corrections)
