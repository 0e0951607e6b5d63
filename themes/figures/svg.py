"""A figure of bars as SVG on a page: widths are parts of the whole, so that it follows its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from themes.figures.bars import bars_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from themes.figures.bars import Axis, Bar, Title

NARROWEST_PX = 58  # of a period: words such as "12 van 13" stand beside those of the next
_LINE_PX = 17  # from line to line


def picture(figure: go.Figure, title: str, narrowest: int = NARROWEST_PX) -> Markup:
    """A figure of `charts` or `steps` as one SVG element as wide as its place, that names itself `title`.

    Args:
        narrowest: pixels of a period at least; where they do not fit the figure scrolls.
    """
    bars = bars_of(figure)
    parts = Markup("").join([*map(_axis, bars.axes), *map(_bar, bars.bars), *map(_title, bars.titles)])
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="rd-figure" role="img" aria-label="{}" width="100%" height="{}"'
        ' style="min-width:{}px;background:{}" font-family="{}" font-size="{}" fill="{}">{}</svg>').format(
            title, bars.height, narrowest * max(1, len(bars.names)), bars.paper, bars.letters, bars.size, bars.ink,
            parts)


def _axis(axis: Axis) -> Markup:
    drawn = Markup('<line x1="0" x2="100%" y1="{0}" y2="{0}" stroke="{1}"/>').format(_px(axis.foot), axis.color)
    for at, name in enumerate(axis.names):
        lines = Markup("").join(Markup('<tspan x="{}" y="{}">{}</tspan>').format(
            _part((at + 0.5) / len(axis.names)), _px(axis.names_foot + _LINE_PX * n), line)
            for n, line in enumerate(name.split("<br>")))
        drawn += Markup('<text text-anchor="middle">{}</text>').format(lines)
    return drawn


def _bar(bar: Bar) -> Markup:
    drawn = Markup('<rect x="{}" width="{}" y="{}" height="{}" fill="{}" stroke="{}" stroke-width="{}"/>').format(
        _part(bar.left), _part(bar.wide), _px(bar.top), _px(bar.high), bar.fill, bar.stroke, bar.thick,
    ) if bar.high else Markup()
    if not bar.said:
        return drawn
    drawn += Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        _part(bar.middle), _px(bar.said_foot), bar.said)
    return Markup("<g><title>{}: {}</title>{}</g>").format(bar.name, bar.said, drawn)


def _title(title: Title) -> Markup:
    return Markup('<text x="0" y="{}" font-weight="600">{}</text>').format(_px(title.foot), title.text)


def _px(value: float) -> str:
    return f"{value:.1f}"


def _part(value: float) -> str:
    return f"{value * 100:.2f}%"
