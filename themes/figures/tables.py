"""The theme views as accessible HTML: real tables whose cells are real links, for mouse, keyboard and screen reader.

Whatever comes from the pilot is put into Markup, which escapes it. Links are relative, and hold guids and keys only.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup, escape

from pilot.paging import Key, Paged, Wanted, folded, of_rows
from pilot.words import N_, _, current, ngettext
from themes.explore.states import MEANINGS as SEEN
from themes.explore.states import SHAPES, Counts, Seen, seen
from themes.figures import signs
from themes.matrix import State, lines
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from coding.book.codebook import CodeRow
    from themes.frames import Material
    from themes.scope import Scope

SIGNS = {State.SAID: "●", State.CODED_NOT_SAID: "○", State.TOLD_NOT_CODED: "□", State.NO_STORY: "·"}
MEANINGS = {
    State.SAID: N_("said: number of passages, and in how many of the stories coded for this code"),
    State.CODED_NOT_SAID: N_("coded, and not said"),
    State.TOLD_NOT_CODED: N_("told, not yet all coded for this code"),
    State.NO_STORY: N_("no story"),
}


@cache
def _css() -> str:
    return (Path(__file__).parent / "themes.css").read_text(encoding="utf-8")


def style() -> Markup:
    """The style of these tables."""
    return Markup("<style>{}</style>").format(Markup(_css()))


def quotes_link(scope: Scope, code: str) -> str:
    """The relative address of the quotes of a code in all families."""
    return "quotes?" + urlencode({"code": code, **scope.query()})


def themes_link(scope: Scope) -> str:
    """The relative address of the themes in this scope."""
    query = urlencode(scope.query())
    return f"themes?{query}" if query else "themes"


def desk_link(document: str, start: int | None) -> str:
    """The relative address of a passage on the desk; `start` is a code point, 0-based, into the version read now."""
    return "desk?" + urlencode({"document": document, **({} if start is None else {"at": start})})


def scope_line(sentence: str) -> Markup:
    """The sentence that says what counts."""
    return Markup('<p class="rd-scope" data-scope>{}</p>').format(sentence)


def link_to(anchor: str, text: str) -> Markup:
    """A link to a heading further down the same page."""
    return Markup('<p class="rd-down"><a href="#{}" target="_self">{} ↓</a></p>').format(anchor, text)


def note(text: str) -> Markup:
    """A remark in small, quiet print."""
    return Markup('<p class="rd-note">{}</p>').format(text)


def legend(*, numbers: bool = True) -> Markup:
    """What the signs mean: what is known, and how it was said. Args: numbers: and what stands beside them."""
    meant = Markup().join(Markup('<li><b class="rd-sign">{}</b> {}</li>').format(SHAPES[one], _(SEEN[one]))
                          for one in Seen)
    return Markup('<ul class="rd-legend">{}</ul>').format(meant) + (note(_(
        "The number is that of passages, with how many of them in each direction (+, −, ±); under it in how many of the"
        " stories coded for this code.")) if numbers else Markup())


def color_of(code: CodeRow, dark: bool) -> str:
    """The colour of a code on the light or the dark ground, '#RRGGBB'."""
    return code.color_dark if dark else code.color


FAMILIES_ACROSS = 30  # on one page of the matrix: a wide screen shows some twenty


class Across(NamedTuple):
    """A family that can stand in the matrix: where in the material, its pseudonym and site."""

    at: int
    pseudonym: str
    site: str


ACROSS_ORDERS: dict[str, Key[Across]] = {
    "name": Key(N_("by name"), lambda one: one.at),
    "site": Key(N_("by site"), lambda one: (folded(one.site), one.at))}


def across(material: Material, wanted: Wanted) -> Paged[Across]:
    """A page of the families of the material."""
    names, sites = material.families["pseudonym"].tolist(), material.families["site"].tolist()
    found = [Across(at, name, site) for at, (name, site) in enumerate(
        zip(names, sites, strict=True))]
    return of_rows(found, lambda one: f"{one.pseudonym} {one.site}", wanted, ACROSS_ORDERS)


def matrix_table(material: Material, cells: pd.DataFrame, dark: bool, shown: Sequence[Across] | None = None) -> Markup:
    """The matrix as a table: codes down, at once how many families said each, and then families across.

    Args:
        shown: the families that stand in it, all when None; the count is of all.
    """
    suffix = urlencode(material.scope.query())
    families = across(material, Wanted(size=max(1, len(material.families)))) if shown is None else shown
    guids, width = list(material.families["guid"]), len(material.families)
    counts = {code.key: cells.iloc[n * width:(n + 1) * width] for n, code in enumerate(material.codes)}
    ends = {row[0]: row[1:] for row in lines(cells).to_numpy().tolist()}
    called = [(escape(one.pseudonym), escape(guids[one.at])) for one in families]
    body: list[Markup] = []
    group = None
    for code in material.codes:
        if material.groups[code.key] != group:
            group = material.groups[code.key]
            body.append(code_group(group, len(families) + 2))
        rows = counts[code.key].iloc[[one.at for one in families]].to_numpy().tolist()
        drawn = _row_cells(code, suffix, called, [row[2:] for row in rows])
        end = _row_end(*ends.get(code.key, [0] * 10))
        body.append(Markup('<tr style="--rd-tone:{}">{}{}{}</tr>').format(
            color_of(code, dark), _code_head(material.scope, code, dark), end, drawn))
    head = _head(_("Themes by family"), [_("Code"), _("Families"), *(
        Markup('<a href="explore?view=course&amp;family={}{}" target="_self">{}</a>').format(
            guids[one.at], f"&{suffix}" if suffix else "", one.pseudonym) for one in families)])
    return _scrolled(
        _("Themes by family"), Markup('<table class="rd-table" data-matrix="">{}{}</table>').format(head, _body(body)))


def _head(title: str, columns: Sequence[str]) -> Markup:
    """Caption (for screen readers) and the row of column heads."""
    return Markup('<caption class="rd-sr">{}</caption><thead><tr>{}</tr></thead>').format(title, _col_heads(columns))


def _col_heads(columns: Iterable[str]) -> Markup:
    return Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in columns)


def table_of(title: str, columns: Sequence[str], rows: list[Markup]) -> Markup:
    """A table with its caption for screen readers, in a region that scrolls where it is wider than the window."""
    return _scrolled(title, Markup('<table class="rd-table">{}{}</table>').format(_head(title, columns), _body(rows)))


def _body(rows: list[Markup]) -> Markup:
    return Markup("<tbody>{}</tbody>").format(Markup().join(rows))


def _scrolled(title: str, table: Markup) -> Markup:
    """A table wider than the window scrolls in a region that a key can reach."""
    return Markup('<div class="rd-scroll" role="region" aria-label="{}" tabindex="0">{}</div>').format(title, table)


def retired_codes(material: Material, dark: bool) -> Markup:
    """Codes that cannot be given any more, with their codings in scope and the way to their quotes; '' without any."""
    if not material.retired:
        return Markup()
    items = Markup().join(
        Markup('<li data-retired="{}"><a href="{}" target="_self"><span class="rd-chip rd-old" style="--rd-tone:{}">'
               "</span><s>{}</s></a> <span>{}</span></li>").format(
            code.key, quotes_link(material.scope, code.key), color_of(code, dark), code.name,
            ngettext("{n} coding", "{n} codings", n).format(n=n)) for code, n in material.retired)
    return Markup('<h3 class="rd-retired">{}</h3><ul class="rd-list">{}</ul>').format(
        _("No longer in the codebook"), items)


def swipe_hint(material: Material) -> Markup:
    """What to do where the matrix does not fit; shown on narrow screens only, '' where few families do fit."""
    if len(material.families) < 3:
        return Markup()
    return Markup('<p class="rd-note rd-swipe">{}</p>').format(_("Swipe sideways for the other families."))


def code_group(name: str, columns: int) -> Markup:
    """The row above the codes of a group, over so many columns; '' for codes outside any."""
    if not name:
        return Markup()
    return Markup('<tr><th class="rd-group" scope="rowgroup" colspan="{}">{}</th></tr>').format(columns, name)


def _code_head(scope: Scope, code: CodeRow, dark: bool) -> Markup:
    return Markup('<th scope="row"><a href="{}" target="_self">{}{}</a></th>').format(
        quotes_link(scope, code.key), chip(color_of(code, dark)), code.name)


def chip(colour: str) -> Markup:
    """The stripe in a code's colour that stands before its name."""
    return Markup('<span class="rd-chip" style="background:{}"></span>').format(colour)


def _row_cells(code: CodeRow, suffix: str, families: Sequence[tuple[Markup, Markup]], rows: list[list[Any]]) -> Markup:
    """The cells of a code, one of `rows` of the matrix each. Its sign is in the style, so that a large table stays
    small; a screen reader hears a sentence.

    Args:
        families: pseudonym, and guid.
    """
    language, name = current(), escape(code.name)
    address, end = escape(f"quotes?code={code.key}&family="), escape(f"&{suffix}" if suffix else "")
    parts: list[str] = []
    for (pseudonym, guid), (state, *counts) in zip(families, rows, strict=True):
        if state == State.NO_STORY:
            parts.append(_no_story(language))
            continue
        shape, words, shown = _numbers(language, state, *counts)
        parts += ('<td class="rd-cell" data-state="', state, '" data-seen="', shape, '"><a href="', address, guid, end,
                  '" aria-label="', name, ", ", pseudonym, ": ", words, shown)
    # Put together of parts that were escaped above: done for every cell of a large matrix by itself that takes longer
    # than all counting.
    return Markup("".join(parts))


@lru_cache(maxsize=4)
def _no_story(_language: str) -> Markup:
    return Markup('<td class="rd-cell" data-state="{}"><span class="rd-none"><span class="rd-sr">{}</span></span>'
                  "</td>").format(State.NO_STORY, _("no story"))


@lru_cache(maxsize=20_000)  # a large matrix has 6,000 cells with the same numbers over and over, on every rerun
def _numbers(
    _language: str, state: str, passages: int, plus: int, minus: int, both: int, said: int, coded: int, told: int,
) -> tuple[Markup, Markup, Markup]:
    """The shape of a cell, what a screen reader hears of it in that language, and what stands in it, also in small."""
    if state == State.SAID:
        number, small = str(passages), _("in {n} of {of}").format(n=said, of=coded)
        directions = signs.short(plus, minus, both)
        small = f"{directions} · {small}" if directions else small
    elif state == State.CODED_NOT_SAID:
        number, small = "", _("{n} of {of}").format(n=0, of=coded)
    else:
        number, small = "", _("{n} of {of} coded").format(n=coded, of=told)
    full = cell_words(State(state), passages, said, coded, told)
    if plus or minus or both:
        full += " " + _("Direction: {signs}.").format(signs=signs.sentence(plus, minus, both, passages))
    shape = escape(seen(Counts(passages, plus, minus, both, said, coded, told)))
    return shape, escape(full), Markup('">{}<small>{}</small></a></td>').format(number, small)


def cell_words(state: State, passages: int, said: int, coded: int, told: int) -> str:
    """A cell in a sentence, with every count it is made of."""
    stories = ngettext("{n} story", "{n} stories", told).format(n=told)
    all_coded = _("{coded} of {stories} coded for this code").format(coded=coded, stories=stories)
    if state == State.SAID:
        times = ngettext("{n} passage", "{n} passages", passages).format(n=passages)
        return _("Said: {passages} in {said} of {coded} coded stories; {all_coded}.").format(
            passages=times, said=said, coded=coded, all_coded=all_coded)
    if state == State.CODED_NOT_SAID:
        return _("Not said; {all_coded}.").format(all_coded=all_coded)
    return _("Not yet known; {all_coded}.").format(all_coded=all_coded)


def families_words(said: int, coded: int) -> str:
    """'3 of 5 families', or that nothing has been coded for the code."""
    if not coded:
        return _("not coded yet")
    return ngettext("{share} family", "{share} families", coded).format(share=share(said, coded))


def _row_end(
    families_said: int, families_coded: int, families_told: int, passages: int, plus: int, minus: int, both: int,
    said: int, coded: int, told: int,
) -> Markup:
    stories = ngettext("{share} story", "{share} stories", coded).format(share=share(said, coded))
    directions = signs.short(plus, minus, both)
    counted = f"{directions} · {stories}" if directions else stories
    small = Markup("<small>{}</small>").format(counted) if coded else Markup()
    full = _("{told} families told something; {coded} of them have stories coded for this code.").format(
        told=families_told, coded=families_coded)
    if directions:
        full += " " + _("Direction: {signs}.").format(signs=signs.sentence(plus, minus, both, passages))
    return Markup('<td class="rd-end" title="{}">{}{}</td>').format(
        full, families_words(families_said, families_coded), small)


def time_table(times: pd.DataFrame, shown: pd.DataFrame, codes: list[CodeRow]) -> Markup:
    """The figure over time in numbers: families per code and period, and under it what was told."""
    counts = {(code, period): (said, coded) for code, period, said, coded in
              times[["code", "period", "families_said", "families_coded"]].to_numpy().tolist()}
    told = dict(shown[["period", "stories"]].to_numpy().tolist())
    body = []
    for code in codes:
        body.append(_number_row(code.name, (period_words(*counts[code.key, n], told[n]) for n in told)))
    for name, column in ((_("stories told"), "stories"), (_("families that told"), "families")):
        body.append(_number_row(name, shown[column]))
    title = _("Families that said it, of families with coded stories")
    head = _head(title, [_("Code"), *shown["label"]])
    return _scrolled(title, Markup('<table class="rd-table" data-times="">{}{}</table>').format(head, _body(body)))


def _number_row(name: str, cells: Iterable[object]) -> Markup:
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        name, Markup().join(Markup('<td class="rd-number">{}</td>').format(cell) for cell in cells))


def period_words(said: int, coded: int, stories: int) -> str:
    """A code in a period: families of families with coded stories, or why there is a gap."""
    if coded:
        return share(said, coded)
    return _("not coded") if stories else _("no story")


def link(page: str, query: dict[str, str], text: str) -> Markup:
    """A link to one of our pages; empty values are left out of the address."""
    address = f"{page}?{urlencode({k: v for k, v in query.items() if v})}"
    return Markup('<p><a href="{}" target="_self">{}</a></p>').format(address, text)
