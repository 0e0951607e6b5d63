"""Agreement as accessible HTML: per code with what it means, per pair of coders, per document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from themes.agreeing import meaning
from themes.agreeing.over_time import SHOWN as TIMED
from themes.figures.decimals import two
from themes.figures.tables import color_of, desk_link, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.agreeing.figures import Agreement, Line, Number, OfDocument
    from themes.agreeing.over_time import OfRound, WithOneself

HEADS = {
    "alpha": N_("Alpha"), "percent": N_("Agree"), "kappa": N_("Kappa"), "ac1": N_("AC1"),
    "brennan_prediger": N_("Brennan-Prediger"), "fleiss": N_("Fleiss"), "f1": N_("F1"),
    "positive": N_("Positive"), "negative": N_("Negative")}
SHOWN = ("alpha", "percent", "kappa", "ac1", "positive", "negative")
# What each column is, for who wants to know.
MEANS = {
    "alpha": N_("Krippendorff's alpha, nominal: what is left of disagreement against chance; any number of coders"),
    "percent": N_("the share of pairs of coders that say the same of a unit, chance not taken off"),
    "kappa": N_("Cohen's kappa; of more than two coders the mean over pairs"),
    "ac1": N_("Gwet's AC1, which does not jump where a code is rare or everywhere"),
    "brennan_prediger": N_("Brennan and Prediger: chance is one half, whatever coders use"),
    "fleiss": N_("Fleiss' kappa in Gwet's form, as coders need not all be done with each document"),
    "f1": N_("F1 of one coder against another; of more than two the mean over pairs"),
    "positive": N_("of what one coder marked, the share that another marked"),
    "negative": N_("of what one coder left, the share that another left")}


def codes(found: Agreement, dark: bool) -> Markup:
    """A row per code, under it what its numbers mean, all codes together first."""
    lines = [found.all, *found.codes] if found.all else list(found.codes)
    heads = [_("Code"), *(_(HEADS[name]) for name in SHOWN), _("Begin and end"), _("Direction"), _("Marked units")]
    return table_of(_("Agreement by code"), heads, [
        row for line in lines for row in _rows(found, line, dark, len(heads))])


def _rows(found: Agreement, line: Line, dark: bool, width: int) -> list[Markup]:
    tone = color_of(line.code, dark) if line.code else "transparent"
    name = line.code.name if line.code else _("All codes together")
    cells = [_cell(line.numbers[name]) for name in SHOWN]
    stated = Markup("{}<small>{}</small>").format(
        two(line.signs.percent), ngettext("{n} unit", "{n} units", line.signs.units).format(n=line.signs.units)
    ) if line.signs else "–"
    counted = Markup("{}<small>{}</small>").format(line.marks, _("{units} in {documents}").format(
        units=ngettext("{n} unit", "{n} units", line.units).format(n=line.units),
        documents=ngettext("{n} document", "{n} documents", line.documents).format(n=line.documents)))
    differ = Markup(' <a href="{}" target="_self">{}<span class="rd-sr">: {}</span></a>').format(
        _differing(found, line.code.key), _("Where they differ"), name) if line.code and line.marks else ""
    drawn = Markup().join(Markup('<td class="rd-end">{}</td>').format(one)
                          for one in (*cells, two(line.alpha_u), stated, counted))
    return [
        Markup('<tr data-agree="{}"><th scope="row"><span class="rd-chip" style="background:{}"></span>{}</th>{}</tr>'
               ).format(line.code.key if line.code else "", tone, name, drawn),
        Markup('<tr><td class="rd-means" colspan="{}"><p>{}{}</p></td></tr>').format(
            width, meaning.of_line(line), differ)]


def _cell(number: Number) -> Markup:
    if number.low is None:
        return Markup.escape(two(number.value))
    return Markup("{}<small>{}</small>").format(two(number.value), f"{two(number.low)} – {two(number.high)}")


def _differing(found: Agreement, key: str) -> str:
    bounds = "bounds" if found.choice.unit == "character" else "1"
    return "quotes?" + urlencode({"code": key, "differ": bounds, **found.choice.scope.query()})


def what_columns_are(documents: int) -> Markup:
    """A line on each column, and on how the intervals over so many documents are had."""
    told = [(_(HEADS[name]), _(MEANS[name])) for name in SHOWN]
    told += [(_("Begin and end"), _("alpha_u of Krippendorff 2004, over characters: whether passages begin and end at"
                                    " the same place; documents with the same coders end to end")),
             (_("Direction"), _("of units on which two coders stated a direction, the share with the same")),
             (_("Intervals"), meaning.of_intervals(documents))]
    return Markup('<dl class="rd-terms">{}</dl>').format(Markup().join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*one) for one in told))


def pairs(found: Agreement) -> Markup:
    """A row per two coders, over all codes."""
    return table_of(_("Agreement by pair of coders"), [
        _("Coders"), _("Agree"), _("Kappa"), _("F1"), _("Documents"), _("Units")], [_row(
            Markup.escape(f"{one.one} · {one.other}"), (
                *(two(one.numbers[name]) for name in ("percent", "kappa", "f1")), one.documents, one.units))
            for one in found.pairs])


def documents(rows: Sequence[OfDocument]) -> Markup:
    """A row per document, each with the way to it on the desk."""
    return table_of(_("Agreement by document"), [
        _("Document"), _("Family"), _("Alpha"), _("Agree"), _("AC1"), _("Coders"), _("Units")], [_row(
            Markup('<a href="{}" target="_self">{}</a>').format(desk_link(one.guid, None), one.title), (
                one.family, *(two(one.numbers[name]) for name in ("alpha", "percent", "ac1")), one.coders, one.units))
            for one in rows])


def rounds(found: Sequence[OfRound]) -> Markup:
    """A row per round of blind coding, the oldest first, over all codes."""
    return table_of(_("Agreement by round"), [
        _("Round"), *(_(HEADS[name]) for name in TIMED), _("Documents"), _("Units"), _("Codebook")], [_row(
            Markup("{}<small>{}</small>").format(one.name, days.long(one.on[:10]) if one.counts else _(
                "{day}, practice").format(day=days.long(one.on[:10]))),
            (*(_cell(one.numbers[name]) for name in TIMED), one.documents, one.units,
             _("version {n}").format(n=one.book))) for one in found])


def oneself(found: Sequence[WithOneself]) -> Markup:
    """A row per coder beside what she said months before, over all codes."""
    return table_of(_("Agreement of a coder with herself"), [
        _("Coder"), *(_(HEADS[name]) for name in TIMED), _("Documents"), _("Units"), _("Days between")], [_row(
            Markup.escape(one.coder),
            (*(_cell(one.numbers[name]) for name in TIMED), one.documents, one.units, one.days)) for one in found])


def _row(head: Markup, cells: Sequence[object]) -> Markup:
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(head, Markup().join(
        Markup('<td class="rd-end">{}</td>').format(cell) for cell in cells))
