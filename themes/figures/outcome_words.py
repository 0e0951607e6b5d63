"""What outcomes say in sentences: what counts, what a test means in plain words, and what cannot be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary import voices
from pilot.words import N_, _, current, ngettext
from themes.outcomes.testing import FISHER, KRUSKAL_WALLIS, LEAST, LEAST_MOVED, SPEARMAN, WILCOXON, Tested, TooFew

if TYPE_CHECKING:
    from themes.outcomes.figures import Absent
    from themes.outcomes.laid import Laid

BY_CHANCE = .05
# From this size on an effect is called so: Cohen's conventions for correlations, and for a share of variance.
SIZES = ((.5, N_("large")), (.3, N_("middling")), (.1, N_("small")), (0, N_("hardly any")))
SIZES_SQUARED = ((.14, N_("large")), (.06, N_("middling")), (.01, N_("small")), (0, N_("hardly any")))
NAMES = {
    "wilcoxon": N_("Wilcoxon signed ranks"), "mann_whitney": N_("Mann-Whitney"), "kruskal_wallis": N_("Kruskal-Wallis"),
    "fisher": N_("Fisher, exact"), "spearman": N_("Spearman")}


def scope(of: Laid) -> str:
    """Which families count, whose judgement, and that it is a result."""
    n = len(of.families)
    parts = [ngettext("{n} family counts.", "{n} families count.", n).format(n=n)]
    if of.short:
        months = ngettext("{n} month", "{n} months", of.choice.months).format(n=of.choice.months)
        parts.append(ngettext("{n} with less than {months} of support is left out.",
                              "{n} with less than {months} of support are left out.", of.short).format(
            n=of.short, months=months))
    if of.startless:
        parts.append(ngettext("Of {n} the start of support is not known; it counts.",
                              "Of {n} the start of support is not known; they count.", of.startless).format(
            n=of.startless))
    parts.append(_("As judged by: {voice}. From 10 (worst) to 0 (no problem): lower is better.").format(
        voice=voices.title(of.choice.voice)))
    parts.append(_("What is here is a result, not an effect: it does not say what brought it about."))
    return " ".join(parts)


def missing(absent: Absent) -> str:
    """How many families are missing, and why."""
    parts = (
        ngettext("{n} not scored", "{n} not scored", absent.nobody).format(n=absent.nobody) if absent.nobody else "",
        ngettext("{n} unknown", "{n} unknown", absent.unknown).format(n=absent.unknown) if absent.unknown else "",
        ngettext("{n} not settled", "{n} not settled", absent.unsettled).format(n=absent.unsettled)
        if absent.unsettled else "",
        ngettext("{n} not that far yet", "{n} not that far yet", absent.not_yet).format(n=absent.not_yet)
        if absent.not_yet else "")
    return ", ".join(filter(None, parts))


def sizes() -> str:
    """From how many families on something is tested, and what a test is."""
    return _("Nothing is tested of fewer than {least} families (in each group that is compared), or when fewer than"
             " {moved} of them changed. A test says how easily chance alone gives a difference like this one, not"
             " why there is one.").format(least=LEAST, moved=LEAST_MOVED)


def sentence(found: Tested | TooFew) -> str:
    """What a test says, in plain words."""
    if isinstance(found, TooFew):
        return too_few(found)
    if found.test == SPEARMAN:
        told = _("no clear order") if found.p >= BY_CHANCE else _("they go together") if found.effect > 0 else _(
            "the one goes against the other")
        return f"{told}; {_chance(found)}"
    if found.test == WILCOXON:
        told = _("more families improved than worsened") if found.effect > 0 else _(
            "more families worsened than improved") if found.effect < 0 else _("as much better as worse")
    else:
        told = _("the groups differ") if found.p < BY_CHANCE else _("no clear difference between the groups")
    return f"{told}; {_chance(found)}"


def _chance(found: Tested) -> str:
    size = called(found)
    if found.p < BY_CHANCE:
        return _("chance alone seldom gives this; the difference is {size}").format(size=size)
    return _("chance alone can give this")


def called(found: Tested) -> str:
    """What the size of an effect is called."""
    steps = SIZES_SQUARED if found.test == KRUSKAL_WALLIS else SIZES
    return _(next(name for least, name in steps if abs(found.effect) >= least))


def too_few(found: TooFew) -> str:
    """Why nothing is tested."""
    if found.still:
        return _("nothing tested: nearly all have the same score") if found.test == SPEARMAN else _(
            "nothing tested: too few changed")
    return _("nothing tested: fewer than {least} families").format(least=LEAST) if len(found.ns) == 1 else _(
        "nothing tested: a group has fewer than {least} families").format(least=LEAST)


def effect(found: Tested) -> str:
    """The effect with its interval: '0,58 (0,26 – 0,78)'; of shares in points of a hundred."""
    if found.test == FISHER:
        return _("{effect} points ({low} to {high})").format(
            effect=_number(100 * found.effect, 0), low=_number(100 * found.low, 0), high=_number(100 * found.high, 0))
    return _("{effect} ({low} to {high})").format(
        effect=_number(found.effect), low=_number(found.low), high=_number(found.high))


def p(value: float | None) -> str:
    """'0,03', '< 0,001', a dash for none."""
    if value is None:
        return "–"
    return f"< {_number(.001, 3)}" if value < .001 else _number(value, 3)


def _number(value: float, decimals: int = 2) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(round(value, decimals) + 0.0, f"0.{'0' * decimals}" if decimals else "0",
                              locale=current()))


def score(value: float) -> str:
    """A level as it is written: '7,5', '10'."""
    return _number(value, 0 if value == int(value) else 1)


def signed(value: float) -> str:
    """A correlation with its sign: '+0,31'."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{_number(abs(value))}"
