"""The menu by which what is on a page is taken out as a file: the same on each list, figure and document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot.words import N_, _
from views.parts import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pilot.files.export import Export

# What people call a file with that ending.
ENDINGS = {
    "xlsx": N_("Excel (xlsx)"), "csv": N_("table (csv)"), "docx": N_("Word (docx)"), "yaml": N_("codebook file (yaml)"),
    "html": N_("page (html)"), "qdpx": N_("project (qdpx)"),
    "qdc": N_("codebook for other programs (qdc)"), "svg": N_("picture (svg)"), "png": N_("picture (png)"),
    "pdf": N_("to print (pdf)"), "pptx": N_("slides (pptx)"), "json": N_("for other programs (json)"),
}


def menu(exports: Iterable[Export], query: Mapping[str, str] | None = None) -> None:
    """Links to the files; `query` is what was chosen on the page, of which each file takes what it knows."""
    what, note = _frame()
    groups = Markup("").join(Markup("<li>{}: {}{}</li>").format(
        _(one.name), links(one, query or {}), _parts(one, query or {})) for one in exports)
    st.html(Markup('<details class="rd-take"><summary>{what}</summary><ul>{groups}</ul><p>{note}</p></details>').format(
        what=what, groups=groups, note=note))


def links(one: Export, query: Mapping[str, str]) -> Markup:
    """Links to the kinds of one file, without the menu around them."""
    return Markup(" · ").join(
        Markup('<a href="/export/{key}.{ending}{query}" target="_self">{called}</a>').format(
            key=one.key, ending=ending, query=_chosen(one, query), called=_(ENDINGS[ending])) for ending in one.formats)


def _parts(one: Export, query: Mapping[str, str]) -> Markup:
    if not one.parts:
        return Markup()
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(
        _("Only a part"), Markup("").join(Markup("<li>{}: {}</li>").format(
            _(name), links(one, {**query, option: value})) for name, option, value in one.parts))


def told(exports: Iterable[Export]) -> dict[str, object]:
    """The same for a script that changes what is chosen itself (web/kit/take.js)."""
    what, note = _frame()
    return {"what": what, "note": note, "files": [
        {"key": one.key, "name": _(one.name), "options": one.options,
         "endings": [(ending, _(ENDINGS[ending])) for ending in one.formats]} for one in exports]}


def _frame() -> tuple[str, str]:
    return _("Take out as a file"), _(
        "For the team. The file says what was chosen and which codebook; that you took it out is recorded.")


def _chosen(export: Export, query: Mapping[str, str]) -> str:
    asked = urlencode({name: value for name, value in query.items() if value and name in export.options})
    return f"?{asked}" if asked else ""


def of_list(exports: Iterable[Export], name: str, query: Mapping[str, str] | None = None) -> None:
    """`menu` for what list `name` shows: as it is searched and ordered now."""
    now = chosen.wanted(name)
    menu(exports, {**(query or {}), "search": now.search, "order": now.order})
