"""Plotly figures made from frames: families per period, with what was told under it.

Open bars are families with coded stories, filled bars the families among them that said it: counts, one unit of
height per family, the same in every panel. A period without coded stories is a gap with its sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import plotly.graph_objects as go

from pilot.vocabulary.palette import look
from pilot.words import _
from themes.figures.tables import SIGNS, color_of
from themes.matrix import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from coding.book.codebook import CodeRow
    from pilot.vocabulary.palette import Palette

PANEL_PX, EXPOSURE_PX, MARGIN_PX = 84, 110, 70
BETWEEN = 0.32  # of the height, over all spaces between panels
GAP = 0.45  # between bars, of the room of one
_HOVER = "%{x}: %{text}<extra></extra>"


class Panel(NamedTuple):
    """One panel: its title, how many units high it is, and its bars as plotly has them, the lowest first."""

    title: str
    most: float
    bars: list[dict[str, object]]


def time_figure(times: pd.DataFrame, shown: pd.DataFrame, codes: list[CodeRow], dark: bool) -> go.Figure:
    """Small multiples over one axis of periods: a panel per code, and exposure in the last.

    Args:
        times: as `over_time.over_time`; shown: as `over_time.exposure`; codes: the panels, from the top.
    """
    # Codes without any coded story still get room for one family.
    tallest = max(1, int(times["families_coded"].max())) if len(times) else 1
    panels = [_code(code, times[times["code"] == code.key], shown, tallest, dark) for code in codes]
    return multiples([*panels, exposure(shown, dark)], shown["label"], dark)


def multiples(
    panels: list[Panel], labels: Iterable[str], dark: bool, *, gap: float = GAP, last: int = EXPOSURE_PX,
) -> go.Figure:
    """Panels below each other over one axis with these names.

    Put together as plotly's own JSON and handed over at once: changing a figure piece by piece takes six times as long.

    Args:
        gap: between bars, as a part of the room of one (0: they make steps); last: pixels of the lowest panel.
    """
    heights = [PANEL_PX] * (len(panels) - 1) + [last]
    names = [label.replace(" ", "<br>", 1) for label in labels]
    data = [{"type": "bar", "x": names, "xaxis": f"x{n}", "yaxis": f"y{n}", **bar}
            for n, panel in enumerate(panels, start=1) for bar in panel.bars]
    titles = []
    layout = {**_looks(look(dark)), "bargap": gap, "height": sum(heights) + MARGIN_PX}
    for n, (panel, (bottom, top)) in enumerate(zip(panels, _domains(heights), strict=True), start=1):
        layout |= {f"xaxis{n}": _periods(n, len(panels), look(dark)), f"yaxis{n}": {
            "anchor": f"x{n}", "domain": [bottom, top], "range": [0, panel.most], "visible": False,
            "fixedrange": True}}
        titles.append(_title(panel.title, top, look(dark)))
    return go.Figure({"data": data, "layout": {**layout, "annotations": titles}})


def _domains(heights: list[int]) -> list[tuple[float, float]]:
    """Where the panels lie, from the top: bottom and top of each as parts of the height."""
    between = BETWEEN / len(heights)
    unit, top, found = (1 - between * (len(heights) - 1)) / sum(heights), 1.0, []
    for height in heights:
        found.append((max(0.0, top - height * unit), top))
        top -= height * unit + between
    return found


def _code(code: CodeRow, rows: pd.DataFrame, shown: pd.DataFrame, tallest: int, dark: bool) -> Panel:
    said, coded = rows["families_said"].tolist(), rows["families_coded"].tolist()
    counts = [bar_words(s, c, n) for s, c, n in zip(said, coded, shown["stories"], strict=True)]
    color = color_of(code, dark)
    return Panel(title=code.name, most=tallest * 1.75, bars=[
        said_above(coded, counts, {"color": "rgba(0,0,0,0)", "line": {"color": color, "width": 1.5}}, dark),
        {"y": said, "marker": {"color": color}, "hoverinfo": "skip"}])


def said_above(heights: list[int], words: list[str], marker: Mapping[str, object], dark: bool) -> dict[str, object]:
    """Bars with words above each."""
    return {"y": heights, "text": words, "textposition": "outside", "cliponaxis": False, "hovertemplate": _HOVER,
            "textfont": {"color": look(dark).ink}, "marker": marker}


def bar_words(said: int, coded: int, stories: int) -> str:
    """What stands over a bar: so many of how many families, or the sign of a gap."""
    if coded:
        return _("{n} of {of}").format(n=said, of=coded)
    return SIGNS[State.TOLD_NOT_CODED if stories else State.NO_STORY]


def exposure(shown: pd.DataFrame, dark: bool) -> Panel:
    """What was told in each period, as `over_time.exposure` has it."""
    stories = shown["stories"].tolist()
    told = [f"{n} ({families})" if n else SIGNS[State.NO_STORY]
            for n, families in zip(stories, shown["families"], strict=True)]
    marker = {"color": look(dark).line, "line": {"color": look(dark).soft, "width": 1}}
    return Panel(title=_("Stories told (families)"), most=max([1, *stories]) * 1.5,
                  bars=[said_above(stories, told, marker, dark)])


def _periods(n: int, panels: int, colours: Palette) -> dict[str, object]:
    """The axis of periods under panel `n`; only the last one names them."""
    axis: dict[str, object] = {"anchor": f"y{n}", "type": "category", "showgrid": False, "linecolor": colours.line,
                               "ticks": "", "tickangle": 0, "fixedrange": True}
    return axis if n == panels else {**axis, "matches": f"x{panels}", "showticklabels": False}


def _title(text: str, top: float, colours: Palette) -> dict[str, object]:
    """What a panel is of, above it at the left."""
    return {"text": text, "x": 0, "y": top, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom",
            "yshift": 2, "showarrow": False, "font": {"size": 14, "color": colours.ink}}


def _looks(colours: Palette) -> dict[str, object]:
    """Our look: paper and ink, no grid, no legend (the text says it), nothing of plotly's own."""
    return {
        "template": "none", "barmode": "overlay", "showlegend": False, "paper_bgcolor": colours.paper,
        "plot_bgcolor": colours.paper, "font": {"family": "Source Sans, sans-serif", "size": 14, "color": colours.ink},
        "margin": {"l": 8, "r": 8, "t": 34, "b": 36}, "dragmode": False, "separators": ",.",
        "hoverlabel": {"bgcolor": colours.paper, "font": {"color": colours.ink}}}
