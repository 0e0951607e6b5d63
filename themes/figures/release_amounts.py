"""In how many families, drawn: a bar with its words at the line, for a count as for a word.

A count fills its part of a bar that is as long as what it is out of. A word leaves several numbers open: what it says
for sure is filled, what it may be is striped. What is held back is a dotted line. The words beside it say the same, so
that nobody needs the drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _
from themes.release.content import COUNT, WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from themes.release.content import Amount

# What part of the families a word stands for: at least, and at most. A word that is not among them is told only.
PARTS = {"few": (0.0, 0.4), "half": (0.4, 0.6), "most": (0.6, 1.0)}


def no_site() -> str:
    """What stands in place of sites side by side where no site has enough families."""
    return _("Of each site by itself there are too few families to show.")


def any_shown(amounts: Iterable[Amount]) -> bool:
    """Whether there is a number or a word among them."""
    return any(one.kind in (COUNT, WORD) for one in amounts)


def longest(amounts: Iterable[Amount]) -> int:
    """What the longest of these bars is out of: all of them stand on this scale."""
    return max([1, *(one.of or 0 for one in amounts)])


def bar(amount: Amount, scale: int = 0) -> Markup:
    """The drawing of an amount; '' for a word that is not among PARTS.

    Args:
        scale: families that a bar as wide as its column stands for; 0: what this amount is out of.
    """
    if amount.kind == COUNT and amount.of:
        share = (amount.n or 0) / amount.of
        return _drawn(amount.of / max(scale, amount.of), share, share)
    if amount.kind == WORD:
        return _drawn(1, *PARTS[amount.word]) if amount.word in PARTS else Markup()
    return Markup('<span class="rl-bar rl-open" aria-hidden="true"></span>')


def _drawn(long: float, sure: float, most: float) -> Markup:
    maybe = Markup('<i class="rl-maybe" style="width:{:.1f}%"></i>').format(100 * (most - sure)) if most > sure else ""
    return Markup('<span class="rl-bar" aria-hidden="true" style="width:{:.1f}%"><i style="width:{:.1f}%"></i>{}</span>'
                  ).format(100 * long, 100 * sure, maybe)


def lines(rows: Sequence[tuple[str, Amount]]) -> Markup:
    """Amounts under one another on one scale: what it is of, the bar, and the words."""
    scale = longest(amount for _name, amount in rows)
    return Markup('<dl class="rl-lines">{}</dl>').format(Markup().join(
        Markup('<div data-kind="{}"><dt>{}</dt><dd>{}<span>{}</span></dd></div>').format(
            amount.kind, name, bar(amount, scale), amount.told.here) for name, amount in rows))
