"""Figures that are no themes as slides: a table each, over several slides where it is long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pilot.words import _
from themes.reports import slides
from themes.reports.slides import HIGH, WIDE, Box, Line
from themes.reports.stories import no_panel

if TYPE_CHECKING:
    from themes.reports.facts import Facts, Paneled

_ROWS = 14  # on one slide


def begun(facts: Facts) -> Any:
    """Slides with life domains, reach, money and the like: how to read each, and its rows."""
    shown = slides.begun(facts, _("Life domains, reach and money"), (WIDE, HIGH))
    if not facts.panels:
        slides.only(shown, no_panel(facts), facts)
    for at, panel in enumerate(facts.panels):
        for start in range(0, len(panel.rows), _ROWS):
            slide = slides.titled(shown, panel.name, Box(1.8, 0.9, WIDE - 3.6, 1.6), 28)
            marks = [Line(mark, 12, bold=True) for mark in facts.marks] if not at and not start else []
            slides.write(slide, Box(1.8, 2.5, WIDE - 3.6, 1.4), [*marks, Line(panel.note, 13, soft=True)], facts)
            paneled(slide, Box(1.8, 4.3, WIDE - 3.6, HIGH - 6.2),
                    replace(panel, name="", note="", rows=panel.rows[start:start + _ROWS]), facts)
            slides.write(slide, Box(1.8, HIGH - 1.3, WIDE - 3.6, 0.8),
                         [Line(f"{facts.title} · {facts.pilot} · {facts.line} · {panel.figure}", 11, soft=True)], facts)
    return shown


def paneled(slide: Any, box: Box, panel: Paneled, facts: Facts) -> None:
    """A panel in a box: its name, how to read it, its table."""
    lines = [*([Line(panel.name, 18, bold=True)] if panel.name else []),
             *([Line(f"{panel.note} {panel.figure}", 11, soft=True)] if panel.note else [])]
    above = slides.high(lines, box.width) + 0.2 if lines else 0.0
    if lines:
        slides.write(slide, replace(box, height=above), lines, facts)
    columns = len(panel.head) - 1
    first = 0.4 if columns < 4 else 0.28
    slides.table(slide, Box(box.left, box.top + above, box.width, box.height - above), [panel.head, *panel.rows],
                 (first, *((1 - first) / columns for _column in range(columns))), facts)
