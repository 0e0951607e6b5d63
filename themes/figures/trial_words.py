"""What a comparison of two groups says in words: its numbers with their denominators, and what they may be called."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from pilot.vocabulary import domains, services, trial, voices
from pilot.words import _, ngettext
from themes.figures.decimals import one_or_dash, two
from themes.outcomes.comparing import LEAST, Measured, Share
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stories.outcomes.allocation import Plan
    from themes.outcomes.arms import Counts, Domain, Line, TakeUp, Trial
    from themes.outcomes.comparing import Difference

ODD = 0.05  # so seldom would chance alone make such a difference


def claim(plan: Plan) -> str:
    """What a difference between the groups may be called, and why."""
    if plan.by_lot:
        return _("Families were divided by lot, so a difference that chance does not explain may be called an effect.")
    return _("Families were not divided by lot. A difference between the groups is a result, not an effect: the groups"
             " may have differed in other ways, too.")


def counted_as_given() -> str:
    """How families are counted, whatever happened."""
    return _("Every family counts in the group it was given, whatever happened after. Who is not known is missing and"
             " is not filled in.")


def named(one: Line) -> str:
    """What a line about the start is about."""
    if one.kind == "domain":
        return _("{domain} (score by {who})").format(domain=domains.name(one.name), who=voices.name(one.voice))
    return services.name(one.name) if one.kind == "service" else one.name


def number(value: Share | Measured) -> str:
    """A share with its denominator, or a mean with its spread and how many it is of."""
    if isinstance(value, Share):
        return share(value.yes, value.n) if value.n else "–"
    if not value.n:
        return "–"
    spread = "–" if isnan(value.sd) else one_or_dash(value.sd)
    return ngettext("{mean} (spread {sd}; {n} family)", "{mean} (spread {sd}; {n} families)", value.n).format(
        mean=one_or_dash(value.mean), sd=spread, n=value.n)


def apart(one: Line) -> str:
    """How far apart the groups were at the start, in standard deviations."""
    return two(one.apart)


def missing(one: Counts) -> str:
    """Who of a group is not in the denominator, and why; '' where everybody is."""
    return ", ".join(filter(None, (
        _("{n} not known").format(n=one.unknown) if one.unknown else "",
        _("{n} missing").format(n=one.missing) if one.missing else "",
        _("{n} without consent").format(n=one.out) if one.out else "")))


def points(value: float) -> str:
    """A part from -1 to 1 as percentage points with its sign."""
    return f"{round(100 * value):+d}".replace("-", "−") if round(100 * value) else "0"


def signed(value: float) -> str:
    """A number with one decimal and its sign."""
    return one_or_dash(abs(value)) if round(abs(value), 1) == 0 else (
        ("+" if value > 0 else "−") + one_or_dash(abs(value)))


def in_points(found: Difference | None) -> str:
    """A difference of shares with its interval, or why there is none."""
    if found is None:
        return "–"
    if found.low is None or found.high is None:
        return _("too few to say (fewer than {n} in a group)").format(n=LEAST)
    return _("{value} points ({low} to {high})").format(
        value=points(found.value), low=points(found.low), high=points(found.high))


def in_scores(found: Difference | None) -> str:
    """A difference of means with its interval, or why there is none."""
    if found is None:
        return "–"
    if found.low is None or found.high is None:
        return _("too few to say (fewer than {n} in a group)").format(n=LEAST)
    return _("{value} ({low} to {high})").format(
        value=signed(found.value), low=signed(found.low), high=signed(found.high))


def chance(p: float | None) -> str:
    """A p value, as small as it is worth saying."""
    if p is None:
        return "–"
    return _("under {p}").format(p=_decimal(0.001)) if p < 0.001 else _decimal(p)


def _decimal(value: float) -> str:
    from babel.numbers import format_decimal

    from pilot.words import current

    return str(format_decimal(value, "0.000", locale=current()))


def is_clear(found: Difference | None) -> bool:
    """Whether the interval leaves no difference out."""
    return found is not None and found.low is not None and found.high is not None and not found.low <= 0 <= found.high


def sentences(found: Trial, rows: Sequence[TakeUp]) -> list[str]:
    """What the take-up of services says in words: what is clear one by one, and the rest in one sentence."""
    said = [_differs(found, one, one.difference) for one in rows if one.difference and is_clear(one.difference)]
    rest = [row for row in rows if row.difference and row.difference.low is not None and not is_clear(row.difference)]
    if rest:
        said.append(ngettext(
            "Of {n} service the groups do not differ more than chance can explain: {names}.",
            "Of {n} services the groups do not differ more than chance can explain: {names}.", len(rest)).format(
                n=len(rest), names=", ".join(services.name(one.service) for one in rest)))
    tested = [row for row in rows if row.p_of_all is not None]
    if len(tested) > 1:
        kept = sum(row.p_of_all < ODD for row in tested if row.p_of_all is not None)
        said.append(_("{n} services are compared at once, so now and then one differs by chance alone. Strictly counted"
                      " (Holm) {kept} of them still differ.").format(n=len(tested), kept=kept))
    return said


def _differs(found: Trial, one: TakeUp, difference: Difference) -> str:
    more = _("{service}: {a} in the group “{group}” and {b} in “{other}”. That is {n} points more; the true difference"
             " probably lies between {low} and {high}.")
    less = _("{service}: {a} in the group “{group}” and {b} in “{other}”. That is {n} points less; the true difference"
             " probably lies between {low} and {high}.")
    return (more if difference.value > 0 else less).format(
        service=first_large(services.name(one.service)), a=share(*one.support.share), b=share(*one.control.share),
        group=found.plan.support, other=found.plan.control, n=abs(round(100 * difference.value)),
        low=points(difference.low or 0), high=points(difference.high or 0))


def uneven(lines: Sequence[Line], n: int) -> str:
    """How alike the groups were, in a sentence; n: lines compared."""
    if not lines:
        return _("On none of the {n} lines the groups lie a quarter of a standard deviation or more apart.").format(n=n)
    return ngettext(
        "On {k} of {n} lines the groups lie a quarter of a standard deviation or more apart: {names}.",
        "On {k} of {n} lines the groups lie a quarter of a standard deviation or more apart: {names}.",
        len(lines)).format(k=len(lines), n=n, names=", ".join(named(one) for one in lines))


def of_domains(found: Trial, rows: Sequence[Domain]) -> str:
    """In which life domains the groups changed differently, in a sentence."""
    counted = [one for one in rows if one.difference and one.difference.low is not None]
    if not counted:
        few = _("Too few families are known at both moments to compare the groups (fewer than {n} in a group).")
        return few.format(n=LEAST)
    kept = [one for one in counted if one.p_of_all is not None and one.p_of_all < ODD]
    if not kept:
        return ngettext(
            "In {n} life domain the groups do not change more differently than chance can explain.",
            "In {n} life domains the groups do not change more differently than chance can explain.",
            len(counted)).format(n=len(counted))
    better = [domains.name(one.domain) for one in kept if one.difference and one.difference.value < 0]
    worse = [domains.name(one.domain) for one in kept if one.difference and one.difference.value > 0]
    return " ".join(filter(None, (
        _("More for the better in the group “{group}”, also counted strictly: {names}.").format(
            group=found.plan.support, names=", ".join(better)) if better else "",
        _("More for the worse in the group “{group}”, also counted strictly: {names}.").format(
            group=found.plan.support, names=", ".join(worse)) if worse else "",
        ngettext("In the other {n} life domain chance can explain the difference.",
                 "In the other {n} life domains chance can explain the difference.",
                 len(counted) - len(kept)).format(n=len(counted) - len(kept)) if len(counted) > len(kept) else "")))


def course(one: Domain) -> tuple[str, str]:
    """From what to what a life domain went in both groups, with how many families that is of."""
    return tuple(ngettext("{start} to {end} ({n} family)", "{start} to {end} ({n} families)", group.change.n).format(  # type: ignore[return-value]
        start=one_or_dash(group.start.mean), end=one_or_dash(group.end.mean), n=group.change.n)
        if group.change.n else "–" for group in (one.support, one.control))


def method(plan: Plan) -> list[tuple[str, str]]:
    """How families were divided, as (what, how it is)."""
    drawn = plan.block is not None
    lines = [
        (_("How"), trial.method(plan.method)), (_("In words"), plan.how),
        (_("Groups"), f"{plan.support} · {plan.control}"),
        (_("List"), (_("blocks of {n}, a list for each site") if plan.by_site else _("blocks of {n}, one list")).format(
            n=plan.block) if drawn else ""),
        (_("Fingerprint of the list"), plan.sha256),
        (_("Seed of the list"), plan.seed or (_("shown once the list is closed") if drawn else ""))]
    return [line for line in lines if line[1]]


def first_large(text: str) -> str:
    """A name as it begins a line."""
    return text[:1].upper() + text[1:]
