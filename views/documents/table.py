"""Texts and recordings as a table; on a phone each is a small block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coding.marks.listing import STATE_NAMES
from pilot.vocabulary import days, voices
from pilot.words import N_, _
from views.parts import blocks, memo
from views.parts.blocks import link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from views.documents.row import Row


COLUMNS = {"family": N_("Family"), "told_on": N_("Told on"), "voice": N_("Who tells"), "size": N_("Length"),
           "state": N_("How far")}
_SOFT = Markup('{} <span class="rd-soft">{}</span>')


def table(
    shown: Sequence[Row], columns: Sequence[str], about: Mapping[str, str] | None = None,
) -> None:
    """Show rows with some of COLUMNS behind the title; `about`: by guid, what stands in small under the title."""
    blocks.table(
        [_("Title"), *(_(COLUMNS[name]) for name in columns)],
        ([_title(one, (about or {}).get(one.guid, "")), *(_cell(one, name) for name in columns)] for one in shown),
        "rd-stack")


def _title(row: Row, about: str) -> Markup:
    title = link(row.href, row.title or _("Recording"))
    if row.note:
        title = _SOFT.format(title, f"({row.note})")
    if row.details:
        title += Markup(' <a class="rd-change" href="{}" target="_self" aria-label="{}">{}</a>').format(
            row.details, _("Change: {title}").format(title=row.title), _("Change"))
    if row.words:
        title += Markup(' <a class="rd-change" href="{}" target="_self" aria-label="{}">{}</a>').format(
            row.words, _("Mend the words: {title}").format(title=row.title), _("Words"))
    if row.names:
        title += Markup(' <a class="rd-change" href="{}" target="_self" aria-label="{}">{}</a>').format(
            row.names, _("Take the names out: {title}").format(title=row.title), _("Names"))
    if row.memos:
        title += Markup(" {}").format(memo.way("document", row.guid, row.title))
    if about:
        title += Markup('<br><span class="rd-soft">{}</span>').format(about)
    return title


def _cell(row: Row, name: str) -> str:
    if name == "told_on":
        return Markup('<span class="rd-tight">{}</span>').format(days.short(row.told_on))
    if name == "voice":
        return voices.name(row.voice)
    if name == "size":
        return Markup('<span class="rd-number rd-tight">{}</span>').format(row.size)
    if name == "state":
        state = Markup('<span data-state="{}">{}</span>').format(row.state, _(STATE_NAMES[row.state]))
        return _SOFT.format(state, f"· {row.remark}") if row.remark else state
    return row.family
