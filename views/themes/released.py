"""Themes for who decides: those of a release, one page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _
from themes.figures import release_lists, release_panels
from views.parts import one_theme, place, released, titles
from views.themes.look import is_dark

if TYPE_CHECKING:
    from pilot.visit import Visit

PATH = "themes"


def show(visit: Visit) -> None:
    """The themes of a release, or the one that the address names."""
    with titles.titled(_("Themes")):
        seen = released.asked(visit)
    if seen is None:
        place.head(PATH, visit.viewer)
        released.none_yet()
        return
    if one_theme.show_theme(visit, seen, PATH, _("Themes")):
        return
    place.head(PATH, visit.viewer)
    to, content = released.address(PATH), seen.content
    released.show(Markup().join((
        released.which(visit, seen), release_lists.theme_list(content, to, dark=is_dark()),
        release_lists.sites_part(content, to), release_panels.panels(content), release_lists.tables(content),
        released.ending(visit, seen))))
