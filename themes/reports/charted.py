"""The counts of a release as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.charts import Bars
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.reports.facts import Told


def bars_of(themes: Sequence[Told]) -> Bars | None:
    """The themes of which there is a count, as bars; None where there is none: words are not drawn."""
    counted = [(one, one.said.n, one.said.of) for one in themes if one.said.n is not None and one.said.of is not None]
    if not counted:
        return None
    told = "; ".join(f"{one.name}: {one.said.told}" for one, _n, _of in counted)
    return Bars([one.name for one, _n, _of in counted], [n for _one, n, _of in counted],
                [of for _one, _n, of in counted], [one.color for one, _n, _of in counted],
                _("families that told of it"), _("families whose stories were read for it"), told)
