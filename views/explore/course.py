"""One family in the order of time: all its codes, story by story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary import days
from pilot.words import _
from themes.explore import files
from themes.explore.choice import COURSE
from themes.explore.course import course
from themes.figures import explore_tables, tables
from views.explore import choosing
from views.parts import take_out
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally


def show(material: Material, counted: Tally) -> dict[str, str]:
    """Show it; returns what is chosen."""
    names = dict(zip(material.families["guid"], material.families["pseudonym"], strict=True))
    family = choosing.select("family", _("Family"), names)
    chosen = {"family": family}
    found = course(material, family, counted)
    if found.told.empty:
        html(tables.note(_("This family told nothing in what you chose.")))
        return chosen
    started = _("Support started on {day}.").format(day=days.long(found.starts_on)) if found.starts_on else _(
        "The start of support is not known.")
    html(tables.legend(numbers=False) + tables.note(started))
    html(explore_tables.course(
        material, found, {**material.scope.query(), "view": COURSE, **chosen}, is_dark()))
    html(tables.link("timeline", chosen, _("Timeline of this family")))
    take_out.menu((files.COURSE,), {**material.scope.query(), **chosen})
    return chosen
