"""The menu of a viewer and the place of each page in it. Rights are checked again in every use case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.door import inner
from views.entries import ENTRIES

if TYPE_CHECKING:
    from pilot.access import Viewer
    from views.parts.entry import Entry


def at(path: str) -> Entry:
    """The page at an address, such as "families"; '' is the first."""
    return next(entry for entry in ENTRIES if entry.path == path)


@inner("shows what a viewer may see; what is behind it asks again")
def for_viewer(viewer: Viewer) -> list[Entry]:
    """The pages this viewer may open at all."""
    return [entry for entry in ENTRIES if viewer.may(entry.right)
            and (not entry.roles or viewer.roles.intersection(entry.roles))]


@inner("shows what a viewer may see; what is behind it asks again")
def in_menu(viewer: Viewer) -> list[Entry]:
    """The entries of this viewer's menu, in order."""
    return [entry for entry in for_viewer(viewer) if any(viewer.may(right) for right in entry.shown)
            and (not entry.menu_of or viewer.roles.intersection(entry.menu_of))]


@inner("shows what a viewer may see; what is behind it asks again")
def place_of(entry: Entry, viewer: Viewer) -> Entry | None:
    """The entry of the menu that is marked while `entry` is open: itself or what it lies under; None for the guide."""
    shown = {one.path: one for one in in_menu(viewer)}
    return next((shown[path] for path in (entry.path, *entry.under) if path in shown), None)


@inner("shows what a viewer may see; what is behind it asks again")
def title_of(entry: Entry, viewer: Viewer) -> str:
    """What a page is called for this viewer, as a msgid."""
    return entry.alone[1] if entry.alone and viewer.roles == {entry.alone[0]} else entry.title
