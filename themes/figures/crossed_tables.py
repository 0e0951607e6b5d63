"""Codes laid beside something else, and new codes in order, as accessible HTML whose cells lead to their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from pilot.paging import Key, Paged, Wanted, folded, of_rows
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from themes.crossing import ACROSS, COUNTS
from themes.figures import signs
from themes.figures.tables import color_of, desk_link, table_of
from themes.sharing import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.crossed import Crossed
    from themes.crossing import Crossing
    from themes.saturation import Saturation, Step
    from themes.scope import Scope

AT_ONCE = 30  # columns beside each other


class Shown(NamedTuple):
    """A column that can stand in the table: where, and what it is called."""

    at: int
    name: str


ORDERS: dict[str, Key[Shown]] = {
    "table": Key(N_("in the order of the table"), lambda one: one.at),
    "name": Key(N_("by name"), lambda one: (folded(one.name), one.at))}


def table_link(scope: Scope, crossing: Crossing) -> str:
    """The relative address of a table."""
    query = urlencode({**scope.query(), **crossing.query()})
    return f"tables?{query}" if query else "tables"


def across(found: Crossed, wanted: Wanted) -> Paged[Shown]:
    """A page of the columns of a table."""
    return of_rows([Shown(at, one.name) for at, one in enumerate(found.columns)], lambda one: one.name, wanted, ORDERS)


def unit(crossing: Crossing) -> str:
    """What is counted, in a sentence."""
    if crossing.across != "code":
        return _("Counted: {what}. Across: {across}.").format(
            what=_(COUNTS[crossing.count]), across=_(ACROSS[crossing.across]))
    if crossing.unit == "passage":
        return _("Counted: how often a passage with the one code and a passage with the other share words.")
    return _("Counted: how often both codes are in {unit}.").format(unit=_(UNITS[crossing.unit]))


def crossed(found: Crossed, dark: bool, shown: Sequence[Shown]) -> Markup:
    """The table with these columns."""
    heads = [_("Code"), *(_head(found, one) for one in shown)]
    rows = []
    for at, code in enumerate(found.material.codes):
        cells = Markup().join(_cell(found, at, one.at) for one in shown)
        rows.append(Markup(
            '<tr data-code="{}"><th scope="row"><span class="rd-chip" style="background:{}"></span>{}</th>{}</tr>'
            ).format(code.key, color_of(code, dark), code.name, cells))
    return table_of(_("Codes by {across}").format(across=_(ACROSS[found.crossing.across])), heads, rows)


def _head(found: Crossed, one: Shown) -> str:
    if found.told is None or found.crossing.across == "document":
        return one.name
    n = int(found.told[one.at])
    return Markup("{} <small>{}</small>").format(one.name, ngettext("{n} document", "{n} documents", n).format(n=n))


def _cell(found: Crossed, code: int, at: int) -> Markup:
    column = found.columns[at]
    row = found.material.codes[code]
    if found.crossing.across == "code" and row.key == column.key:
        return Markup('<td class="rd-end"></td>')
    n = int(found.n[code, at])
    coded = None if found.coded is None else int(found.coded[code, at])
    if not n and coded == 0:
        return Markup('<td class="rd-end" data-n="">□<span class="rd-sr">{}</span></td>').format(_("not coded yet"))
    if not n:
        return Markup('<td class="rd-end" data-n="0">0{}</td>').format(_small(found, code, at, coded))
    address = _address(found, row.key, column.key)
    return Markup('<td class="rd-end" data-n="{}"><a href="{}" target="_self" aria-label="{}, {}: {}">{}</a>{}</td>'
                  ).format(n, address, row.name, column.name, n, n, _small(found, code, at, coded))


def _small(found: Crossed, code: int, at: int, coded: int | None) -> Markup:
    """Under a number the directions of its passages, and how many of the documents that are coded for it."""
    if found.crossing.across == "code":
        return Markup()
    parts = [signs.short(*(int(found.signs[sign, code, at]) for sign in range(3)))]
    if coded is not None and found.crossing.across != "document":
        parts.append(_("in {n} of {of}").format(n=int(found.said[code, at]), of=coded))
    told = " · ".join(filter(None, parts))
    return Markup("<small>{}</small>").format(told) if told else Markup()


def _address(found: Crossed, code: str, column: str) -> str:
    crossing = found.crossing
    return "quotes?" + urlencode({"code": code, **found.scope.query(), "across": crossing.across,
                                  **({"unit": crossing.unit} if crossing.across == "code" else {}), "column": column})


def saturation_words(found: Saturation) -> str:
    """What the order says: since when nothing new came up, what waits, and what it does not mean."""
    if not found.steps:
        said = _("Nothing counts yet: none of these is coded.")
    elif found.since:
        said = ngettext("The last {n} brought no new code.", "The last {n} brought no new code.", found.since).format(
            n=found.since)
    else:
        said = _("The last one brought a new code.")
    waiting = ngettext("{n} is not coded yet.", "{n} are not coded yet.", found.waiting).format(n=found.waiting)
    meant = _("That says something of this codebook and these coders, not that there is nothing new to tell.")
    return " ".join(filter(None, (said, waiting if found.waiting else "", meant)))


def saturation(found: Saturation, rows: Sequence[Step]) -> Markup:
    """A row per document in the order of telling: the codes in it, of these the new ones, and how many so far."""
    heads = [_("Told on"), _("Document"), _("Family"), _("Codes in it"), _("New"),
             _("So far, of {n}").format(n=found.codes), _("Which are new")]
    return table_of(_("New codes in order"), heads, [
        Markup('<tr><th scope="row">{}</th><td class="rd-end"><a href="{}" target="_self">{}</a></td>{}'
               '<td class="rd-end rd-wrap">{}</td></tr>').format(
            days.long(one.on_date), desk_link(one.guid, None), one.title, Markup().join(
                Markup('<td class="rd-end">{}</td>').format(cell)
                for cell in (one.family, one.said, len(one.new), one.so_far)), ", ".join(one.new)) for one in rows])
