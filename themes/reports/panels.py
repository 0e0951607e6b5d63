"""Figures that are no themes, on reports of a page or two: those of which there is something to tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.files.table import Table
from pilot.words import _
from themes.reports.stories import no_panel

if TYPE_CHECKING:
    from themes.reports.facts import Facts, Paneled


def telling(facts: Facts) -> tuple[Paneled, ...]:
    """The panels without rows in which all is held back or unknown; those that are left with none are left out."""
    silent = {_("held back"), ""}
    kept = (replace(one, rows=tuple(row for row in one.rows if not set(row[1:]) <= silent)) for one in facts.panels)
    return tuple(one for one in kept if one.rows)


def choices(facts: Facts) -> list[tuple[Paneled, ...]]:
    """What of them may go on a page: all, then one fewer at a time from the end, to none."""
    found = telling(facts)
    return [found[:n] for n in range(len(found), -1, -1)]


def table(facts: Facts) -> Table:
    """Everything that panels and the tables behind them say, a row for each cell."""
    import pandas as pd

    rows = [(panel.figure, panel.name, row[0], column, cell) for panel in facts.panels for row in panel.rows
            for column, cell in zip(panel.head[1:], row[1:], strict=True)]
    rows += [(grid.figure, grid.name, row[0], column, cell) for grid in facts.tables for row in grid.rows
             for column, cell in zip(grid.head[1:], row[1:], strict=True)]
    heads = [_("Figure"), _("Table"), _("Row"), _("Column"), _("Value")]
    return Table(f"{facts.title} · {_('Life domains, reach and money')}", pd.DataFrame(rows, columns=heads),
                 (*((_("Release"), one) for one in (facts.line, *facts.marks, no_panel(facts)) if one), *facts.counted,
                  *((_("How to read it"), panel.note) for panel in facts.panels if panel.note)))
