"""The codes of a codebook as a page to read: groups, and in each its codes with what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coding.book import phrases
from pilot.paging import folded
from pilot.words import _
from views.codebook import code_ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.book.codebook import CodeRow


def matching(rows: Sequence[CodeRow], wanted: str) -> list[CodeRow]:
    """The codes in which every word of `wanted` occurs, whatever its case and accents, with the groups they lie in."""
    words = folded(wanted).split()
    if not words:
        return list(rows)
    kept = {row.key for row in rows if row.is_codable and all(word in _searched(row) for word in words)}
    parents = {row.key: row.parent_key for row in rows}
    for key in list(kept):
        above = parents[key]
        while above is not None and above not in kept:
            kept.add(above)
            above = parents[above]
    return [row for row in rows if row.key in kept]


def _searched(row: CodeRow) -> str:
    return folded(" ".join((row.key, row.name, row.definition, row.use_when, row.example, *row.signals)))


def html(
    rows: Sequence[CodeRow], *, opened: bool = False, may_change: bool = False, memos: bool = False,
) -> Markup:
    """The codes as HTML; `opened` shows each code's particulars without a click, the others the ways behind it."""
    groups: list[list[Markup]] = []
    for row in rows:
        if not row.depth or not groups:
            groups.append([])
        groups[-1].append(_code(row, opened, code_ways.of(row, may_change=may_change, memos=memos)))
    return Markup('<div class="rd-codes">{}</div>').format(Markup().join(
        Markup("<section>{}</section>").format(Markup().join(group)) for group in groups))


def _code(row: CodeRow, opened: bool, ways: Markup) -> Markup:
    if not row.is_codable:
        return Markup('<div class="rd-code-head"><h2>{}</h2>{}</div><p class="rd-group">{}</p>').format(
            row.name, ways, row.definition)
    meaning = Markup("<p>{}</p>").format(row.definition) if row.definition else Markup(
        '<p class="rd-soft">{}</p>').format(_("Nobody has written yet what it means."))
    return Markup(
        '<article style="--rd-tone: light-dark({}, {})"><div class="rd-code-head"><h3>{}</h3>{}</div>{}'
        "<details{}><summary>{}</summary>{}</details></article>").format(
            row.color, row.color_dark, row.name, ways, meaning, Markup(" open" if opened else ""),
            _("When to use it, and when not"), _particulars(row))


def _particulars(row: CodeRow) -> Markup:
    signals = " · ".join(phrases.shown(row.signals))
    told = [
        (_("When to use it"), row.use_when),
        (_("When not to use it"), row.not_when),
        (_("Example"), Markup('<blockquote lang="nl">{}</blockquote>').format(row.example) if row.example else ""),
        (_("Direction"), _("Say whether it was there and helped, was missing or failed, or both.")
         if row.takes_sign else ""),
        (_("Words that point to it"), Markup('<span lang="nl">{}</span>').format(signals) if signals else ""),
    ]
    return Markup("<dl>{}</dl>").format(Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(head, body) for head, body in told if body))
