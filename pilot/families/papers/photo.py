"""The photo of a signed form, parsed behind the fence and made anew: small enough to keep, with nothing in it but what
is seen. Where and when it was taken, and by which telephone, stays in the photo that came.
"""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING

from pilot import fence
from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 20 * 1024 * 1024
# A telephone of today takes 50 million; a form is read well at 4 million.
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2400  # pixels
SHORTEST_SIDE = 200
_QUALITY = 82
# 60 million pixels in three colours, twice while it is turned and made smaller.
_LIMITS = fence.Limits(seconds=12, memory_mb=520, answer_mb=16)
_KINDS = ("JPEG", "PNG", "WEBP")

_TOO_LARGE = N_("This photo is too large. Take it again with fewer pixels, or closer by.")
_NO_PHOTO = N_("This is no photo that can be read. Take the photo again, as JPEG or PNG.")
_PDF = N_("This is a pdf, not a photo. Take a photo of the form with the camera.")
_HEIC = N_("This photo is of the kind HEIC, which cannot be read here. Take it with the camera from this page, or"
           " choose “Most compatible” under the camera's formats.")
_TOO_SMALL = N_("This photo is too small to read the form. Take it again, closer by.")


def clean(photo: bytes) -> bytes:
    """The photo as JPEG, upright, at most LONGEST_SIDE, without anything that came with it.

    Raises: BadInput, one sentence for each thing that is wrong with it.
    """
    if len(photo) > MOST_BYTES:
        raise BadInput(_TOO_LARGE)
    if not photo:
        raise BadInput(_NO_PHOTO)
    if photo[:1024].lstrip().startswith(b"%PDF"):
        raise BadInput(_PDF)
    if photo[4:8] == b"ftyp" and photo[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"):
        raise BadInput(_HEIC)
    try:
        found = fence.run(f"{__name__}:read_behind", base64.b64encode(photo).decode(), limits=_LIMITS)
    except BadInput as error:
        if error.message in (_TOO_LARGE, _TOO_SMALL, _NO_PHOTO):
            raise
        raise BadInput(_TOO_LARGE) from error  # more work than its size would say
    return base64.b64decode(found)


def read_behind(photo: str) -> str:
    """In the child: the photo (base64) made anew (base64). Raises: BadInput."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours is asked before anything is unpacked
    try:
        with Image.open(BytesIO(base64.b64decode(photo)), formats=_KINDS) as found:
            width, height = found.size
            if width * height > MOST_PIXELS:
                raise BadInput(_TOO_LARGE)
            if min(width, height) < SHORTEST_SIDE:
                raise BadInput(_TOO_SMALL)
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            found.load()
            return base64.b64encode(_anew(ImageOps.exif_transpose(found))).decode()
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise BadInput(_NO_PHOTO) from error


def _anew(found: Image) -> bytes:
    """What is seen, on white, and nothing else."""
    from PIL import Image

    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if found.mode in ("RGBA", "LA", "P", "PA"):
        above = found.convert("RGBA")
        page = Image.new("RGB", above.size, "white")
        page.paste(above, mask=above.getchannel("A"))
    else:
        page = found.convert("RGB")
    clean = Image.new("RGB", page.size)  # no notes of the one that came go along
    clean.paste(page)
    held = BytesIO()
    clean.save(held, "JPEG", quality=_QUALITY)
    return held.getvalue()
