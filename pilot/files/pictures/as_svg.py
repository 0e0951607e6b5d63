"""svg: sharp at any size, and its texts can be read, found and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.files.pictures import fonts
from pilot.files.pictures.shapes import Area, Disc, Line
from pilot.files.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.files.pictures.shapes import As, Shape

MIME = "image/svg+xml"
_WHOLE = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}"'
    ' height="{height}" viewBox="0 0 {width} {height}" font-family="{family}">\n<title>{title}</title>\n'
    '<desc>{told}</desc>\n'
    '{shapes}\n</svg>\n')


def write(said: As, shapes: Sequence[Shape], width: float, height: float) -> bytes:
    """The file."""
    return _WHOLE.format(width=_n(width), height=_n(height), family=fonts.FAMILY, title=printable(said.title),
                         told=printable(said.told),
                         shapes=within(shapes)).encode("utf-8", "replace")


def within(shapes: Sequence[Shape]) -> Markup:
    """What stands inside an svg; colours may be any that css knows, where a page shows it."""
    return Markup("\n").join(map(_shape, shapes))


def _shape(one: Shape) -> Markup:
    if isinstance(one, Line):
        return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>').format(
            _n(one.x1), _n(one.y1), _n(one.x2), _n(one.y2), one.color, _n(one.thick))
    if isinstance(one, Area):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in one.points)
        return Markup('<polygon points="{}" {}/>').format(points, _look(one))
    if isinstance(one, Disc):
        return Markup('<circle cx="{}" cy="{}" r="{}" {}/>').format(_n(one.x), _n(one.y), _n(one.radius), _look(one))
    weight = Markup(' font-weight="{}"').format(fonts.BOLD) if one.bold else Markup()
    return Markup('<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}"{}>{}</text>').format(
        _n(one.x), _n(one.y), _n(one.size), one.color, one.anchor, weight, printable(one.text))


def _look(one: Area | Disc) -> Markup:
    line = Markup(' stroke="{}" stroke-width="{}"').format(one.stroke, _n(one.thick)) if one.stroke else Markup()
    return Markup('fill="{}"{}').format(one.fill or "none", line)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
