"""Declaring a text free of names, by somebody who may read what still holds them; evaluators read it from then on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import register
from pilot.store.files import write
from pilot.words import N_
from texts.documents import add_version, turns_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from pilot.config import Pilot

AROUND = 60  # code points shown on either side of a word


@dataclass(frozen=True)
class Found:
    """A word the register knows that stands in a text, with what stands around it; `times` it stands there in all."""

    word: str
    before: str
    after: str
    times: int


@dataclass(frozen=True)
class ToPrepare:
    """A document that only who prepares texts can read yet."""

    guid: str
    title: str
    family: str
    told_on: str


@use_case(Right.PREPARE, reads="titles")
def to_prepare(db: Database, viewer: Viewer) -> list[ToPrepare]:
    """Documents without a version that is free of names, longest told first."""
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, d.told_on FROM document d JOIN family f USING (family_id)"
        " JOIN document_version v ON v.version_id = d.read_version_id"
        f" WHERE v.kind <> 'deidentified' AND {where} ORDER BY d.told_on, d.document_id", params)
    return [ToPrepare(*row) for row in rows]


@use_case(Right.PREPARE, event="read register", reads="real names")
def names_in(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> list[Found]:
    """Words of the register (this family's names, its and everybody's lexicon) in a text, and in who speaks in it.

    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid)
    events.read(db, viewer, "read", "register", viewer.pilot_slug)
    return _names(pilot, db, version)


def _names(pilot: Pilot, db: Database, version: ReadableVersion) -> list[Found]:
    family = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (version.family_id,)).fetchone()[0]
    text = "\n".join(f"{turn.speaker}: {turn.text}" for turn in turns_of(db, version.version_id))
    found: dict[str, Found] = {}
    for hit in register.names_in(pilot, str(family), text, workers=True):
        known = found.get(hit.found)
        before, after = text[max(0, hit.start - AROUND):hit.start], text[hit.end:hit.end + AROUND]
        found[hit.found] = Found(hit.found, known.before if known else before.rpartition("\n")[2],
                                 known.after if known else after.partition("\n")[0], known.times + 1 if known else 1)
    return list(found.values())


@use_case(Right.PREPARE, event="declared free of names document")
def declare_free_of_names(pilot: Pilot, db: Database, viewer: Viewer, guid: str, *, no_names: bool = False) -> None:
    """Let evaluators read a text as it stands: a de-identified version with the same words, codings included.

    Args:
        no_names: the words of the register that stand in it are no names here.

    Raises: BadInput (words of the register stand in it), Conflict (declared already), NotFound, NotAllowed.
    """
    with write(db):
        version = access.require_document(db, viewer, guid)
        if version.kind == "deidentified":
            raise Conflict(N_("This text was declared free of names already."))
        if not no_names and _names(pilot, db, version):
            raise BadInput(N_(
                "Words that the register knows stand in this text. Take them out, or say that they are no names here."))
        add_version(db, viewer, version.document_id, turns_of(db, version.version_id), kind="deidentified",
                    engine="declared", based_on=version.version_id)
        events.record(db, viewer, "declared free of names", "document", guid)
