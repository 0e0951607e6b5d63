"""Tests of outcomes as accessible HTML: what changed, groups beside each other, and what goes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import domains as named
from pilot.words import _
from themes.figures import outcome_words as words
from themes.figures.decimals import one_or_dash
from themes.figures.outcome_tables import families
from themes.figures.tables import table_of
from themes.outcomes.testing import Tested, TooFew
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.outcomes.figures import Beside, OfChange, OfGroup
    from themes.outcomes.laid import Laid


def changes(rows: Sequence[OfChange]) -> Markup:
    """A row per domain: whether what changed is more than chance."""
    return table_of(_("Is it more than chance?"), [
        _("Life domain"), _("Known at both"), _("Changed"), _("Effect, -1 to 1 (95%)"), _("p"), _("p of all together"),
        _("In words")], [_row(named.name(one.key), (
            one.tested.ns[0], one.tested.moved, *_numbers(one.tested), words.p(one.holm)), words.sentence(one.tested))
            for one in rows])


def _numbers(found: Tested | TooFew) -> tuple[str, str]:
    return (words.effect(found), words.p(found.p)) if isinstance(found, Tested) else ("–", "–")


def _row(head: str, cells: Sequence[object], told: str) -> Markup:
    return Markup('<tr><th scope="row">{}</th>{}<td class="rd-end rd-wrap">{}</td></tr>').format(
        head, Markup().join(Markup('<td class="rd-number">{}</td>').format(cell) for cell in cells), told)


def groups(of: Laid, rows: Sequence[Beside]) -> Markup:
    """A row per domain: of every group the means and how many improved; whether groups differ in their change."""
    heads = [Markup("{}<small>{}</small>").format(name, families(len(at))) for name, at in of.groups.items()]
    more = [_("Difference at {wave}").format(wave=of.first)]
    if of.moves:
        more += [_("Difference in change"), *([_("Difference in who improved")] if len(of.groups) == 2 else [])]
    return table_of(_("Groups beside each other"), [_("Life domain"), *heads, *more], [
        Markup('<tr><th scope="row">{}</th>{}{}</tr>').format(
            named.name(one.key), Markup().join(_group(of, one.groups[name]) for name in of.groups),
            Markup().join(_differ(found) for found in (one.at_start, one.in_change, one.in_share)[:len(more)]))
        for one in rows])


def _group(of: Laid, one: OfGroup) -> Markup:
    if not of.moves:
        return Markup('<td class="rd-end">{}<small>{}</small></td>').format(
            one_or_dash(one.first.mean), _("of {n}").format(n=one.first.n))
    improved = _("improved: {share}").format(share=share(one.change.improved, one.change.n))
    return Markup('<td class="rd-end">{} → {}<small>{}</small><small>{}</small></td>').format(
        one_or_dash(one.first.mean), one_or_dash(one.last.mean),
        _("of {first} and of {last}").format(first=one.first.n, last=one.last.n), improved)


def _differ(found: Tested | TooFew | None) -> Markup:
    if found is None:
        return Markup("<td></td>")
    if isinstance(found, TooFew):
        return Markup('<td class="rd-end rd-wrap"><small>{}</small></td>').format(words.too_few(found))
    return Markup('<td class="rd-end rd-wrap">{}<small>{}</small></td>').format(
        words.sentence(found), _("{test}; {n}; effect {effect}; p {p}").format(
            test=_(words.NAMES[found.test]), n=" + ".join(map(str, found.ns)), effect=words.effect(found),
            p=words.p(found.p)))


def correlations(keys: Sequence[str], found: Sequence[Sequence[Tested | TooFew]], title: str) -> Markup:
    """Each domain beside those before it: rho, and of how many families; darker where they go together more."""
    rows = [Markup('<tr><th scope="row">{}</th>{}</tr>').format(named.name(key), Markup().join(
        [_rho(one) for one in found[at]] + [Markup("<td></td>")] * (len(keys) - 1 - at)))
        for at, key in enumerate(keys) if at]
    return Markup('<div class="oc-matrix">{}</div>').format(
        table_of(title, [_("Life domain"), *(named.name(key) for key in keys[:-1])], rows))


def _rho(found: Tested | TooFew) -> Markup:
    if isinstance(found, TooFew):
        return Markup('<td class="rd-end" title="{}">–</td>').format(words.too_few(found))
    told = _("{effect}, p {p}").format(effect=words.effect(found), p=words.p(found.p))
    mark = "*" if found.p < words.BY_CHANCE else ""
    return Markup('<td class="rd-end" style="--rho:{:.2f}" title="{}">{}{}<small>{}</small></td>').format(
        abs(found.effect), told, words.signed(found.effect), mark, _("of {n}").format(n=found.ns[0]))


def own_change(keys: Sequence[str], found: Sequence[Tested | TooFew]) -> Markup:
    """A row per domain: how its score at the start goes with its own fall."""
    return table_of(_("The start and its own change"), [
        _("Life domain"), _("Known at both"), _("Effect, -1 to 1 (95%)"), _("p"), _("In words")], [
            _row(named.name(key), (one.ns[0], *_numbers(one)), words.sentence(one))
            for key, one in zip(keys, found, strict=True)])
