"""Log: who did what in this pilot, and who read what is sensitive."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import log
from views.parts import place
from views.parts.here import here


def page() -> None:
    """Show the newest events with filters, fifty at a time."""
    with here() as visit:
        place.head("log", visit.viewer)
        people = log.people(visit.db, visit.viewer)
        asked = _asked(people)
        skip = _number(st.query_params.get("skip", ""))
        rows, total = log.log(visit.db, visit.viewer, asked, skip)
    st.caption(ngettext("{n} event", "{n} events", total).format(n=total))
    if not rows:
        st.text(_("Nothing was recorded for this choice."))
        return
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (_("When"), _("Who"), _("What")))
    body = "".join(_row(row) for row in rows)
    st.html(f'<table class="rd-table rd-stack"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>')
    _more(skip, total)


def _asked(people: dict[str, str]) -> log.Asked:
    who, kind, start, end = st.columns(4)
    chosen = who.selectbox(_("Who"), ["", *people], format_func=lambda guid: people.get(guid) or _("everybody"))
    kinds = kind.selectbox(
        _("Kind"), ["", *log.KINDS], format_func=lambda key: _(log.KINDS[key]) if key else _("everything"))
    first = start.date_input(_("From"), value=None, format="DD-MM-YYYY")
    last = end.date_input(_("Until"), value=None, format="DD-MM-YYYY")
    return log.Asked(chosen, kinds, *(day.isoformat() if isinstance(day, date) else "" for day in (first, last)))


def _row(row: log.Logged) -> str:
    what = f"{_(row.verb)} {_(row.subject)}" + (f": {row.called}" if row.called else "")
    when = f"{days.short(row.day)}, {row.clock}"
    return f"<tr><td>{escape(when)}</td><td>{escape(row.who or _('unknown'))}</td><td>{escape(what)}</td></tr>"


def _more(skip: int, total: int) -> None:
    ways = [(skip - log.PER_PAGE, _("Newer")), (skip + log.PER_PAGE, _("Older"))]
    links = [f'<a href="/log?skip={at}" target="_self">{escape(text)}</a>' for at, text in ways if 0 <= at < total]
    if links:
        st.html(f"<p>{' · '.join(links)}</p>")


def _number(text: str) -> int:
    """Where the page begins; 0 for anything that is no count."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
