"""Figures that can stand with a goal of the pilot: a sentence each, counted anew whenever somebody reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pilot.words import N_, _, ngettext
from themes.figures import reach_tables
from themes.figures.decimals import one_or_dash
from themes.outcomes import reach
from themes.shares import share

if TYPE_CHECKING:
    from themes.outcomes.reach import Count
    from themes.outcomes.reached import Reached


class Figure(NamedTuple):
    """A figure: what it is called (msgid), and its sentence; '' while there is nothing to count."""

    name: str
    told: Callable[[Reached], str]


def _share(part: str, what: str, sentence: str) -> Callable[[Reached], str]:
    """sentence: msgid with {share}, said of a count over everybody."""

    def told(found: Reached) -> str:
        one = _count(found, part, what)
        return _(sentence).format(share=share(one.n, one.of)) if one.of else ""

    return told


def _count(found: Reached, part: str, what: str) -> Count:
    return next(one for one in found.counts if (one.part, one.what, one.group) == (part, what, reach.EVERYBODY))


def _new_by_referrer(found: Reached) -> str:
    parts = [f"{reach_tables.group_name(one.group)} {share(one.n, one.of)}" for one in found.counts
             if (one.part, one.what) == (reach.BEFORE, "new") and one.group != reach.EVERYBODY and one.of]
    return _("Not known before, by who referred: {parts}.").format(parts=", ".join(parts)) if parts else ""


def _length(found: Reached) -> str:
    one = found.lengths[0]
    if not one.n:
        return ""
    return ngettext(
        "Support that ended lasted {mean} months on average, the middle one {median} ({n} family).",
        "Support that ended lasted {mean} months on average, the middle one {median} ({n} families).", one.n).format(
            mean=one_or_dash(one.mean), median=one_or_dash(one.median), n=one.n)


def _caseload(found: Reached) -> str:
    one = found.caseloads[0]
    return _("{caseload} families for each full-time worker, over {n} days of full-time work.").format(
        caseload=one_or_dash(one.caseload), n=round(one.full_time_days)) if one.caseload is not None else ""


def _warm(found: Reached) -> str:
    asked, warm = (int(found.months[column].sum()) for column in ("questions", "warm"))
    if not asked:
        return ""
    return _("Of the questions that were counted, {share} went on warm.").format(share=share(warm, asked))


FIGURES: dict[str, Figure] = {
    "accepted": Figure(N_("Families that wanted it"), _share(
        reach.FUNNEL, "accepted", N_("Of the families that were asked, {share} accepted."))),
    "refused": Figure(N_("Families that did not want it"), _share(
        reach.FUNNEL, "refused", N_("Of the families that were asked, {share} did not want it."))),
    "wrong": Figure(N_("Wrong referrals"), _share(
        reach.FUNNEL, "wrong", N_("Of the referrals, {share} were wrong."))),
    "new": Figure(N_("Families that were not known before"), _share(
        reach.BEFORE, "new", N_("Not known to the social service before: {share}."))),
    "lapsed": Figure(N_("Families without contact for two years"), _share(
        reach.BEFORE, "lapsed", N_("Known, and without contact for two years: {share}."))),
    "new_by": Figure(N_("Not known before, by who referred"), _new_by_referrer),
    "no_help": Figure(N_("Families without earlier help"), _share(
        reach.HELP, "none", N_("Without any help before: {share}."))),
    "placed": Figure(N_("Families with a placed child"), _share(
        reach.CHILDREN, "families", N_("Families with a child that was placed: {share}."))),
    "goals": Figure(N_("Support closed because goals were reached"), _share(
        reach.CLOSED, "goals", N_("Support was closed because goals were reached: {share}."))),
    "no_progress": Figure(N_("Support closed without progress"), _share(
        reach.CLOSED, "no_progress", N_("Support was closed without progress for half a year: {share}."))),
    "onward": Figure(N_("Families referred on"), _share(
        reach.FUNNEL, "onward", N_("Of the families whose support was closed, {share} were referred on."))),
    "complete": Figure(N_("Families with all life domains known"), _share(
        reach.FUNNEL, "all domains", N_("All nine life domains known at the start: {share}."))),
    "length": Figure(N_("Length of support"), _length),
    "caseload": Figure(N_("Families for each worker"), _caseload),
    "warm": Figure(N_("Questions handed over warm"), _warm),
}


def told(found: Reached, key: str) -> str:
    """The sentence of a figure; it says so while there is nothing to count."""
    said = FIGURES[key].told(found) if key in FIGURES else ""
    return said or _("There is nothing to count here yet.")


def name(key: str) -> str:
    """What a figure is called; its key where there is none of that name any more."""
    return _(FIGURES[key].name) if key in FIGURES else key
