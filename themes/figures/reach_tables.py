"""Whom the pilot reached, drawn: a table per part with a column for who referred, and bars over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import days, domains, partners
from pilot.vocabulary.palette import look
from pilot.words import N_, _, ngettext
from stories.outcomes.reach import kinds
from themes.figures.charts import Panel, multiples, said_above
from themes.figures.decimals import one_or_dash
from themes.outcomes import reach
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from themes.outcomes.reach import Count, Load, Middle, OnDay

STEPS = {
    "referred": N_("Referred"), "waiting": N_("Waiting, not asked yet"), "wrong": N_("Wrong referral"),
    "asked": N_("Asked"), "no answer": N_("Asked, no answer yet"), "refused": N_("Does not want it"),
    "accepted": N_("Accepted"), "not begun": N_("Accepted, support has not begun"), "supported": N_("Supported"),
    "short": N_("Stopped within 30 days: left out below"), "counted": N_("Counted in the figures"),
    "any domain": N_("At least one life domain known at the start"),
    "all domains": N_("All nine life domains known at the start"), "closed": N_("Support was closed"),
    "onward": N_("Referred on to somebody else"), "reopened": N_("Support began again"),
}
UNITS = {reach.REFERRALS: N_("referrals"), reach.FAMILIES: N_("families"), reach.PERIODS: N_("periods of support"),
         reach.CHILDREN_COUNTED: N_("children")}
_TITLES = {
    reach.FUNNEL: N_("From referral to figures"), reach.KNOWN_DOMAINS: N_("Life domains known at the start"),
    reach.BEFORE: N_("Known before"), reach.HELP: N_("Earlier help"), reach.CHILDREN: N_("Placed children"),
    reach.CLOSED: N_("Why support was closed"),
}
_INSET = frozenset({"waiting", "wrong", "no answer", "refused", "not begun", "short", "onward"})
_WHOLE = frozenset({reach.FUNNEL, reach.KNOWN_DOMAINS, reach.BEFORE})
_CHILDREN = {"families": N_("Families with a child that was placed"), "children": N_("Children that were placed")}
HIGH_PX = 170  # of a figure
QUARTER_PX, MONTH_PX = 96, 66  # no narrower is a bar with its words


def title(part: str) -> str:
    """What a part is called."""
    return _(_TITLES[part])


def name(part: str, what: str) -> str:
    """What a row of a part is called."""
    if what == reach.NOT_SAID:
        return _("Not said")
    if part == reach.FUNNEL:
        return _(STEPS[what])
    if part == reach.KNOWN_DOMAINS:
        return domains.name(what)
    if part == reach.BEFORE:
        return _(kinds.KNOWN[what])
    if part == reach.HELP:
        return _("no help before") if what == "none" else partners.name(what)
    if part == reach.CHILDREN:
        return _(_CHILDREN[what])
    return _("Of those referred on: warm") if what == "warm" else _(kinds.WHY[what])


def group_name(group: str) -> str:
    """What a column is called: who referred."""
    return {reach.EVERYBODY: _("All"), reach.NOT_SAID: _("Not said by whom")}.get(group, group)


def part_table(counts: Sequence[Count], groups: Sequence[str], part: str, first: str) -> Markup:
    """A part: a row for each thing counted, with 'n of N' per group and a bar over all.

    Args:
        counts: as `reach.counts`. first: what stands over the first column.
    """
    found = {(one.what, one.group): one for one in counts if one.part == part}
    rows = Markup("").join(_row([found[what, group] for group in groups]) for what, group in found
                           if group == reach.EVERYBODY and worth(found[what, group]))
    return _table([first, *map(group_name, groups)], rows)


def worth(one: Count) -> bool:
    """Whether a row says something: steps, domains and who was known always, all else where there is some."""
    return bool(one.n) or (one.part in _WHOLE and one.what != reach.NOT_SAID)


def _row(own: Sequence[Count]) -> Markup:
    """A thing counted, over all and for each group."""
    cells = Markup("").join(Markup('<td data-head="{}">{}</td>').format(group_name(one.group), _cell(
        one, bar=one.group == reach.EVERYBODY)) for one in own)
    inset = Markup(' class="rd-inset"' if own[0].part == reach.FUNNEL and own[0].what in _INSET else "")
    return Markup('<tr><th scope="row"{}>{}</th>{}</tr>').format(inset, name(own[0].part, own[0].what), cells)


def _cell(one: Count, *, bar: bool) -> Markup:
    """'3 of 6', what is part of nothing as a number alone; `bar`: with a bar under it."""
    if not one.of:
        return Markup('<span class="rd-soft">–</span>')
    said = str(one.n) if one.part == reach.FUNNEL and one.what in reach.WHOLES else share(one.n, one.of)
    drawn = Markup('<span class="rd-bar" style="--n:{:.1f}%;--of:100%"></span>').format(100 * one.n / one.of)
    return Markup("{}{}").format(said, drawn if bar else "")


def _table(heads: Iterable[str], rows: Markup) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in heads)
    return Markup('<div class="rd-scroll"><table class="rd-table rd-cards rd-reach"><thead><tr>{}</tr></thead>'
                  "<tbody>{}</tbody></table></div>").format(head, rows)


def middles_table(rows: Iterable[tuple[str, Sequence[Middle], str]], groups: Sequence[str]) -> Markup:
    """Means and medians: (what it is, one for each group, unit such as months)."""
    drawn = Markup("").join(Markup('<tr><th scope="row">{}</th>{}</tr>').format(what, Markup("").join(
        Markup('<td data-head="{}">{}</td>').format(group_name(one.group), _middle(one, unit)) for one in found))
        for what, found, unit in rows)
    return _table([_("Mean, and the middle one"), *map(group_name, groups)], drawn)


def _middle(one: Middle, unit: str) -> Markup:
    if not one.n:
        return Markup('<span class="rd-soft">–</span>')
    return Markup('{} <span class="rd-soft">{}</span>').format(
        _("{mean} ({median}) {unit}").format(mean=one_or_dash(one.mean), median=one_or_dash(one.median), unit=unit),
        ngettext("{n} family", "{n} families", one.n).format(n=one.n))


def caseload_table(caseloads: Sequence[Load]) -> Markup:
    """Families for each full-time worker: a column per group of which hours are known."""
    known = [one for one in caseloads if one.caseload is not None]
    cells = Markup("").join(Markup('<td data-head="{}">{} <span class="rd-soft">{}</span></td>').format(
        group_name(one.group), one_or_dash(one.caseload), _("over {n} days of full-time work").format(
            n=round(one.full_time_days))) for one in known)
    return _table([_("Caseload"), *(group_name(one.group) for one in known)],
                  Markup('<tr><th scope="row">{}</th>{}</tr>').format(_("Families for each full-time worker"), cells))


def caseload_figure(over_time: Sequence[OnDay], dark: bool) -> go.Figure:
    """A bar for each quarter in which hours are known: families for each full-time worker, and what that is made of."""
    known = [one for one in over_time if one.caseload is not None]
    words = [_("{caseload}: {families} for {full}").format(
        caseload=one_or_dash(one.caseload), families=one.families, full=one_or_dash(one.full_time)) for one in known]
    return _bars(_("Families for each full-time worker: families in support, for full-time workers"),
                 [one.caseload or 0.0 for one in known], words, [_quarter(one.day) for one in known], dark)


def _quarter(day: str) -> str:
    return f"{days.month_name(day)} {day[:4]}"


def months_figure(months: pd.DataFrame, dark: bool) -> go.Figure:
    """Two panels, outside and inside: open bars the questions of a month, filled the warm ones among them."""
    names = sorted(set(months["month"]))
    colours, panels = look(dark), []
    most = max([1, *months["questions"]])
    for place, called in reversed(kinds.PLACES.items()):
        own = months[months["place"] == place].set_index("month").reindex(names)
        asked, warm = (own[column].fillna(0).astype(int).tolist() for column in ("questions", "warm"))
        words = ["·" if lost else _("{n} of {of}").format(n=n, of=of)
                 for n, of, lost in zip(warm, asked, own["questions"].isna(), strict=True)]
        panels.append(Panel(_("Questions {place}, of which warm").format(place=_(called)), most * 1.6, [
            said_above(asked, words, {"color": "rgba(0,0,0,0)", "line": {"color": colours.soft, "width": 1.5}}, dark),
            {"y": warm, "marker": {"color": colours.soft}, "hoverinfo": "skip"}]))
    return multiples(panels, [_quarter(f"{month}-01") for month in names], dark, last=84)


def _bars(said: str, heights: list[float], words: list[str], labels: list[str], dark: bool) -> go.Figure:
    colours = look(dark)
    bars = {**said_above([], words, {"color": colours.line, "line": {"color": colours.soft, "width": 1}}, dark),
            "y": heights}
    return multiples([Panel(said, max([1.0, *heights]) * 1.3, [bars])], labels, dark, last=HIGH_PX)
