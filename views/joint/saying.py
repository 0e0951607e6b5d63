"""What stands above the joint display: of how many families the change is known, and what lines and shapes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _
from themes.explore.states import MEANINGS, SHAPES, Seen

if TYPE_CHECKING:
    from themes.outcomes.joint import Joint


def said(found: Joint) -> str:
    """How many families there are, and of how many the change is known, in a sentence."""
    known = sum(row.change.known > 0 for row in found.rows)
    if not found.waves:
        return _("No life domain was scored yet, so no change is known.")
    if found.first == found.last:
        return _("There is one moment of measuring only, so no change is known.")
    return _("Change from {first} to {last}, known for {n} of {of} families: the mean over the life domains that are"
             " known at both moments.").format(first=found.first, last=found.last, n=known, of=len(found.rows))


def legend() -> Markup:
    """What the small lines and the shapes mean."""
    lines = (_("A line goes from moment to moment: on top no problem (0), at the bottom the worst (10)."),
             _("Filled points: the scores that were chosen. Open points and dashes: the other's."))
    meant = Markup().join(Markup('<li><b class="rd-sign">{}</b> {}</li>').format(SHAPES[one], _(MEANINGS[one]))
                          for one in Seen)
    return Markup('<p class="rd-note">{}</p><ul class="rd-legend">{}</ul>').format(" ".join(lines), meant)
