"""Log: who did what in this pilot, and who read what is sensitive."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import log
from texts.exports import LOG
from texts.log_words import KINDS
from views.parts import pages, place, take_out
from views.parts.blocks import table
from views.parts.chosen import to_first
from views.parts.here import here
from views.parts.plain import plain

LIST = "log"


def page() -> None:
    """Show the newest events with filters, fifty at a time."""
    with here() as visit:
        place.head("log", visit.viewer)
        people = log.people(visit.db, visit.viewer)
        asked = _asked(people)
        looked_for = _looked_for(asked, people)
        if log.waits(visit.db):
            st.caption(_("What others code and note in a blind round is not here yet. It is here once the round is"
                         " shown."))
        if not pages.listed(
                LIST, lambda wanted: log.log(visit.home, visit.db, visit.viewer, asked, wanted),
                lambda rows: table((_("When"), _("Who"), _("What")), map(_row, rows), "rd-stack"), orders=log.ORDERS,
                search=_("Title, pseudonym or label"),
                said=lambda n: " · ".join((ngettext("{n} event", "{n} events", n).format(n=n), *looked_for))):
            st.text(_("Nothing was recorded for this choice."))
            st.caption(plain(" · ".join(looked_for)))
        take_out.of_list((LOG,), LIST, asdict(asked))


def _asked(people: dict[str, str]) -> log.Asked:
    who, kind, start, end = st.columns(4)
    chosen = who.selectbox(_("Who"), ["", *people], format_func=lambda guid: people.get(guid) or _("everybody"),
                           on_change=to_first, args=(LIST,))
    kinds = kind.selectbox(
        _("Kind"), ["", *KINDS], format_func=lambda key: _(KINDS[key]) if key else _("everything"),
        on_change=to_first, args=(LIST,))
    first = start.date_input(_("From"), value=None, format="DD-MM-YYYY", on_change=to_first, args=(LIST,))
    last = end.date_input(_("Until"), value=None, format="DD-MM-YYYY", on_change=to_first, args=(LIST,))
    return log.Asked(chosen, kinds, *(day.isoformat() if isinstance(day, date) else "" for day in (first, last)))


def _looked_for(asked: log.Asked, people: dict[str, str]) -> list[str]:
    """What was chosen, in words."""
    return [part for part in (
        people.get(asked.who, ""), _(KINDS[asked.kind]) if asked.kind else "",
        _("from {day}").format(day=days.short(asked.from_on)) if asked.from_on else "",
        _("until {day}").format(day=days.short(asked.until_on)) if asked.until_on else "") if part]


def _row(row: log.Logged) -> tuple[str, str, str]:
    what = _(row.said).format(what=row.called or _(row.noun))
    return f"{days.short(row.day)}, {row.clock}", row.who or _("unknown"), what
