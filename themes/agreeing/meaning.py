"""What an agreement means, in sentences: how sure one can be of it, and where a number misleads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.agreement.sums import DRAWS, LOTS
from pilot.words import N_, _, ngettext
from themes.agreeing.choice import FRAMES, UNITS
from themes.agreeing.figures import ENOUGH
from themes.figures.decimals import two

if TYPE_CHECKING:
    from themes.agreeing.figures import Agreement, Line

# Krippendorff 2004, Content analysis, chapter 11: rely on .800 and more, conclude tentatively from .667 on.
SURE, TENTATIVE = 0.800, 0.667
_RARE, _APART = 0.1, 0.2
_BANDS = (
    N_("The coders mean the same by it."), N_("The coders mean nearly the same by it: conclude with care."),
    N_("The coders read it differently: look at where they differ, and at the definition."))


def frame(found: Agreement) -> str:
    """What the numbers are counted out of: unit, frame, documents, coders, codebook version."""
    documents = ngettext(
        "{n} story or conversation that two coders or more are done with, of {all} told",
        "{n} stories and conversations that two coders or more are done with, of {all} told", found.documents).format(
            n=found.documents, all=found.told)
    parts = [
        _("Unit: {unit}; {frame}.").format(unit=_(UNITS[found.choice.unit]), frame=_(FRAMES[found.choice.frame])),
        f"{documents}.",
        _("Coders: {coders}.").format(coders=", ".join(found.coders)),
        _("Codebook version {version}; what coders agreed on together is not in it.").format(version=found.codebook)]
    if found.placeless:
        parts.append(ngettext(
            "{n} coding is left out: it is on a whole document, or somebody has to say where it stands now.",
            "{n} codings are left out: they are on a whole document, or somebody has to say where they stand now.",
            found.placeless).format(n=found.placeless))
    if found.held:
        parts.append(ngettext(
            "{n} is coded blind or for practice: none of its codings count until that round is over.",
            "{n} are coded blind or for practice: none of their codings count until that round is over.", found.held)
            .format(n=found.held))
    return " ".join(parts)


def of_intervals(documents: int) -> str:
    """How intervals over so many documents are had: what is drawn, how often, and that it gives the same each time."""
    drawn = _("95% of {n} draws of documents, with putting back").format(n=DRAWS)
    if documents <= LOTS:
        return drawn
    return _("{drawn}; of these {documents} documents {lots} lots are drawn, put together by chance, and always the"
             " same ones").format(drawn=drawn, documents=documents, lots=LOTS)


def of_line(line: Line) -> str:
    """What the numbers of a code say, and what they cannot."""
    alpha, ac1, positive = (line.numbers[name] for name in ("alpha", "ac1", "positive"))
    if not line.documents:
        return _("No document has two coders who are done with it for this code.")
    if alpha.value is None:
        return _("None of them used it here, so nothing can be said.") if not line.marks else _(
            "They gave it to every unit; whether that is more than chance cannot be known.")
    parts = [_(_BANDS[_band(alpha.value)])]
    if alpha.low is None:
        parts.append(_("No interval can be had: that takes {enough} documents, and a code that comes up in several."
                       ).format(enough=ENOUGH))
    elif _band(alpha.low) > _band(alpha.value):
        parts.append(_("With other documents like these alpha could also be {low}.").format(low=two(alpha.low)))
    jumps = ac1.value is not None and ac1.value - alpha.value > _APART
    if jumps and line.marks < _RARE * line.judgements:
        parts.append(_("Few units have it, so kappa and alpha jump: one unit more or less on which coders differ moves"
                       " them far, and AC1 hardly. Of what one coder marked another marked {positive}.").format(
                           positive=two(positive.value)))
    elif jumps and line.marks > (1 - _RARE) * line.judgements:
        parts.append(_("Nearly all units have it, so kappa and alpha jump: one unit more or less on which coders differ"
                       " moves them far, and AC1 hardly."))
    if line.weights:
        parts.append(_("Where two gave it their weights are the same in {percent} of pairs, ordinal alpha {alpha}, over"
                       " {units}.").format(
                           percent=two(line.weights.percent), alpha=two(line.weights.alpha),
                           units=ngettext("{n} unit", "{n} units", line.weights.units).format(n=line.weights.units)))
    return " ".join(parts)


def _band(alpha: float) -> int:
    return 0 if alpha >= SURE else 1 if alpha >= TENTATIVE else 2
