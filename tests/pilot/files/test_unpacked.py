"""Fonts unpacked for the typesetter draw the same letters as packed."""

from __future__ import annotations

import io

import pytest
from PIL import ImageFont

from pilot.files.pictures import fonts
from pilot.files.pictures.unpacked import truetype

LETTERS = "Ágëq ß€→±é½fi"


@pytest.mark.parametrize("pattern", ["SourceSansVF-Upright.*.woff2", "SourceSerifVariable-Roman.*.woff2",
                                     "SourceSerifVariable-Italic.*.woff2"])
@pytest.mark.parametrize("weight", [400, 650])
@pytest.mark.slow
def test_the_same_letters(pattern: str, weight: int) -> None:
    """Outlines, composed letters, widths and weights are those of the packed font."""
    (path,) = fonts.shipped(pattern)
    packed, made = ImageFont.truetype(str(path), 64), ImageFont.truetype(io.BytesIO(truetype(path.read_bytes())), 64)
    axes = [float(weight), *(float(axis["default"] or 0) for axis in packed.get_variation_axes()[1:])]
    for one in (packed, made):
        one.set_variation_by_axes(axes)
    for letter in LETTERS:
        assert bytes(made.getmask(letter)) == bytes(packed.getmask(letter)), letter
        assert made.getlength(letter) == packed.getlength(letter)


def test_what_is_no_font_is_refused() -> None:
    """Other bytes are a fault to be told, not half a font."""
    with pytest.raises(ValueError):
        truetype(b"wOFF" + bytes(60))
