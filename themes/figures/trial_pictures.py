"""What the picture of differences shows of services and of life domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary import domains, services
from pilot.words import _
from themes.figures.differences_picture import Axis, Lying, axis_for
from themes.figures.trial_words import first_large, in_points, in_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.outcomes.arms import Domain, TakeUp
    from themes.outcomes.comparing import Difference


def services_lines(rows: Sequence[TakeUp]) -> list[Lying]:
    """A line for each service, in percentage points."""
    return [_line(services.name(one.service), one.difference, 100, in_points(one.difference)) for one in rows]


def services_axis(lines: Sequence[Lying]) -> Axis:
    """In steps of 10 points."""
    return axis_for(lines, 10, 100, _("fewer with support"), _("more with support"))


def domains_lines(rows: Sequence[Domain]) -> list[Lying]:
    """A line for each life domain, in points of the rubric."""
    return [_line(domains.name(one.domain), one.difference, 1, in_scores(one.difference)) for one in rows]


def domains_axis(lines: Sequence[Lying]) -> Axis:
    """In steps of 1; a lower score is better."""
    return axis_for(lines, 1, 10, _("better with support"), _("worse with support"))


def _line(name: str, found: Difference | None, times: int, said: str) -> Lying:
    if found is None or found.low is None or found.high is None:
        return Lying(first_large(name), said, None)
    return Lying(first_large(name), said, (found.low * times, found.value * times, found.high * times))
