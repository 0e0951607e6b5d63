"""How a release was made, as its annex says, and every figure of it by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.words import N_, _

if TYPE_CHECKING:
    from themes.reports.facts import Fact, Facts

HELD_TOLD = N_("{sign} stands for what is held back. Totals are those of what is shown.")


class Figures(NamedTuple):
    """Every figure as texts, a row a theme: its figure, its name, in how many families, and the same by direction,
    voice and site; `links`: where each row comes from, '' where nobody may know."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]


def figures(facts: Facts) -> Figures:
    """The figures of a release, in its order."""
    first = (facts.families.figure, _("families with something told"), facts.families.told, "")
    rows = [(one.said.figure, one.name, one.said.told, "\n".join(
        f"{fact.figure.removeprefix(one.said.figure)} {fact.about}: {fact.told}" for fact in _of(
            one.plus, one.minus, *one.voices, *one.sites))) for one in facts.themes]
    return Figures((_("Figure"), _("Theme"), _("In how many families"), _("By direction, voice and site")),
                   (first, *rows), (facts.families.link, *(one.said.link for one in facts.themes)))


def _of(*given: Fact) -> list[Fact]:
    return [one for one in given if not one.is_nothing]


def how(facts: Facts) -> list[str]:
    """What to know when reading any figure, in a few sentences."""
    return [
        _("Families are counted, not how often something was said. A number is always out of the families whose stories"
          " were read for it."),
        _("It is what families, coaches and others told: a result, not an effect of the support."),
        _("Small numbers beside figures name them, so that who has the release can find where they come from. More is"
          " in the annex on methods."),
        *([_("The pilot is small, so that words stand in the place of numbers; the annex says what each word means.")]
          if facts.in_words else [])]
