"""png: for what takes no svg; drawn by Pillow at twice the size, for print and sharp screens."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.files.pictures import fonts
from pilot.files.pictures.shapes import Area, Disc, Line, Words
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.files.pictures.fonts import Piece
    from pilot.files.pictures.shapes import As, Shape

MIME = "image/png"
SCALE = 2
_SMOOTH = 2  # shapes are drawn so many times larger and made smaller again, so that edges are no stairs; large ones not
_PIXELS = 60_000_000  # more takes half a gigabyte to draw
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # which share of a line stands before its place


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
        _write(pen, one, by)


def _write(pen: Any, one: Words, by: int) -> None:
    """A line of text on its foot, piece by piece; most have one."""
    pieces = fonts.pieces(one.text, one.size * by, bold=one.bold)
    x = one.x * by - sum(piece.width for piece in pieces) * _BEFORE[one.anchor]
    for piece in pieces:
        if piece.scale == 1:
            pen.text((x, one.y * by), piece.text, fill=one.color, anchor="ls", font=piece.font, embedded_color=True)
        else:
            _scaled(pen, piece, (x, one.y * by))
        x += piece.width


def _scaled(pen: Any, piece: Piece, foot: tuple[float, float]) -> None:
    """A sign of a font that has one size only: drawn in that, and made smaller."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = piece.font.getbbox(piece.text, anchor="ls")
    drawn = Image.new("RGBA", (max(1, round(right - left)), max(1, round(bottom - top))))
    ImageDraw.Draw(drawn).text((-left, -top), piece.text, font=piece.font, anchor="ls", embedded_color=True)
    small = drawn.resize((max(1, round(drawn.width / piece.scale)), max(1, round(drawn.height / piece.scale))))
    at = (round(foot[0] + left / piece.scale), round(foot[1] + top / piece.scale))
    pen._image.paste(small, at, small)


def _thick(thick: float, by: int) -> int:
    return max(1, round(thick * by))
