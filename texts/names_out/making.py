"""Making the version without names, once everything in a text was decided; codings are carried over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.words import N_
from texts import preparing
from texts.deidentify.labels import with_ending
from texts.documents import revise, turns_of
from texts.names_out.standing import still_standing
from texts.requirements import SHOWN

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

_LEFT = N_("Of {n} places in this text it is not decided yet what becomes of them. Decide on those first.")
_NOT_LOOKED = N_("No program has looked for names in this text yet. Let it do so first.")


class StillNamed(BadInput):
    """Words stand in a text of which nobody decided that they go or stay; `words`, each once."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(SHOWN)
        self.words = words


@use_case(Right.PREPARE, event="revised document")
def make(
    pilot: Pilot, db: Database, viewer: Viewer, document: str, number: int, *, no_names: bool = False
) -> str:
    """Make the version without names of version `number`, which waits; evaluators read it from then on.

    Args:
        no_names: what still stands in it, its title or who speaks shows nobody; that of which it was decided that it
            stays need not be said again.

    Returns: the guid of the new version.
    Raises: BadInput (not looked through, something undecided, StillNamed), Conflict (declared already,
        or changed meanwhile), NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, document, number)
    if preparing.number_of(db, viewer, document) != number:
        raise Conflict(N_("This text was changed meanwhile. Read it again before you declare it free of names."))
    if not db.conn.execute("SELECT 1 FROM name_search WHERE version_id = ?", (version.version_id,)).fetchone():
        raise BadInput(_NOT_LOOKED)
    places = _places(db, version)
    if undecided := sum(decision is None for _start, _end, decision, _replacement in places):
        raise BadInput(_LEFT, n=undecided)
    text = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()[0]
    spans = db.conn.execute(
        "SELECT start_char, end_char FROM turn WHERE version_id = ? ORDER BY seq", (version.version_id,)).fetchall()
    put = [(start, end, replacement) for start, end, decision, replacement in places if decision == "replace"]
    turns = [replace(turn, text=_without(text, start, end, put)) for turn, (start, end) in zip(
        turns_of(db, version.version_id), spans, strict=True)]
    if not no_names:
        said = [(text[start:end], start, end) for start, end in spans]
        if still := still_standing(pilot, db, version.document_id, said, turns, places):
            raise StillNamed(still)
        # Looking takes a second, in which somebody else may have decided otherwise.
        if _places(db, version) != places:
            raise Conflict(N_("Somebody decided otherwise about this text meanwhile. Look at it once more."))
    # What stands in it now was decided on.
    return revise(db, viewer, document, turns, kind="deidentified", engine="names taken out", number=number,
                  no_names=True)


def _places(db: Database, version: access.ReadableVersion) -> list[tuple[int, int, str | None, str]]:
    """(start, end, decision, replacement) of the places in a version, in order."""
    return db.conn.execute(
        "SELECT start_char, end_char, decision, replacement FROM name_place WHERE version_id = ? ORDER BY start_char",
        (version.version_id,)).fetchall()


def _without(text: str, start: int, end: int, places: list[tuple[int, int, str]]) -> str:
    """What is said in text[start:end], with what stands in the place of each name."""
    pieces, at = [], start
    for first, last, replacement in places:
        if start <= first and last <= end:
            pieces += [text[at:first], with_ending(text[first:last], replacement)]
            at = last
    return "".join([*pieces, text[at:end]])
