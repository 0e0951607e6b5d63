"""Where the bars of a plotly figure stand, worked out once for whoever draws them: the page and the file.

Plotly's own script is 4.7 MB and takes a browser longer to begin than everything else on a page together. What a
figure shows stands in it as data; drawn is what our figures use: bars over one another, panels, titles. Across, all
lies in parts of the whole width (0 to 1); downwards in CSS pixels from the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import plotly.graph_objects as go

CLEAR = "rgba(0,0,0,0)"
_ABOVE_PX, _BELOW_PX = 5, 18  # from a bar to its words, from an axis to its names


class Axis(NamedTuple):
    """The line under a panel, and the names of its bars with the base line of their first line; no names: none said."""

    foot: float
    color: str
    names: tuple[str, ...]
    names_foot: float


class Bar(NamedTuple):
    """One bar: `said` stands above it, around `middle` on the base line `said_foot`; `name`: of which period it is."""

    left: float
    wide: float
    top: float
    high: float
    fill: str
    stroke: str
    thick: float
    name: str
    middle: float
    said: str
    said_foot: float


class Title(NamedTuple):
    """What a panel is of; foot: its base line."""

    text: str
    foot: float


class Bars(NamedTuple):
    """All of a figure; height in CSS pixels; names: of the periods, from the left, '<br>' where a line ends."""

    names: tuple[str, ...]
    height: float
    paper: str
    ink: str
    letters: str
    size: float
    axes: tuple[Axis, ...]
    bars: tuple[Bar, ...]
    titles: tuple[Title, ...]


def bars_of(figure: go.Figure) -> Bars:
    """What has to be drawn of a figure of `charts`, in the order in which it lies over one another."""
    # Any: plotly's own JSON, for which it has no types.
    plan: dict[str, Any] = figure.to_plotly_json()
    layout = plan["layout"]
    names = tuple(plan["data"][0]["x"]) if plan["data"] else ()
    font = layout["font"]
    return Bars(names, layout["height"], layout["paper_bgcolor"], font["color"], font["family"], font["size"],
                tuple(_axes(layout, names)), tuple(_bars(plan)), tuple(_titles(layout)))


class _Panel(NamedTuple):
    top: float
    bottom: float
    most: float  # how many units high it is

    def height_of(self, units: float) -> float:
        return units / self.most * (self.bottom - self.top)


def _room(layout: dict[str, Any]) -> float:
    return float(layout["height"] - layout["margin"]["t"] - layout["margin"]["b"])


def _panel(layout: dict[str, Any], axis: str) -> _Panel:
    y_axis, above = layout[axis.replace("y", "yaxis")], layout["margin"]["t"]
    bottom, top = y_axis["domain"]
    return _Panel(above + (1 - top) * _room(layout), above + (1 - bottom) * _room(layout), y_axis["range"][1])


def _axes(layout: dict[str, Any], names: tuple[str, ...]) -> Iterator[Axis]:
    for axis in (layout[key] for key in layout if key.startswith("xaxis")):
        foot = _panel(layout, axis["anchor"]).bottom
        yield Axis(foot, axis["linecolor"], names if axis.get("showticklabels", True) else (), foot + _BELOW_PX)


def _bars(plan: dict[str, Any]) -> Iterator[Bar]:
    gap = plan["layout"]["bargap"]
    for bar in plan["data"]:
        panel, count, marker = _panel(plan["layout"], bar["yaxis"]), len(bar["x"]), bar["marker"]
        line = marker.get("line", {})
        words = bar.get("text") or [""] * count
        for at, (name, units, said) in enumerate(zip(bar["x"], bar["y"], words, strict=True)):
            high = panel.height_of(units)
            yield Bar((at + gap / 2) / count, (1 - gap) / count, panel.bottom - high, high, marker["color"],
                      line.get("color", "none"), line.get("width", 0), name.replace("<br>", " "), (at + 0.5) / count,
                      said, panel.bottom - high - _ABOVE_PX)


def _titles(layout: dict[str, Any]) -> Iterator[Title]:
    for note in layout["annotations"]:
        foot = layout["margin"]["t"] + (1 - note["y"]) * _room(layout) - note["yshift"]
        yield Title(note["text"], foot - _ABOVE_PX)
