"""The codes of a codebook as a page to read: groups, and in each its codes with what they mean."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING

from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.book.codebook import CodeRow


def matching(rows: Sequence[CodeRow], wanted: str) -> list[CodeRow]:
    """The codes in which every word of `wanted` occurs, whatever its case and accents, with the groups they lie in."""
    words = _plain(wanted).split()
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
    return _plain(" ".join((row.key, row.name, row.definition, row.use_when, row.example, *row.signals)))


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def html(rows: Sequence[CodeRow], *, opened: bool = False) -> str:
    """The codes as HTML; `opened` shows each code's particulars without a click."""
    parts = [_code(row, opened) if row.is_codable else _group(row) for row in rows]
    return f'<div class="rd-codes">{"".join(parts)}</div>'


def _group(row: CodeRow) -> str:
    return f'<h2>{escape(row.name)}</h2><p class="rd-group">{escape(row.definition)}</p>'


def _code(row: CodeRow, opened: bool) -> str:
    tone = f"--rd-tone: light-dark({row.color}, {row.color_dark})"
    return (
        f'<article style="{tone}"><h3>{escape(row.name)}</h3><p>{escape(row.definition)}</p>'
        f'<details{" open" if opened else ""}><summary>{escape(_("When to use it, and when not"))}</summary>'
        f"{_particulars(row)}</details></article>")


def _particulars(row: CodeRow) -> str:
    signals = escape(" · ".join(row.signals))
    told = [
        (_("When to use it"), escape(row.use_when)),
        (_("When not to use it"), escape(row.not_when)),
        (_("Example"), f'<blockquote lang="nl">{escape(row.example)}</blockquote>' if row.example else ""),
        (_("Direction"), escape(_("Say whether it was there and helped, was missing or failed, or both."))
         if row.takes_sign else ""),
        (_("Words that point to it"), f'<span lang="nl">{signals}</span>' if signals else ""),
    ]
    return "<dl>" + "".join(f"<dt>{escape(head)}</dt><dd>{body}</dd>" for head, body in told if body) + "</dl>"
