"""The methods annex that the program writes: who, when, of what, how it was counted, and what is not shown and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from themes.disclosure.words import RULES
from themes.release import measured
from themes.release.content import AUDIENCE_NAMES, HELD, TEAM, Section
from themes.release.saying import both
from themes.scope import ALL, CONSENSUS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from themes.frames import Material
    from themes.release.content import Amount, Content, Theme
    from themes.release.counting import Whole
    from themes.release.measured import Measured
    from themes.release.protecting import Protected

_ALL_OF_THEM = {
    CONSENSUS: N_("What the coders came to together counts."),
    ALL: N_("A story or conversation counts for a code where all who are done with it used the code, two at least."),
}
_ANY = N_("A story or conversation counts for a code as soon as one coder who is done with it used the code.")


def amounts(theme: Theme) -> list[Amount]:
    """All amounts of a theme."""
    return [theme.families, theme.plus, theme.minus, *(one.families for one in theme.voices),
            *(one.families for one in theme.sites)]


def annex(content: Content, whole: Whole, protected: Protected, scores: Measured | None = None
          ) -> tuple[Section, ...]:
    """All of it, of a content that has its themes."""
    of_themes: list[tuple[str, Callable[[], Sequence[str]]]] = [
        (N_("Codebook and coders"), lambda: _coders(content, whole)),
        (N_("What is missing"), lambda: _missing(whole.material, content)),
    ] if content.themes else []
    of_scores: list[tuple[str, Callable[[], Sequence[str]]]] = [] if scores is None else [
        (N_("How life domains were scored"), lambda: measured.annex(scores))]
    parts: list[tuple[str, Callable[[], Sequence[str]]]] = [
        (N_("Who and when"), lambda: _who(content)),
        (N_("Of what"), lambda: _material(content, whole.material)),
        *of_themes, *of_scores,
        (N_("How figures are shown"), lambda: _rules(content)),
        (N_("What is held back"), lambda: _held(content, protected)),
        (N_("What this is not"), _not),
    ]
    return tuple(_section(title, say) for title, say in parts)


def _section(title: str, say: Callable[[], Sequence[str]]) -> Section:
    # Each language makes the same sentences in the same order.
    counted = len(say())
    return Section(both(lambda: _(title)), tuple(both(lambda at=at: say()[at]) for at in range(counted)))  # type: ignore[misc]


def _who(content: Content) -> list[str]:
    return [
        _("Drafted by an evaluator and signed by a second person, who did not draft it. For {whom}.").format(
            whom=_(AUDIENCE_NAMES[content.audience])),
        _("Counted on {day} by Rode Draad {program}.").format(
            day=days.long(content.as_of), program=content.program)]


def _material(content: Content, material: Material) -> list[str]:
    told = material.documents["on_date"].astype(str)
    if told.empty:
        return [_("Only what may be analysed: of whom consent is missing, ended or was taken back, nothing counts.")]
    found = [_("{told}, from {first} to {last}.").format(
        told=content.told.here, first=days.month(min(told)[:7]), last=days.month(max(told)[:7])),
        _("By the date of telling.") if material.scope.axis == "telling" else _("By the date of the event."),
        _("Only what may be analysed: of whom consent is missing, ended or was taken back, nothing counts.")]
    if material.scope.site:
        found.append(_("Only {site}.").format(site=material.names.sites[material.scope.site]))
    if material.scope.voice or material.scope.sign or material.scope.coach:
        found.append(_("It is a part of what was told: a voice, a direction or the families of a coach were chosen."))
    return found


def _coders(content: Content, whole: Whole) -> list[str]:
    coders = max((one.coders for one in whole.themes), default=0)
    said = [_("Codebook version {n}; codings made under an earlier version count too.").format(n=content.codebook)
            if content.codebook > 1 else _("Codebook version {n}.").format(n=content.codebook),
            ngettext("{n} person coded.", "{n} people coded.", coders).format(n=coders),
            _(_ALL_OF_THEM.get(whole.material.scope.coder, _ANY))]
    twice, agree = (sum(getattr(one, name) for one in whole.themes) for name in ("twice", "agree"))
    if twice:
        said.append(_("Where two or more coded the same text for the same theme, they agree in {agree} of {twice} cases"
                      " on whether it was said.").format(agree=agree, twice=twice))
    else:
        said.append(_("No text was coded by two people, so nobody knows how far they would agree."))
    return said


def _missing(material: Material, content: Content) -> list[str]:
    waiting = len(material.documents) - material.held - material.finished.once()
    said = [told.format(n=n) for n, told in (
        (waiting, ngettext("{n} story or conversation is not coded yet and does not count.",
                           "{n} stories and conversations are not coded yet and do not count.", waiting)),
        (material.held, ngettext(
            "{n} story or conversation is coded blind or for practice and does not count yet.",
            "{n} stories and conversations are coded blind or for practice and do not count yet.", material.held)),
        (material.undated, ngettext(
            "{n} story or conversation has no date of the event and does not count.",
            "{n} stories and conversations have no date of the event and do not count.", material.undated))) if n]
    if len(material.families) > material.documents["family_id"].nunique():
        said.append(_("Of some families nothing was told in this period; what they would tell is not in it."))
    return said or [_("All that was told in this period is coded and counts.")]


def _rules(content: Content) -> list[str]:
    if content.audience == TEAM:
        return [_("For the team all figures are exact. They do not leave the team.")]
    said = [ngettext("No figure is about fewer than {n} family.", "No figure is about fewer than {n} families.",
                     content.threshold).format(n=content.threshold)]
    if content.in_words:
        said.append(_("With fewer than {n} families, words stand in place of numbers.").format(
            n=2 * content.threshold))
        said += [_("“{word}”: {meaning}.").format(word=_(one.told), meaning=_(one.meaning)) for one in RULES]
        said.append(_("“Since the … year”: by the end of that year the same word held."))
    else:
        said.append(_("Nothing is shown either where no family said it or all did, nor what could be computed from"
                      " other figures, of this release or an earlier one."))
        said.append(_("That is checked against any family that knows all releases, these rules and its own answers. Who"
                      " can run the program, and tries what it would hold back for other answers, sometimes learns"
                      " more; only showing nothing prevents that."))
        if content.base > 1:
            said.append(_("Numbers are rounded to {n}; totals are of what is shown.").format(n=content.base))
        said.append(_("“Since the … year”: by the end of that year at least {n} families had said it.").format(
            n=content.threshold))
    return said


def _held(content: Content, protected: Protected) -> list[str]:
    every = [amount for theme in content.themes for amount in amounts(theme)]
    held = sum(amount.kind == HELD for amount in every)
    said = [_("{held} of {n} figures about families are held back.").format(held=held, n=len(every))]
    if content.exception:
        said.append(_("One line says more than these rules allow: “{line}” Why: {why}").format(
            line=content.exact, why=content.exception))
    if protected.earlier:
        said.append(ngettext("Checked against {n} earlier release.", "Checked against {n} earlier releases.",
                             len(protected.earlier)).format(n=len(protected.earlier)))
    return said


def _not() -> list[str]:
    return [_("This is a result, not an effect: it says what was told, not what would have happened without the"
              " support. Nobody was drawn by lot, and who tells may differ from who does not."),
            _("A theme that is not named may still have been there: it was not told, or not coded.")]
