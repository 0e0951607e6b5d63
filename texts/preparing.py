"""Declaring a text free of names, by somebody who may read what still holds them; evaluators read it from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import register
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import write
from pilot.words import N_
from texts import requirements, sentences
from texts.documents import add_version, turns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from pilot.config import Pilot
    from texts.documents import NewTurn

AROUND = 60  # code points shown on either side of a word


@dataclass(frozen=True)
class Found:
    """What may give somebody away in a text, with what stands around it; `times` it stands there in all.

    `about`: 'family', 'other' (a name of another family) or 'number' (as `pilot.families.real_names.Hit`).
    """

    word: str
    before: str
    after: str
    times: int
    about: str


@dataclass(frozen=True)
class ToPrepare:
    """A text that only who prepares texts can read yet; `number` of its version, from 1.

    `is_newer`: evaluators read an earlier version of it, without what was corrected since.
    """

    guid: str
    number: int
    is_newer: bool
    title: str
    family: str
    told_on: str


# Version `v` of document `d` may hold names, and none without names was made of it since. What came without a note of
# what it was made of (before there were such notes) was made of what was there.
WAITING = (
    "v.document_id = d.document_id AND v.number = (SELECT max(n.number) FROM document_version n"
    "  WHERE n.document_id = d.document_id AND n.kind <> 'deidentified')"
    " AND NOT EXISTS (SELECT 1 FROM document_version free WHERE free.document_id = d.document_id"
    "  AND free.kind = 'deidentified' AND (free.based_on = v.version_id"
    "   OR (free.based_on IS NULL AND free.number > v.number)))")
WAITS = f"EXISTS (SELECT 1 FROM document_version v WHERE {WAITING})"
ORDERS = {"told": Order(N_("first told first"), "d.told_on, d.document_id"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, d.told_on, d.document_id")}


@use_case(Right.PREPARE, reads="titles")
def to_prepare(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[ToPrepare]:
    """The newest version that may hold names of each document, where none without names was made of it, in pages."""
    return _waiting(db, viewer, wanted)


def _waiting(db: Database, viewer: Viewer, wanted: Wanted = ALL, document: str | None = None) -> Paged[ToPrepare]:
    where, params = access.documents_where(db, viewer)
    source = Source(
        "FROM document d JOIN family f USING (family_id) JOIN document_version r ON r.version_id = d.read_version_id"
        f" JOIN document_version v ON {WAITING} WHERE {where} AND (? IS NULL OR d.guid = ?)",
        (*params, document, document), "d.title || ' ' || f.pseudonym")
    found = fetch(db, "d.guid, v.number, r.kind = 'deidentified', d.title, f.pseudonym, d.told_on", source, wanted,
                  ORDERS)
    return found.of(ToPrepare(guid, number, bool(newer), *rest) for guid, number, newer, *rest in found)


@use_case(Right.PREPARE, reads="titles")
def waiting_one(db: Database, viewer: Viewer, guid: str) -> ToPrepare | None:
    """One document that waits; None when it does not, or is not for this viewer."""
    return next(iter(_waiting(db, viewer, document=guid)), None)


@use_case(Right.PREPARE, reads="titles")
def number_of(db: Database, viewer: Viewer, guid: str) -> int:
    """Number of the version of a document that waits. Raises: Conflict when none does, NotFound, NotAllowed."""
    access.require_document(db, viewer, guid)
    if one := waiting_one(db, viewer, guid):
        return one.number
    raise Conflict(N_("This text was declared free of names already."))


@use_case(Right.PREPARE, event="compared document", reads="real names that stand in a text")
def names_in(pilot: Pilot, db: Database, viewer: Viewer, guid: str, number: int | None = None) -> list[Found]:
    """What may give somebody away in a text, its title and who speaks: names and words of the register, numbers.

    Args:
        number: of the version, from 1; the one this viewer reads when None.

    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid, number)
    events.read(db, viewer, "compared", "document", guid)
    return _names(pilot, db, version)


def _names(pilot: Pilot, db: Database, version: ReadableVersion) -> list[Found]:
    return found_in(pilot, *requirements.called_and_said(db, version.document_id, turns_of(db, version.version_id)))


def names_among(pilot: Pilot, db: Database, document_id: int, turns: Sequence[NewTurn]) -> list[str]:
    """The words of the register, and numbers, that stand in turns of a document, its title or who speaks in it."""
    return [one.word for one in found_in(pilot, *requirements.called_and_said(db, document_id, turns))]


def found_in(pilot: Pilot, family: str, text: str) -> list[Found]:
    """The words of `text` that can show who somebody is, in order, each once; `family`: guid of whose text it is."""
    found: dict[str, Found] = {}
    for hit in register.names_in(pilot, family, text):
        known = found.get(hit.found)
        before, after = text[max(0, hit.start - AROUND):hit.start], text[hit.end:hit.end + AROUND]
        found[hit.found] = replace(known, times=known.times + 1) if known else Found(
            hit.found, before.rpartition("\n")[2], after.partition("\n")[0], 1, hit.about)
    return list(found.values())


@use_case(Right.PREPARE, event="declared free of names document")
def declare_free_of_names(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, number: int, *, no_names: bool = False,
) -> None:
    """Let evaluators read a text as it stands: a de-identified version with the same words, codings included.

    Args:
        number: of the version that was read and found to be free of names, from 1.
        no_names: the words of the register that stand in it are no names here.

    Raises: BadInput (words of the register stand in it, or words that were chosen to be replaced), Conflict (declared
        already, or changed meanwhile), NotFound, NotAllowed.
    """
    with write(db):
        version = access.require_document(db, viewer, guid, number)
        if number_of(db, viewer, guid) != number:
            raise Conflict(N_("This text was changed meanwhile. Read it again before you declare it free of names."))
        if db.conn.execute("SELECT 1 FROM name_place WHERE version_id = ? AND decision = 'replace'",
                           (version.version_id,)).fetchone():
            raise BadInput(N_(
                "Words of this text were chosen to be replaced. Make the version without names where names are decided"
                " about, or say there that they stay."))
        if not no_names and _names(pilot, db, version):
            raise BadInput(requirements.SHOWN)
        made = add_version(db, viewer, version.document_id, turns_of(db, version.version_id), kind="deidentified",
                           engine="declared", based_on=version.version_id)
        events.record(db, viewer, "declared free of names", "document", guid)
    sentences.settle(db, [made])
