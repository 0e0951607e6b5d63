"""The rules about single things: which families, documents, versions and recordings are for a viewer.

Lists compose the SQL conditions, use cases about one thing ask `require_...`; both say the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import reach, three_states
from pilot.access.rights import Right, Role
from pilot.clock import today
from pilot.door import inner
from pilot.errors import NotAllowed, NotFound, OutOfReach, Withdrawn
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access.rights import Viewer


_OWN_FAMILY = "{alias}.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)"
_OWN_WORDS = {
    "document": "{alias}.document_id IN (SELECT document_id FROM document_person WHERE person_id = ? AND tells)",
    "recording": "{alias}.recording_id IN (SELECT recording_id FROM recording_person WHERE person_id = ?)",
}


def _own_words(viewer: Viewer, alias: str, table: str) -> tuple[str, list[object]]:
    """What a coach told herself about a family of hers; `table` is 'document' or 'recording', called `alias`."""
    sql = f"{{alias}}.voice = 'coach' AND {_OWN_FAMILY} AND {_OWN_WORDS[table]}"
    return sql.format(alias=alias), [viewer.coach_id, viewer.coach_id]


def _handed_over(db: Database, viewer: Viewer, alias: str) -> tuple[str, list[object]]:
    """What another coach told about a family this one took over, as far as the family agreed that she reads it.

    From the day she coaches it until she does no more.
    """
    day = today(db)
    sql = (f"{alias}.document_id IN (SELECT h.document_id FROM handover_open h JOIN coaching c"
           " ON c.family_id = h.family_id AND c.coach_id = h.successor_id WHERE h.successor_id = ?"
           " AND h.document_id IS NOT NULL AND c.from_on <= ? AND (c.until_on IS NULL OR c.until_on >= ?))")
    return sql, [viewer.coach_id, day, day]


@inner("a rule that reads compose")
def families_where(
    viewer: Viewer, alias: str = "f", right: Right = Right.SEE_FAMILIES
) -> tuple[str, list[object]]:
    """SQL condition and parameters for the families for which a viewer has `right`.

    Who has it as a coach has it for the families she supports or supported; who has it by another role, for all.
    """
    if not viewer.may(right):
        return "0", []
    return (_OWN_FAMILY.format(alias=alias), [viewer.coach_id]) if viewer.only_own(right) else ("1", [])


@inner("a rule that reads compose")
def documents_where(db: Database, viewer: Viewer, alias: str = "d") -> tuple[str, list[object]]:
    """SQL condition and parameters for the documents a viewer may know of.

    Who is a coach only knows what she told herself about her own families, never what a family said, and what a
    predecessor told as far as the family agreed that she reads it; others know all that is not withdrawn and is in
    reach for analysing today. Which versions may be read is another question: `versions_where`.
    """
    theirs, params = knowable_where(db, viewer, alias)
    if theirs == "0":
        return theirs, params
    where, more = reach.documents_where(db, "analyse", alias)
    return f"{theirs} AND {where}", [*params, *more]


@inner("a rule that reads compose")
def knowable_where(db: Database, viewer: Viewer, alias: str = "d") -> tuple[str, list[object]]:
    """Condition for what a viewer's role opens, whether or not it was withdrawn or consent put it out of reach."""
    if not viewer.may(Right.READ_DOCUMENTS):
        return "0", []
    if viewer.only_own(Right.READ_DOCUMENTS):
        own, params = _own_words(viewer, alias, "document")
        handed, more = _handed_over(db, viewer, alias)
        return f"(({own}) OR {handed})", [*params, *more]
    return "1", []


@inner("a rule that reads compose")
def versions_where(
    viewer: Viewer, document: str = "d", version: str = "v", *, replaced: bool = False,
) -> tuple[str, list[object]]:
    """SQL condition and parameters for the versions a viewer may read, of documents for which `documents_where` holds.

    A raw or corrected version may hold real names, and so may one free of names that was made anew since: they are for
    who prepares texts, and for the coach whose words they are.

    Args:
        replaced: also those free of names that were made anew since: for what somebody did while she read them.
    """
    if viewer.may(Right.PREPARE):
        return "1", []
    free = (f"({version}.kind = 'deidentified'"
            f" AND ({int(replaced)} OR {version}.version_id = {document}.read_version_id))")
    if Role.COACH in viewer.roles:
        own, params = _own_words(viewer, document, "document")
        return f"({free} OR ({own}))", params
    return free, []


@inner("a rule that use cases on one thing ask")
def require_family(db: Database, viewer: Viewer, guid: str, right: Right = Right.SEE_FAMILIES) -> int:
    """`family_id` of a family for which the viewer has `right`.

    Raises: NotFound alike for a family that is not there and one that is not the viewer's.
    """
    where, params = families_where(viewer, right=right)
    row = db.conn.execute(f"SELECT f.family_id FROM family f WHERE f.guid = ? AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This family is not there, or it is not one of yours."))
    return int(row[0])


def require_words_of(db: Database, family_id: int) -> None:
    """What is written about a family may be read today. Raises: OutOfReach."""
    if not reach.family_in_reach(db, family_id):
        raise OutOfReach(N_(
            "What is written about this family is out of reach: somebody's consent to analysing is missing, was"
            " withdrawn or has ended."))


# What is read first comes first: a text without names, whatever was made of the raw one since.
BY_STAGE = "CASE v.kind WHEN 'deidentified' THEN 2 WHEN 'corrected' THEN 1 ELSE 0 END DESC, v.number DESC"


@dataclass(frozen=True)
class ReadableVersion:
    """A version of a document that a viewer reads and codes.

    `is_current`: the one read now, chosen by stage (de-identified before corrected before raw, as far as the viewer
    may) and then by number; others are read by their number only.
    """

    document_id: int
    document_guid: str
    family_id: int
    version_id: int
    version_guid: str
    number: int
    kind: str
    is_current: bool


@dataclass(frozen=True)
class KnownDocument:
    """A document that a viewer may know of, whether or not she may read any version of it."""

    document_id: int
    family_id: int


@inner("a rule that use cases on one thing ask")
def require_known(db: Database, viewer: Viewer, guid: str) -> KnownDocument:
    """The document `guid`, when this viewer may know of it.

    Raises:
        NotFound: no such document, or not for this viewer; Withdrawn, OutOfReach: it is there, but not to be read.
    """
    theirs, params = knowable_where(db, viewer)
    reached, more = reach.document_where(db, "analyse")
    row = db.conn.execute(
        f"SELECT d.document_id, d.family_id, d.withdrawn_at, {reached} FROM document d WHERE d.guid = ? AND {theirs}",
        (*more, guid, *params)).fetchone()
    if row is None:
        raise NotFound(three_states.DOCUMENT_ERASED if three_states.is_erased(db, "document", guid) else N_(
            "This document is not there, or it is not for you to read."))
    require_in_reach(withdrawn_at=row[2], reached=row[3])
    return KnownDocument(row[0], row[1])


@inner("a rule that use cases on one thing ask")
def require_document(db: Database, viewer: Viewer, guid: str, number: int | None = None) -> ReadableVersion:
    """The version of document `guid` that this viewer reads: the current one, or the one with that number (from 1).

    Raises:
        NotFound: no such document or version, or not for this viewer; Withdrawn, OutOfReach: it is there, but not to be
            read.
        NotAllowed: there is a document, but only in versions this viewer may not read.
    """
    known = require_known(db, viewer, guid)
    readable, params = versions_where(viewer)
    versions = db.conn.execute(
        "SELECT v.version_id, v.guid, v.number, v.kind FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.document_id = ? AND {readable} ORDER BY {BY_STAGE}" + (" LIMIT 1" if number is None else ""),
        (known.document_id, *params),
    ).fetchall()
    if not versions:
        raise NotAllowed(
            N_("This document still holds real names. You can read it once it has been de-identified."))
    chosen = next((one for one in versions if number in (None, one[2])), None)
    if chosen is None:
        raise NotFound(N_("This version of the text is not there, or it is not for you to read."))
    version_id, version_guid, its_number, kind = chosen
    return ReadableVersion(
        known.document_id, guid, known.family_id, version_id, version_guid, its_number, kind, chosen == versions[0])


@inner("a rule that reads compose")
def current_versions(db: Database, viewer: Viewer, documents: Iterable[int]) -> dict[int, int]:
    """Of documents (`document_id`) that were chosen as this viewer may: the version_id that she reads of each."""
    readable, params = versions_where(viewer)
    return dict(db.conn.execute(
        "SELECT d.document_id, (SELECT v.version_id FROM document_version v WHERE v.document_id = d.document_id"
        f" AND {readable} ORDER BY {BY_STAGE} LIMIT 1) FROM document d"
        " WHERE d.document_id IN (SELECT value FROM json_each(?))",
        (*params, json.dumps(sorted(documents)))).fetchall())


def require_in_reach(*, withdrawn_at: str | None, reached: int) -> None:
    """Raises: Withdrawn or OutOfReach, each with its own sentence."""
    if withdrawn_at:
        raise Withdrawn(N_("This document has been withdrawn. An administrator can bring it back."))
    if not reached:
        raise OutOfReach(N_(
            "This document is out of reach: somebody's consent for analysing it is missing, was withdrawn or has"
            " ended."))


@dataclass(frozen=True)
class HearableRecording:
    """A recording that a viewer may hear; its file is `<guid>.<ext>` among the pilot's recordings.

    Attributes:
        by_copy: browsers play a copy of it (`large_files.playable`), as soon as that is made.
    """

    recording_id: int
    guid: str
    ext: str
    media_type: str
    by_copy: bool


@inner("a rule that use cases on one thing ask")
def require_recording(db: Database, viewer: Viewer, guid: str) -> HearableRecording:
    """The recording `guid`, when this viewer may hear it.

    A voice tells who speaks as surely as a name does, so a recording is for who prepares texts. A coach hears what she
    told herself about a family of her own; a recording that was withdrawn, itself or with its text, is gone.

    Raises:
        NotAllowed: this viewer hears no recordings.
        NotFound: no such recording, or not one of this coach's own; Withdrawn: itself or with its text; OutOfReach:
            consent for recording is missing.
    """
    viewer.require(Right.HEAR_RECORDINGS)
    theirs, params = (
        _own_words(viewer, "r", "recording") if viewer.only_own(Right.HEAR_RECORDINGS) else ("1", []))
    reached, more = reach.recordings_where(db, "record")
    row = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, r.media_type, coalesce(r.plays, '') = 'copy', r.withdrawn_at,"
        f" {reached}, {reach.NOT_WITHDRAWN.format(r='r')} FROM recording r"
        f" WHERE r.guid = ? AND {theirs}",
        (*more, guid, *params)).fetchone()
    if row is None:
        raise NotFound(three_states.RECORDING_ERASED if three_states.is_erased(db, "recording", guid) else N_(
            "This recording is not there, or it is not for you to hear."))
    if row[5]:
        raise Withdrawn(N_("This recording has been withdrawn. An administrator can bring it back."))
    if not row[7]:
        raise Withdrawn(N_("The text of this recording has been withdrawn. An administrator can bring it back."))
    if not row[6]:
        raise OutOfReach(N_(
            "This recording is out of reach: somebody's consent for recording is missing, was withdrawn or has ended."))
    return HearableRecording(row[0], row[1], row[2], row[3], bool(row[4]))
