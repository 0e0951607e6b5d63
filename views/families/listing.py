"""Families as a list: each leads to its file."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.vocabulary import days
from pilot.words import _
from views.documents.rows import rows
from views.families import ending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.families.people import Family
    from pilot.visit import Visit


def show(visit: Visit, found: Sequence[Family]) -> None:
    """One row for each family: where and since when it is supported, what was told, which consent ends."""
    columns = {_("Family"): _names(found), _("Site"): [escape(one.site) for one in found],
               _("Support"): [escape(_support(one)) for one in found]}
    if visit.viewer.may(Right.SEE_TIMELINE):
        columns |= _told(visit, found)
    columns[_("Consent")] = [escape(said) for said in ending.of_each(visit, found)]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join("<tr>" + "".join(_cell(name, cell) for name, cell in zip(columns, row, strict=True)) + "</tr>"
                   for row in zip(*columns.values(), strict=True))
    st.html(f'<table class="rd-table rd-stack"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _cell(name: str, cell: str) -> str:
    """On a phone, where the heads are away, what is not clear by itself bears its own."""
    said = f' data-head="{escape(name)}"' if cell and name in {_("Last told"), _("Consent")} else ""
    return f"<td{said}>{cell}</td>"


def _names(found: Sequence[Family]) -> list[str]:
    return [f'<a href="/families?family={one.guid}" target="_self">{escape(one.pseudonym)}</a>' for one in found]


def _support(family: Family) -> str:
    if not family.starts_on:
        return ""
    if family.ends_on is None:
        return _("since {start}").format(start=days.short(family.starts_on))
    return _("from {start} to {end}").format(start=days.short(family.starts_on), end=days.short(family.ends_on))


def _told(visit: Visit, found: Sequence[Family]) -> dict[str, list[str]]:
    """How much was told, and when last; of a coach what she told herself."""
    told = [row for row in rows(visit) if row.kind != "recording"]  # last told first
    kinds = Counter((row.family_guid, row.kind) for row in told)
    last = {row.family_guid: days.short(row.told_on) for row in reversed(told)}
    return {_("Stories"): [_number(kinds[one.guid, "story"]) for one in found],
            _("Conversations"): [_number(kinds[one.guid, "interview"]) for one in found],
            _("Last told"): [escape(last.get(one.guid, "")) for one in found]}


def _number(n: int) -> str:
    return f'<span class="rd-number">{n}</span>'
