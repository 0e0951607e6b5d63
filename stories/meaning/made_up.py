"""What tellers of the demo pilot say their stories mean, as data/demo/meaning.yaml writes it; all of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stories.entry.starting import FIRST, starting
from stories.meaning import values
from stories.stories import NewStory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stories.meaning.values import Value

_UNDER = {"triad": "at", "scale": "place", "choice": "chosen"}


def meant(said: Mapping[str, Any]) -> dict[str, Value]:
    """The answers of a teller by signifier, such as {helped: [450, 450, 100], say: 75, feels: na}."""
    return values.read_all(starting(), {
        one.key: {"na": True} if said[one.key] == "na" else {_UNDER[one.kind]: said[one.key]}
        for one in starting().signifiers if one.key in said})


def told(one: Mapping[str, Any], families: Mapping[str, str], persons: Mapping[str, str]) -> NewStory:
    """A story that somebody of a family told on the coach's device; `families`, `persons`: guids by key."""
    lines = [(key, line) for key, some in one["answers"].items() for line in some]
    happened = one["event_from"] and str(one["event_from"])
    return NewStory(
        families[one["family"]], persons[one["coach"]], one["title"], tuple(line for _key, line in lines),
        str(one["told_on"]), one["course"], one["template"], happened, None, tuple(one["domains"]), deidentified=True,
        teller_guid=persons[one["teller"]], form=FIRST, questions=tuple(key for key, _line in lines),
        meaning=meant(one["meaning"]))
