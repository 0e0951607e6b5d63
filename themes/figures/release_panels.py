"""Figures of a release that are no themes, such as life domains: tables of what may be told, with how to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from themes.figures.tables import table_of

if TYPE_CHECKING:
    from themes.release.content import Content, Panel


def panels(content: Content) -> Markup:
    """All of them; '' where there are none."""
    return Markup().join(_panel(one) for one in content.panels)


def _panel(panel: Panel) -> Markup:
    rows = [Markup('<tr><th scope="row">{}</th>{}</tr>').format(row.name.here, Markup().join(
        Markup('<td class="rl-told">{}</td>').format(cell.here or "–") for cell in row.cells)) for row in panel.rows]
    return Markup('<section class="rl-part" data-panel="{}"><h2>{}</h2><p class="rl-note">{}</p>{}</section>').format(
        panel.key, panel.title.here, panel.note.here,
        table_of(panel.title.here, [panel.head.here, *(one.here for one in panel.columns)], rows) if rows else "")
