"""Outcomes as accessible HTML: life domains at two waves and what changed, over the domains, and all waves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from pilot.vocabulary import domains as named
from pilot.words import N_, _, ngettext
from themes.figures import outcome_words as words
from themes.figures.decimals import one_or_dash
from themes.figures.tables import table_of
from themes.outcomes import counting
from themes.shares import PERCENTAGE_FROM, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.outcomes.counting import AtWave, Domains, Fall
    from themes.outcomes.figures import Absent, Domain, Over, Voices
    from themes.outcomes.laid import Laid

RUBRIC = (10.0, 7.5, 5.0, 2.5, 0.0)
IMPROVED, STABLE, WORSENED = "improved", "stable", "worsened"
MOVED = {IMPROVED: N_("improved"), STABLE: N_("the same"), WORSENED: N_("worsened")}


class Cell(NamedTuple):
    """A cell of a spread: its head, and how many families."""

    head: str
    families: int


@cache
def _css() -> str:
    return (Path(__file__).parent / "outcomes.css").read_text(encoding="utf-8")


def style() -> Markup:
    """The style of these tables, beside that of all tables of themes."""
    return Markup("<style>{}</style>").format(Markup(_css()))


def behind(of: Laid, **what: str) -> str:
    """The relative address of the families behind a number."""
    return "behind?" + urlencode({**of.choice.query(), "first": of.first, "last": of.last,
                                  **{name: value for name, value in what.items() if value}})


def spread(cells: Sequence[Cell]) -> Markup:
    """How families are spread, as columns that are as high as they have families, each with its number."""
    most = max((one.families for one in cells), default=0) or 1
    told = ", ".join(f"{one.head}: {one.families}" for one in cells)
    return Markup('<div class="oc-spread" role="img" aria-label="{}">{}</div>').format(told, Markup().join(
        Markup('<span>{}<i style="--n:{:.3f}"></i></span>').format(one.families or "·", one.families / most)
        for one in cells))


def levels(heads: Sequence[str]) -> Markup:
    """The heads of a spread, under a column head."""
    return Markup('<span class="oc-levels" aria-hidden="true">{}</span>').format(
        Markup().join(Markup("<span>{}</span>").format(one) for one in heads))


def scores_of(found: Sequence[AtWave]) -> list[float]:
    """The levels that stand beside each other: those of the rubric, and others that somebody has; the worst first."""
    return sorted({*RUBRIC, *(score for one in found for score in one.counts)}, reverse=True)


def nine(of: Laid, rows: Sequence[Domain]) -> Markup:
    """A row per domain: at each wave the mean, how many are known and missing and how they are spread; what changed."""
    steps = scores_of([wave for row in rows for wave in (row.first, row.last)])
    heads = [words.score(one) for one in steps]
    waves = list(dict.fromkeys((of.first, of.last)))
    top = Markup().join(Markup('<th class="oc-wave" scope="colgroup" colspan="2">{}</th>').format(one) for one in waves)
    under = Markup().join(Markup('<th scope="col">{}</th><th scope="col">{}{}</th>').format(
        _("Mean"), _("Families by score"), levels(heads)) for _one in waves)
    if of.moves:
        top += Markup('<th class="oc-wave" scope="colgroup" colspan="4">{}</th>').format(_("Changed"))
        under += Markup().join(Markup('<th class="rd-number" scope="col">{}</th>').format(one) for one in (
            _("Improved"), _("The same"), _("Worsened"), _("Known at both")))
    body = Markup().join(_nine_row(of, row, steps) for row in rows)
    title = _("Life domains")
    return Markup(
        '<div class="rd-scroll" role="region" aria-label="{}" tabindex="0"><table class="rd-table oc-table"><caption'
        ' class="rd-sr">{}</caption><thead><tr><th scope="col" rowspan="2">{}</th>{}</tr><tr>{}</tr></thead><tbody>{}'
        "</tbody></table></div>").format(title, title, _("Life domain"), top, under, body)


def _nine_row(of: Laid, row: Domain, steps: Sequence[float]) -> Markup:
    waves = [(of.first, row.first, row.absent_first), (of.last, row.last, row.absent_last)][:2 if of.moves else 1]
    cells = Markup().join(_at_wave(of, row.key, wave, found, absent, steps) for wave, found, absent in waves)
    if of.moves:
        moved = row.change
        cells += Markup().join(
            _moved(of, row.key, kind, n, moved.n) for kind, n in (
                (IMPROVED, moved.improved), (STABLE, moved.stable), (WORSENED, moved.worsened)))
        cells += Markup('<td class="rd-number">{}</td>').format(moved.n)
    return Markup('<tr data-domain="{}"><th scope="row">{}</th>{}</tr>').format(
        row.key, named.name(row.key), cells)


def _at_wave(of: Laid, key: str, wave: str, found: AtWave, absent: Absent, steps: Sequence[float]) -> Markup:
    missing = words.missing(absent)
    known = Markup('<a href="{}" target="_self" aria-label="{}">{}</a>').format(
        behind(of, domain=key, wave=wave), _("The families behind {domain}, {wave}").format(
            domain=named.name(key), wave=wave), _("of {n}").format(n=found.n))
    drawn = spread([Cell(words.score(one), found.counts.get(one, 0)) for one in steps])
    kind = "oc-last" if wave == of.last and of.moves else ""
    return Markup('<td data-wave="{}"><b>{}</b> {}<small>{}</small></td><td class="{}">{}</td>').format(
        wave, one_or_dash(found.mean), known, missing or _("nobody missing"), kind, drawn)


def _moved(of: Laid, key: str, kind: str, n: int, of_n: int) -> Markup:
    small = Markup("<small>{}%</small>").format(round(100 * n / of_n)) if of_n >= PERCENTAGE_FROM else ""
    number = Markup('<a href="{}" target="_self" aria-label="{}">{}</a>').format(
        behind(of, domain=key, moved=kind), f"{named.name(key)}, {_(MOVED[kind])}: {share(n, of_n)}", n) if n else n
    return Markup('<td class="rd-number" data-moved="{}">{}{}</td>').format(kind, number, small)


def over_domains(of: Laid, found: Over) -> Markup:
    """On how many domains families have a problem at each wave, improved and worsened: families by number of domains.
    """
    heads = [str(number) for number in range(len(of.cube.domains) + 1)]
    rows = [(_("With a problem, {wave}").format(wave=wave), one) for wave, one in found.problems.items()]
    if of.moves:
        rows += [(_("Improved"), found.improved), (_("Worsened"), found.worsened)]
    return table_of(_("Over the nine domains"), [
        _("Number of domains"), _("Mean"), Markup("{}{}").format(_("Families by number of domains"), levels(heads)),
    ], [_over_row(name, one, heads) for name, one in rows]).replace(
        Markup('<table class="rd-table">'), Markup('<table class="rd-table oc-table">'))


def _over_row(name: str, one: Domains, heads: Sequence[str]) -> Markup:
    return Markup('<tr><th scope="row">{}</th><td><b>{}</b> {}</td><td>{}</td></tr>').format(
        name, one_or_dash(one.mean), _("of {n}").format(n=one.n),
        spread([Cell(head, one.distribution[at]) for at, head in enumerate(heads)]))


def totals(of: Laid, found: Over) -> Markup:
    """The total score at each wave, how far it fell, and of how many by half or more."""
    most = int(counting.WORST) * len(of.cube.domains)
    cards = [(_("Mean total, {wave}").format(wave=wave), one_or_dash(one.mean),
              _("of {families}, out of {most}").format(families=families(one.n), most=most))
             for wave, one in found.totals.items()]
    if of.moves:
        cards += [_relative(found.fall), _halved(found.fall)]
    return Markup('<dl class="oc-terms">{}</dl>').format(Markup().join(
        Markup("<div><dt>{}</dt><dd><b>{}</b><small>{}</small></dd></div>").format(*one) for one in cards))


def _relative(fall: Fall) -> tuple[str, str, str]:
    relative = fall.relative
    fell = f"{round(100 * relative)}%" if relative is not None and fall.n >= PERCENTAGE_FROM else "–"
    return _("Relative fall of the total"), fell, _("from {first} to {last}, {families} known at both").format(
        first=one_or_dash(fall.first), last=one_or_dash(fall.last), families=families(fall.n))


def _halved(fall: Fall) -> tuple[str, str, str]:
    part = f" ({round(100 * fall.halved / fall.falling)}%)" if fall.falling >= PERCENTAGE_FROM else ""
    return _("Fell by half or more"), str(fall.halved), _("of {families} that began above 0").format(
        families=families(fall.falling)) + part


def families(n: int) -> str:
    """'7 families'."""
    return ngettext("{n} family", "{n} families", n).format(n=n)


def all_waves(of: Laid) -> Markup:
    """The mean of every domain at every wave, with how many families."""
    return table_of(_("All rounds of measuring"), [_("Life domain"), *of.cube.waves], [
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(named.name(key), Markup().join(
            Markup('<td class="rd-end">{}<small>{}</small></td>').format(
                one_or_dash(one.mean), _("of {n}").format(n=one.n))
            for one in (counting.at_wave(of.cube.at(wave, key)) for wave in of.cube.waves)))
        for key in of.cube.domains])


def two_voices(rows: Sequence[Voices], own: str, other: str) -> Markup:
    """A row per domain: what one voice and the other say of the same families."""
    return table_of(_("Two voices on the same families"), [
        _("Life domain"), _("Scored by both"), _("Mean: {voice}").format(voice=own),
        _("Mean: {voice}").format(voice=other), _("The same"), _("{voice} sees less").format(voice=other),
        _("{voice} sees more").format(voice=other)], [
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(named.name(one.key), Markup().join(
                Markup('<td class="rd-number">{}</td>').format(cell) for cell in (
                    one.change.n, one_or_dash(one.own), one_or_dash(one.other), one.change.stable, one.change.improved,
                    one.change.worsened))) for one in rows])


