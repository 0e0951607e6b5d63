"""png: for what takes no svg; drawn by Pillow at twice the size, for print and sharp screens."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.files.pictures import fonts
from pilot.files.pictures.shapes import Area, Disc, Line
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.files.pictures.shapes import As, Shape

MIME = "image/png"
SCALE = 2
_SMOOTH = 2  # shapes are drawn so many times larger and made smaller again, so that edges are no stairs; large ones not
_PIXELS = 60_000_000  # more takes half a gigabyte to draw
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def write(said: As, shapes: Sequence[Shape], width: float, height: float) -> bytes:
    """The file, with what is said of it in its data. Raises: BadInput for a picture that is too large."""
    from PIL import Image, ImageDraw, PngImagePlugin

    smooth = next((one for one in (_SMOOTH, 1) if width * height * (SCALE * one) ** 2 <= _PIXELS), 0)
    by = SCALE * smooth
    size = (round(width * by), round(height * by))
    if not smooth:
        raise BadInput(N_("This picture is too large for png. Take it as svg, or choose less."))
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    for one in shapes:
        _draw(pen, one, by)
    out, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_itxt("Title", said.title)
    told.add_itxt("Description", f"{said.title}\n{said.told}")
    if smooth > 1:
        drawn = drawn.resize((size[0] // smooth, size[1] // smooth), Image.Resampling.LANCZOS)
    drawn.save(out, "PNG", dpi=(96 * SCALE, 96 * SCALE), pnginfo=told, optimize=False)
    return out.getvalue()


def _draw(pen: Any, one: Shape, by: int) -> None:
    if isinstance(one, Line):
        pen.line((one.x1 * by, one.y1 * by, one.x2 * by, one.y2 * by), fill=one.color, width=_thick(one.thick, by))
    elif isinstance(one, Area):
        pen.polygon([(x * by, y * by) for x, y in one.points], fill=one.fill or None, outline=one.stroke or None,
                    width=_thick(one.thick, by) if one.stroke else 0)
    elif isinstance(one, Disc):
        pen.ellipse([(one.x - one.radius) * by, (one.y - one.radius) * by, (one.x + one.radius) * by,
                     (one.y + one.radius) * by], fill=one.fill or None, outline=one.stroke or None,
                    width=_thick(one.thick, by) if one.stroke else 0)
    else:
        pen.text((one.x * by, one.y * by), one.text, fill=one.color, anchor=_ANCHORS[one.anchor],
                 font=fonts.font(one.size * by, bold=one.bold))


def _thick(thick: float, by: int) -> int:
    return max(1, round(thick * by))
