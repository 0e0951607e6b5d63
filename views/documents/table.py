"""Texts and recordings as a table; each that this viewer may open leads to the desk or to writing out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days, voices
from pilot.words import N_, _
from views.documents.row import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from views.documents.row import Row


COLUMNS = {"family": N_("Family"), "told_on": N_("Told on"), "voice": N_("Who tells"), "size": N_("Length"),
           "state": N_("How far")}


def table(
    shown: Sequence[Row], columns: Sequence[str], about: Mapping[str, str] | None = None,
) -> None:
    """Show rows with some of COLUMNS behind the title; `about`: by guid, what stands in small under the title."""
    heads = [_("Title"), *(_(COLUMNS[name]) for name in columns)]
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(_row(one, columns, (about or {}).get(one.guid, "")) for one in shown)
    st.html(f'<table class="rd-table rd-stack"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _row(row: Row, columns: Sequence[str], about: str) -> str:
    title = escape(row.title or _("Recording"))
    if row.href:
        title = f'<a href="{escape(row.href)}" target="_self">{title}</a>'
    if row.note:
        title += f' <span class="rd-soft">({escape(row.note)})</span>'
    if row.details:
        label = escape(_("Change: {title}").format(title=row.title))
        title += (f' <a class="rd-change" href="{escape(row.details)}" target="_self" aria-label="{label}">'
                  f'{escape(_("Change"))}</a>')
    if about:
        title += f'<br><span class="rd-soft">{escape(about)}</span>'
    cells = "".join(f"<td>{_cell(row, name)}</td>" for name in columns)
    return f"<tr><td>{title}</td>{cells}</tr>"


def _cell(row: Row, name: str) -> str:
    if name == "told_on":
        return f'<span class="rd-tight">{escape(days.short(row.told_on))}</span>'
    if name == "voice":
        return escape(voices.name(row.voice))
    if name == "size":
        return f'<span class="rd-number rd-tight">{escape(row.size)}</span>'
    if name == "state":
        remark = f' <span class="rd-soft">· {escape(row.remark)}</span>' if row.remark else ""
        return f'<span data-state="{row.state}">{escape(_(STATES[row.state]))}</span>{remark}'
    return escape(row.family)
