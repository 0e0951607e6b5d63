"""Use of services by one family, moment by moment."""

from __future__ import annotations

from pilot.words import _
from stories.outcomes import scores, uptake
from stories.outcomes.uptake_files import UPTAKE
from views.families.of_family import opened
from views.parts import take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.uptake import saying


def page() -> None:
    """The services of the moment that is chosen: two columns on a wide screen, one on a phone."""
    with here() as visit:
        family = opened(visit, "uptake")
        if family is None:
            return
        waves = [one.label for one in scores.waves(visit.db)]
        found = uptake.of_family(visit.db, visit.viewer, family.guid)
        if not waves:
            invite(_("No moments of measuring yet"), _(
                "Use of services is noted for a moment of measuring, such as the start and a year later. These come"
                " with the first scores."))
            return
        saying.form(visit, family.guid, waves, found)
        if found:
            take_out.menu((UPTAKE,), {"family": family.guid})
