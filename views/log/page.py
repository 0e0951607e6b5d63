"""Log: who did what in this pilot, and who read what is sensitive."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import log
from texts.log_words import KINDS
from views.parts import place
from views.parts.here import here


def page() -> None:
    """Show the newest events with filters, fifty at a time."""
    with here() as visit:
        place.head("log", visit.viewer)
        people = log.people(visit.db, visit.viewer)
        asked = _asked(people)
        total = log.log(visit.home, visit.db, visit.viewer, asked)[1]
        st.caption(ngettext("{n} event", "{n} events", total).format(n=total))
        rows = log.log(visit.home, visit.db, visit.viewer, asked, _skip(total))[0]
    if not rows:
        st.text(_("Nothing was recorded for this choice."))
        return
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (_("When"), _("Who"), _("What")))
    body = "".join(_row(row) for row in rows)
    st.html(f'<table class="rd-table rd-stack"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>')


def _asked(people: dict[str, str]) -> log.Asked:
    who, kind, start, end = st.columns(4)
    chosen = who.selectbox(_("Who"), ["", *people], format_func=lambda guid: people.get(guid) or _("everybody"))
    kinds = kind.selectbox(
        _("Kind"), ["", *KINDS], format_func=lambda key: _(KINDS[key]) if key else _("everything"))
    first = start.date_input(_("From"), value=None, format="DD-MM-YYYY")
    last = end.date_input(_("Until"), value=None, format="DD-MM-YYYY")
    return log.Asked(chosen, kinds, *(day.isoformat() if isinstance(day, date) else "" for day in (first, last)))


def _row(row: log.Logged) -> str:
    what = _(row.said).format(what=row.called or _(row.noun))
    when = f"{days.short(row.day)}, {row.clock}"
    return f"<tr><td>{escape(when)}</td><td>{escape(row.who or _('unknown'))}</td><td>{escape(what)}</td></tr>"


def _skip(total: int) -> int:
    """How many events stand before the chosen page; the choice is there when there is more than one."""
    pages = -(-total // log.PER_PAGE)
    chosen = st.selectbox(_("Page"), range(1, pages + 1)) if pages > 1 else 1
    return (int(chosen) - 1) * log.PER_PAGE
