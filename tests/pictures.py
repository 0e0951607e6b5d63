"""Photos as telephones make them, for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def photo(size: tuple[int, int] = (400, 300), kind: str = "JPEG", *, where: bool = False) -> bytes:
    """A grey photo.

    Args:
        kind: as Pillow calls it. where: with notes on the place and the telephone, as cameras leave them.
    """
    image = Image.new("RGB", size, (200, 200, 190))
    held = BytesIO()
    notes = Image.Exif()
    if where:
        notes[0x010F] = "Telefoon"  # who made the camera
        notes[0x0112] = 6  # turned a quarter
        notes.get_ifd(0x8825).update({1: "N", 2: (52.0, 46.0, 0.0), 3: "E", 4: (6.0, 54.0, 0.0)})
    image.save(held, kind, exif=notes)
    return held.getvalue()
