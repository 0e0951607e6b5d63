"""Stories of families in a few moments, as reports have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.reports.facts import Facts, Story, StoryMoment

SIDE_BY_SIDE = 3  # moments that stand beside one another


def no_story(facts: Facts) -> str:
    """A sentence where a release has no story, else ''."""
    return "" if facts.stories else _("There is no story of a family in this release.")


def no_panel(facts: Facts) -> str:
    """A sentence where a release has no figures besides themes, else ''."""
    return "" if facts.panels else _("There are no figures of life domains, reach or money in this release.")


def spreads(story: Story) -> Iterator[tuple[StoryMoment, ...]]:
    """The moments of a story, as many as stand beside one another at a time."""
    for at in range(0, len(story.moments), SIDE_BY_SIDE):
        yield story.moments[at:at + SIDE_BY_SIDE]
