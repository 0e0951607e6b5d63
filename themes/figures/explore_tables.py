"""The explorer as accessible HTML: tables whose cells lead to the quotes behind them, and from there back again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from pilot.vocabulary import days, voices
from pilot.words import _, ngettext
from texts.axes import EVENT
from themes.explore.states import COUNTS, MEANINGS, SAID, SHAPES, Counts, Seen
from themes.figures import signs
from themes.figures.tables import chip, code_group, color_of, desk_link, families_words, table_of
from themes.matrix import State
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from coding.book.codebook import CodeRow
    from themes.explore.beside import Beside
    from themes.explore.course import Course
    from themes.explore.first import First
    from themes.explore.in_time import InTime
    from themes.frames import Material
    from themes.over_time import Periods
    from themes.scope import Scope

Record = Mapping[Any, Any]  # a row as pandas hands it out, which has no types for it


def explore_link(scope: Scope, chosen: Mapping[str, str]) -> str:
    """The relative address of a view of the explorer."""
    return "explore?" + urlencode({name: value for name, value in {**scope.query(), **chosen}.items() if value})


def quotes_link(scope: Scope, code: str, back: Mapping[str, str], **more: str) -> str:
    """The relative address of quotes, which know the way back to the view with this address."""
    return "quotes?" + urlencode({"code": code, **scope.query(), **more, "back": urlencode(back)})


def _cell(row: Record, about: str, address: str) -> Markup:
    """A cell of a state: its shape, what it counts, and in words for who hears it."""
    state = Seen(str(row["state"]))
    counts = Counts(*(int(row[name]) for name in COUNTS))
    if state is Seen.NO_STORY:
        return Markup('<td class="rd-cell" data-seen="{}"><span class="rd-none"><span class="rd-sr">{}</span></span>'
                      "</td>").format(state, _("no story"))
    number, small = numbers(state, counts)
    full = f"{_(MEANINGS[state])}. " + (signs.sentence(*counts[1:4], counts.passages) if state in SAID else "")
    base = State.SAID if state in SAID else state
    return Markup('<td class="rd-cell" data-state="{}" data-seen="{}"><a href="{}" target="_self"'
                  ' aria-label="{}: {} {}">{}<small>{}</small></a></td>').format(
                      base, state, address, about, full, small, number, small)


def numbers(state: Seen, counts: Counts) -> tuple[str, str]:
    """What stands in a cell, and in small under it; of one document alone it says nothing more."""
    if counts.told == 1:
        return (str(counts.passages) if state in SAID else ""), _("not coded") if state is Seen.NOT_CODED else ""
    if state in SAID:
        return str(counts.passages), _("in {n} of {of}").format(n=counts.said, of=counts.coded)
    if state is Seen.NOT_SAID:
        return "", _("{n} of {of}").format(n=0, of=counts.coded)
    return "", "" if state is Seen.NO_STORY else _("{n} of {of} coded").format(n=counts.coded, of=counts.told)


def startless(when: Periods) -> str:
    """How many stories have no place in months of support, in a sentence; '' for none."""
    return ngettext("{n} story is left out: the start of support is not known.",
                    "{n} stories are left out: the start of support is not known.", when.placeless).format(
                        n=when.placeless) if when.placeless else ""


def lasting(scope: Scope) -> str:
    """What the quotes of a period hold besides, by the date of the event: what began before it and lasted into it."""
    return _("A story stands in the period in which what it tells began; the quotes of a period also show stories that"
             " lasted into it.") if scope.axis == EVENT else ""


def in_time(
    material: Material, found: InTime, back: Mapping[str, str], dark: bool, shown: Collection[int] | None = None,
) -> Markup:
    """Families down, periods across; under them how many families said the code in each.

    Args:
        shown: places in the material of the families that stand in it, all when None; the last row is of all.
    """
    rows = []
    guids = material.families["guid"].tolist()
    names = dict(zip(guids, material.families["pseudonym"], strict=True))
    kept = {guid for at, guid in enumerate(guids) if shown is None or at in shown}
    for guid, cells in found.cells[found.cells["family"].isin(kept)].groupby("family", sort=False):
        drawn = Markup().join(
            _cell(row, f"{names[str(guid)]}, {row['label']}", quotes_link(
                material.scope, found.code.key, back, family=str(guid),
                from_on=str(row["from_on"]), until_on=str(row["until_on"]))) for row in cells.to_dict("records"))
        rows.append(Markup('<tr style="--rd-tone:{}" data-family="{}"><th scope="row">{}</th>{}</tr>').format(
            color_of(found.code, dark), guid, _family(material.scope, str(guid), names[str(guid)]), drawn))
    ends = Markup().join(Markup('<td class="rd-end">{}</td>').format(families_words(int(said), int(coded)))
                         for said, coded in found.ends[["said", "coded"]].to_numpy().tolist())
    rows.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(_("All families"), ends))
    return table_of(found.code.name, [_("Family"), *found.ends["label"]], rows)


def _family(scope: Scope, guid: str, name: str) -> Markup:
    return Markup('<a href="{}" target="_self">{}</a>').format(
        explore_link(scope, {"view": "course", "family": guid}), name)


def course(material: Material, found: Course, back: Mapping[str, str], dark: bool) -> Markup:
    """Codes down under their groups, the documents of one family across, first told first."""
    heads = [escape(_("Code")), *(_told(row) for row in found.told.to_dict("records"))]
    titles = dict(zip(found.told["document"], found.told["title"], strict=True))
    width = len(found.told)
    rows: list[Markup] = []
    group = None
    for n, code in enumerate(material.codes):
        if material.groups[code.key] != group:
            group = material.groups[code.key]
            rows.append(code_group(group, width + 1))
        drawn = Markup().join(
            _cell(row, f"{code.name}, {titles[row['document']]}", quotes_link(
                material.scope, code.key, back, across="document", column=str(row["document"])))
            for row in found.cells.iloc[n * width:(n + 1) * width].to_dict("records"))
        rows.append(Markup('<tr style="--rd-tone:{}" data-code="{}"><th scope="row">{}{}</th>{}</tr>').format(
            color_of(code, dark), code.key, chip(color_of(code, dark)), code.name, drawn))
    return table_of(_("{family} in time").format(family=found.pseudonym), heads, rows)


def _told(row: Record) -> Markup:
    """The head of a document: when, in which month of support, who tells, and the way to it."""
    when = [days.long(str(row["on_date"]))]
    if row["month"] is not None:
        when.append(month_words(int(row["month"])))
    return Markup('<span class="rd-told"><a href="{}" target="_self">{}</a><small>{}</small></span>').format(
        desk_link(str(row["document"]), None), row["title"], " · ".join([*when, voices.name(str(row["voice"]))]))


def month_words(since: int) -> str:
    """Which month of support it is, of whole months since its start."""
    return _("before the start") if since < 0 else _("month {n}").format(n=since + 1)


def first(material: Material, found: First, codes: Iterable[CodeRow], back: Mapping[str, str], dark: bool) -> Markup:
    """Codes down, periods across: how many families said it first of how many that could, and which."""
    names = dict(zip(material.families["guid"], material.families["pseudonym"], strict=True))
    rows = []
    for code in codes:
        cells = Markup().join(
            _step(material.scope, code, row, names, back)
            for row in found.steps[found.steps["code"] == code.key].to_dict("records"))
        rows.append(Markup('<tr data-code="{}"><th scope="row">{}{}</th>{}</tr>').format(
            code.key, chip(color_of(code, dark)), code.name, cells))
    return table_of(_("First mention"), [_("Code"), *found.when.labels], rows)


def _step(
    scope: Scope, code: CodeRow, row: Record, names: Mapping[str, str], back: Mapping[str, str],
) -> Markup:
    if not row["at_risk"]:
        return Markup('<td class="rd-end rd-wrap">–<small>{}</small></td>').format(
            _("{share} so far").format(share=share(int(row["so_far"]), int(row["of"]))) if row["of"] else "")
    who = row["who"]
    links = Markup(", ").join(Markup('<a class="rd-to" href="{}" target="_self">{}</a>').format(
        quotes_link(scope, code.key, back, family=one.family, from_on=one.from_on, until_on=one.until_on),
        names[one.family]) for one in who)
    return Markup('<td class="rd-end rd-wrap" data-first="{}">{} {}<small>{}</small></td>').format(
        row["first"], share(int(row["first"]), int(row["at_risk"])), links,
        _("{share} so far").format(share=share(int(row["so_far"]), int(row["of"]))))


def beside(found: Beside, back: Mapping[str, str], dark: bool, differences: Mapping[str, str]) -> Markup:
    """Codes down, sides across with the families that said it out of those of the side; what differs, for two sides.

    Args:
        differences: a sentence by key of a code; empty for more or fewer sides than two.
    """
    scopes = {side.key: side.scope for side in found.sides}
    heads = [escape(_("Code")), *(_side(found, side.key, side.name) for side in found.sides)]
    if differences:
        heads.append(escape(_("What differs")))
    most = max(1, int(found.cells["families_coded"].max())) if len(found.cells) else 1
    rows: list[Markup] = []
    group = None
    for n, code in enumerate(found.codes):
        if found.whole.groups[code.key] != group:
            group = found.whole.groups[code.key]
            rows.append(code_group(group, len(heads)))
        own = found.cells.iloc[n * len(scopes):(n + 1) * len(scopes)].to_dict("records")
        cells = Markup().join(_share(row, quotes_link(scopes[row["side"]], code.key, back), most) for row in own)
        last = Markup('<td class="rd-end rd-wrap">{}</td>').format(differences[code.key]) if differences else ""
        rows.append(Markup('<tr style="--rd-tone:{}" data-code="{}"><th scope="row">{}{}</th>{}{}</tr>').format(
            color_of(code, dark), code.key, chip(color_of(code, dark)), code.name, cells, last))
    return table_of(_("Side by side"), heads, rows)


def sides_said(found: Beside) -> Markup:
    """What counts on each side, a line each."""
    return Markup('<ul class="rd-scope rd-sides" data-scope="">{}</ul>').format(Markup().join(
        Markup("<li><b>{}</b> <span>{}</span></li>").format(side.name, found.sentences[side.key])
        for side in found.sides))


def _side(found: Beside, key: str, name: str) -> Markup:
    families, documents = found.told[key]
    return Markup("{}<small>{}, {}</small>").format(
        name, ngettext("{n} family", "{n} families", families).format(n=families),
        ngettext("{n} document", "{n} documents", documents).format(n=documents))


def _share(row: Record, address: str, most: int) -> Markup:
    """Families that said it of those coded for it, as a number and as a bar as long as they are many."""
    said, coded = int(row["families_said"]), int(row["families_coded"])
    if not coded:
        return Markup('<td class="rd-end" data-side="{}">{} <span class="rd-soft">{}</span></td>').format(
            row["side"], SHAPES[Seen.NOT_CODED if row["families_told"] else Seen.NO_STORY],
            _("not coded yet") if row["families_told"] else _("no story"))
    directions = signs.short(*(int(row[name]) for name in ("plus", "minus", "both")))
    bar = Markup('<span class="rd-bar" style="--of:{:.1f}%;--n:{:.1f}%" aria-hidden="true"></span>').format(
        100 * coded / most, 100 * said / most)
    return Markup('<td class="rd-end" data-side="{}"><a class="rd-to" href="{}" target="_self">{}</a>{}'
                  "<small>{}</small></td>").format(row["side"], address, families_words(said, coded), bar, directions)
