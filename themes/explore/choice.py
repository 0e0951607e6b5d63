"""What can be chosen in the explorer: which view, and what stands in its address besides a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pilot.words import N_
from themes.scope import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

TIME, FIRST, COURSE, NEW, BESIDE = VIEWS = ("time", "first", "course", "new", "beside")
NAMES = {
    TIME: N_("A theme in time"), FIRST: N_("First mention"), COURSE: N_("One family in time"),
    NEW: N_("New codes in order"), BESIDE: N_("Side by side")}
MEANT = {
    TIME: N_("One code, family by family and period by period: how it was said, and where nothing is known."),
    FIRST: N_("When each code was said for the first time, out of the families that could still say it first."),
    COURSE: N_("All codes of one family, story by story, in the order of time."),
    NEW: N_("Which story or conversation still brought a code that nobody had used before it."),
    BESIDE: N_("Voices, municipalities, coders, periods or something else side by side, each out of its own"
               " families.")}
# What an address holds besides a scope: the view, its time, its codes, its family, its kind of document, its sides.
CHOICE = ("view", "by", "panels", "code", "family", "kind", "beside", "which")


def view_of(query: Mapping[str, str]) -> str:
    """Which view an address asks for; the first where it asks for none that is there."""
    asked = query.get("view", "")
    return asked if asked in VIEWS else TIME


def way_back(text: str) -> dict[str, str]:
    """The address of a view as a link to quotes keeps it (a query in a query): only what the explorer knows."""
    return {name: value for name, value in parse_qsl(text) if name in (*OPTIONS, *CHOICE)}
