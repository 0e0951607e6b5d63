"""The framework matrix as html: a table with a row per family, on a phone a card per family."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _, ngettext
from themes.framework.files import rests_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.book.codebook import CodeRow
    from themes.framework.reading import Framework, Summary


def framework_table(made: Framework, codes: Sequence[CodeRow], families: Sequence[tuple[str, str]],
                    query: dict[str, str]) -> Markup:
    """These rows and columns of the matrix; each cell leads to where it is written. `query`: what is chosen."""
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(one.name) for one in codes)
    rows = Markup().join(Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, Markup().join(
        Markup('<td data-head="{}">{}</td>').format(
            code.name, _cell(made, guid, code, name, query)) for code in codes)) for guid, name in families)
    return Markup(
        '<div class="rd-scroll" tabindex="0" role="region" aria-label="{}"><table class="rd-table rd-cards rd-frame">'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>').format(
            _("Summaries by family and theme"), _("Family"), heads, rows)


def _cell(made: Framework, family: str, code: CodeRow, name: str, query: dict[str, str]) -> Markup:
    where = "/cells?" + urlencode({**query, "family": family, "code": code.key})
    cell = made.cells.get((family, code.key))
    if cell is None or not (cell.newest.text or cell.newest.rests):
        n = made.offered.get((family, code.key), 0)
        said = ngettext("{n} quote", "{n} quotes", n).format(n=n) if n else _("no quotes")
        return Markup('<a class="rd-soft" href="{}" target="_self" aria-label="{}">{}</a>').format(
            where, f"{name}, {code.name}: {said}", said)
    return Markup('<a href="{}" target="_self" aria-label="{}">{}</a><small>{}</small>').format(
        where, f"{name}, {code.name}: {cell.newest.text}", cell.newest.text or _("(empty)"), _about(cell))


def _about(cell: Summary) -> Markup:
    """On how much it rests, and that it is stale: by a sign and a word."""
    parts = [Markup.escape(rests_on(cell))]
    if cell.stale:
        parts.append(Markup('<strong title="{}">◌ {}</strong>').format(" ".join(cell.stale), _("stale")))
    return Markup(" · ").join(parts)


def history(cell: Summary) -> Markup:
    """What stood there before, the newest first."""
    return Markup('<div class="rd-memos">{}</div>').format(Markup().join(
        Markup('<article><p class="rd-words">{}</p><small>{}</small></article>').format(
            one.text or _("(empty)"), _("{who}, {date}").format(who=one.by, date=days.long(one.on)))
        for one in cell.versions))
