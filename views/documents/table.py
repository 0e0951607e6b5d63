"""Documents as a table, each title that this viewer may read leading to the desk."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from pilot.vocabulary import days, voices
from pilot.words import N_, _, ngettext

STATES = {"": N_("not begun"), "open": N_("begun"), "done": N_("done")}


def state_of(document: dict[str, Any]) -> str:
    """How far the viewer is with a document: a key of STATES."""
    return "done" if document["mine"] == "done" else "open" if document["codings"] else ""


def table(shown: list[dict[str, object]], codes: bool) -> None:
    """Show rows of `texts.documents.documents`; `codes`: the viewer codes, and sees how far she is."""
    heads = [_("Family"), _("Title"), _("Told on"), _("Who tells"), _("Words"), *([_("My coding")] if codes else [])]
    rows = "".join(_row(document, codes) for document in shown)
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    st.html(f'<table class="rd-table rd-stack"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def _row(document: dict[str, Any], codes: bool) -> str:
    title = escape(document["title"])
    if document["readable"]:
        title = f'<a href="/desk?document={document["guid"]}" target="_self">{title}</a>'
    elif not document["readable"]:
        title += f' <span class="rd-soft">({escape(_("still holds real names"))})</span>'
    if document["unasked"]:
        title += f' <span class="rd-soft">({escape(_("no consent recorded"))})</span>'
    n = int(document["codings"])
    state = _(STATES[state_of(document)]) + (f" · {ngettext('{n} coding', '{n} codings', n).format(n=n)}" if n else "")
    cells = [escape(document["family"]), title, escape(days.short(document["told_on"])),
             escape(voices.name(document["voice"])), f'<span class="rd-number">{document["words"]}</span>']
    return "<tr>" + "".join(f"<td>{c}</td>" for c in [*cells, *([escape(state)] if codes else [])]) + "</tr>"
