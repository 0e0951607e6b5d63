"""New codes in the order of telling: steps, and the table behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import _
from themes import saturation
from themes.crossed_files import NEW
from themes.figures import crossed_tables, steps, svg, tables
from views.explore import choosing
from views.parts import picture, take_out
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally


def show(material: Material, counted: Tally) -> dict[str, str]:
    """Show it; returns what is chosen."""
    kinds = {key: _(name) for key, name in saturation.KINDS.items()}
    kind = choosing.select("kind", _("Of"), kinds)
    found = saturation.of_material(material, kind, counted=counted)
    html(tables.note(crossed_tables.saturation_words(found)))
    if found.steps:
        title = _("Codes that came up so far, in the order of telling")
        picture.show(svg.picture(steps.new_figure(found, is_dark()), title, steps.STEP_PX), title, "explore_new")
        html(crossed_tables.saturation(found, found.steps))
        take_out.menu((NEW,), {**material.scope.query(), "kind": kind})
    return {"kind": kind}
