"""A plotly figure of bars drawn as SVG by ourselves: on a page and in a file the same picture.

Plotly's own script is 4.7 MB and takes a browser longer to begin than everything else on a page together. What a
figure shows stands in it as data; drawn is what our figures use: bars over one another, panels, titles. Widths are
parts of the whole, so that a picture follows its page; heights and letters are CSS pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    import plotly.graph_objects as go

_NARROWEST_PX = 58  # of a period: words such as "12 van 13" stand beside those of the next
_ABOVE_PX, _BELOW_PX, _LINE_PX = 5, 18, 17  # from a bar to its words, from an axis to its names, from line to line


class _Panel(NamedTuple):
    """Where one panel lies, in pixels from the top of the picture, and how many units high it is."""

    top: float
    bottom: float
    most: float

    def height_of(self, units: float) -> float:
        """A bar's height in pixels."""
        return units / self.most * (self.bottom - self.top)


def picture(figure: go.Figure, title: str, width: int | None = None) -> Markup:
    """A figure of `charts` as one SVG element that names itself `title`.

    Args:
        width: CSS pixels for a picture that stands alone; None for one that is as wide as its place.
    """
    plan: dict[str, Any] = figure.to_plotly_json()
    layout = plan["layout"]
    parts = Markup("").join([*_axes(layout, _names(plan)), *_bars(plan), *_titles(layout)])
    narrowest = _NARROWEST_PX * max(1, len(_names(plan)))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="rd-figure" role="img" aria-label="{}" width="{}" height="{}"'
        ' style="min-width:{}px;background:{}" font-family="{}" font-size="{}" fill="{}">{}</svg>').format(
            title, width or "100%", layout["height"], narrowest, layout["paper_bgcolor"], layout["font"]["family"],
            layout["font"]["size"], layout["font"]["color"], parts)


def _names(plan: dict[str, Any]) -> list[str]:
    return list(plan["data"][0]["x"]) if plan["data"] else []


def _panel(layout: dict[str, Any], axis: str) -> _Panel:
    y_axis, margin = layout[axis.replace("y", "yaxis")], layout["margin"]
    room, (bottom, top) = layout["height"] - margin["t"] - margin["b"], y_axis["domain"]
    return _Panel(margin["t"] + (1 - top) * room, margin["t"] + (1 - bottom) * room, y_axis["range"][1])


def _axes(layout: dict[str, Any], names: list[str]) -> Iterator[Markup]:
    """A line under each panel, and the names of the bars where the axis says them."""
    for axis in (layout[key] for key in layout if key.startswith("xaxis")):
        foot = _panel(layout, axis["anchor"]).bottom
        yield Markup('<line x1="0" x2="100%" y1="{0}" y2="{0}" stroke="{1}"/>').format(_px(foot), axis["linecolor"])
        for at, name in enumerate(names if axis.get("showticklabels", True) else []):
            middle = _part((at + 0.5) / len(names))
            lines = Markup("").join(Markup('<tspan x="{}" y="{}">{}</tspan>').format(
                middle, _px(foot + _BELOW_PX + _LINE_PX * n), line) for n, line in enumerate(name.split("<br>")))
            yield Markup('<text text-anchor="middle">{}</text>').format(lines)


def _bars(plan: dict[str, Any]) -> Iterator[Markup]:
    gap = plan["layout"]["bargap"]
    for bar in plan["data"]:
        panel, count, line = _panel(plan["layout"], bar["yaxis"]), len(bar["x"]), bar["marker"].get("line", {})
        words = bar.get("text") or [""] * count
        for at, (name, units, said) in enumerate(zip(bar["x"], bar["y"], words, strict=True)):
            top = panel.bottom - panel.height_of(units)
            drawn = Markup(
                '<rect x="{}" width="{}" y="{}" height="{}" fill="{}" stroke="{}" stroke-width="{}"/>').format(
                    _part((at + gap / 2) / count), _part((1 - gap) / count), _px(top), _px(panel.bottom - top),
                    bar["marker"]["color"], line.get("color", "none"), line.get("width", 0)) if units else Markup()
            if said:
                drawn += Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    _part((at + 0.5) / count), _px(top - _ABOVE_PX), said)
                drawn = Markup("<g><title>{}: {}</title>{}</g>").format(name.replace("<br>", " "), said, drawn)
            yield drawn


def _titles(layout: dict[str, Any]) -> Iterator[Markup]:
    room = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    for note in layout["annotations"]:
        foot = layout["margin"]["t"] + (1 - note["y"]) * room - note["yshift"]
        yield Markup('<text x="0" y="{}" font-weight="600">{}</text>').format(_px(foot - _ABOVE_PX), note["text"])


def _px(value: float) -> str:
    return f"{value:.1f}"


def _part(value: float) -> str:
    return f"{value * 100:.2f}%"
