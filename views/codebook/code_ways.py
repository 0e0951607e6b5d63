"""Quiet ways behind the heading of a code or group: to change it, to add one to it, to the memos on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _
from views.parts import memo

if TYPE_CHECKING:
    from coding.book.codebook import CodeRow


def of(row: CodeRow, *, may_change: bool, memos: bool) -> Markup:
    """The ways of one code or group, for who may change the codebook, and for who writes memos."""
    told = _("Change “{name}”") if row.is_codable else _("Change the group “{name}”")
    ways = [(f"/code?key={row.key}", _("Change"), told.format(name=row.name))]
    if not row.is_codable:
        ways.append((f"/code?under={row.key}", _("Add a code"), _("Add a code to “{name}”").format(name=row.name)))
    links = Markup().join(Markup(' <a class="rd-way" href="{}" target="_self" aria-label="{}">{}</a>').format(
        href, label, text) for href, text, label in ways) if may_change else Markup()
    return links + Markup(" {}").format(memo.way("code", row.key, row.name)) if memos and row.is_codable else links
