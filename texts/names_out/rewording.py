"""What makes somebody recognisable besides names (a rare job, an illness, an event), said otherwise by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_
from texts import preparing
from texts.names_out import deciding
from texts.names_out.carrying import KIND
from texts.names_out.standing import require_no_name

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

__all__ = ["KIND", "reword"]
LONGEST = 200
_WORDING = N_("Write how it is said instead, in {limit} characters at most.")


@use_case(Right.PREPARE, event="decided on names document")
def reword(
    pilot: Pilot, db: Database, viewer: Viewer, document: str, number: int, start: int, end: int, wording: str
) -> str:
    """Let words be said otherwise in the version without names; of this place alone, and decided.

    Args:
        start, end: code points into version `number` of the document, within one turn.
        wording: what stands there instead.

    Returns: the guid of the place.
    Raises: BadInput (no words, over two turns, no wording or a too long one, a real name in it), Conflict (none waits),
        NotFound (changed meanwhile), NotAllowed.
    """
    version = access.require_document(db, viewer, document, number)
    span = deciding.selected(db, version, start, end)
    wording = visible_name(wording)
    if not 0 < len(wording) <= LONGEST:
        raise BadInput(_WORDING, limit=LONGEST)
    require_no_name(pilot, db, wording)
    with write(db):
        if preparing.number_of(db, viewer, document) != number:
            raise NotFound(deciding.GONE)
        return deciding.put(db, viewer, version, [span], KIND, (f"{KIND} {new_guid()}", wording))[0]
