"""What each person of a family consented to, as a table of people by use."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.families import consent
from pilot.vocabulary import days
from pilot.words import _

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit


def show(visit: Visit, family: Family, persons: list[Person]) -> None:
    """The table; on a phone each person is a card."""
    day = today(visit.db)
    rows = consent.of_family(visit.db, visit.viewer, family.guid)
    names = {use: escape(_(consent.USE_NAMES[use])) for use in consent.USES}
    heads = "".join(f'<th scope="col">{name}</th>' for name in names.values())
    cells = {p.guid: "".join(f'<td data-head="{name}">{escape(_said(rows, p.guid, use, day))}</td>'
                             for use, name in names.items()) for p in persons}
    body = "".join(f'<tr><th scope="row">{escape(p.pseudonym)}</th>{cells[p.guid]}</tr>' for p in persons)
    st.html(f'<div class="rd-scroll" tabindex="0" role="region" aria-label="{escape(_("Consent"))}">'
            f'<table class="rd-table rd-cards"><thead><tr><td></td>{heads}</tr></thead>{body}</table></div>')


def _said(rows: list[dict[str, object]], person_guid: str, use: str, day: str) -> str:
    """The last consent of a person for a use, in words of the ISO date `day`."""
    given = [row for row in rows if (row["person_guid"], row["use"]) == (person_guid, use)]
    if not given:
        return _("not given")
    last = next((row for row in reversed(given) if not row["withdrawn_on"]), given[-1])
    if last["withdrawn_on"]:
        return _("withdrawn on {date}").format(date=days.short(str(last["withdrawn_on"])))
    if last["ends_on"] is None:
        return _("yes, since {date}").format(date=days.short(str(last["given_on"])))
    end = days.short(str(last["ends_on"]))
    over = str(last["ends_on"]) < day
    return (_("ended on {date}") if over else _("yes, until {date}")).format(date=end)
