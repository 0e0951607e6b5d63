"""Several files that are one conversation, joined in the preview into one file that waits in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import TEXT_LIMIT_BYTES, joined
from texts.intake import pieces, uploads
from texts.intake.contents import as_mended, read_contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot
    from texts.intake.mending import Mended


class JoinedPart(NamedTuple):
    """One file, by the guid of its upload, with what was set right in its turns."""

    upload: str
    mended: Mended | None = None


@use_case(Right.ADD_MATERIAL, event=("started upload", "discarded upload"))
def join(pilot: Pilot, db: Database, viewer: Viewer, parts: Sequence[JoinedPart]) -> str:
    """Put a file in the place of these, with the words of all of them in this order; returns the guid of its upload.

    Raises: BadInput when one is a recording, two are the same file, or together they are too much; NotFound.
    """
    if len({part.upload for part in parts}) < max(2, len(parts)):
        raise BadInput(N_("Choose two files to make one text of."))
    texts = []
    for part in parts:
        held = as_mended(read_contents(pilot, db, viewer, part.upload), part.mended)
        if held.text is None:
            raise BadInput(N_("Only texts can be joined into one. Write the recordings out first."))
        texts.append(held.text)
    data = joined.as_file(joined.join(texts))
    if len(data) > TEXT_LIMIT_BYTES:
        raise BadInput(N_("Together these files are too much for one text. Store them as two."))
    made = pieces.take_bytes(pilot, db, viewer, data)
    for part in parts:
        uploads.discard(pilot, db, viewer, part.upload)
    return made.guid
