"""The rules about single things: which families, documents, versions and recordings are for a viewer.

Lists compose the SQL conditions, use cases about one thing ask `require_...`; both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import reach
from pilot.access.rights import Right, Role
from pilot.errors import NotAllowed, NotFound, OutOfReach, Withdrawn
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access.rights import Viewer


def families_where(viewer: Viewer, alias: str = "f") -> tuple[str, list[object]]:
    """SQL condition and parameters for the families a viewer may know of.

    A coach has the families she supports or supported; evaluators and admins have all; steering has none.
    """
    viewer_has = viewer.may(Right.SEE_FAMILIES)
    if not viewer_has:
        return "0", []
    if viewer.role is Role.COACH:
        return f"{alias}.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)", [viewer.coach_id]
    return "1", []


def documents_where(db: Database, viewer: Viewer, alias: str = "d") -> tuple[str, list[object]]:
    """SQL condition and parameters for the documents a viewer may open.

    A coach opens what she told herself about her own families, never what a family said; evaluators open all
    that is not withdrawn, is in reach for analysing today, and has a version their role may read.
    """
    theirs, params = _theirs(viewer, alias)
    if theirs == "0":
        return theirs, params
    where, more = reach.documents_where(db, "analyse", alias)
    return f"{theirs} AND {where}", [*params, *more]


def _theirs(viewer: Viewer, alias: str) -> tuple[str, list[object]]:
    """Condition for what a viewer's role opens, whether or not it was withdrawn or consent put it out of reach."""
    if not viewer.may(Right.READ_DOCUMENTS):
        return "0", []
    if viewer.role is Role.COACH:
        return (
            f"{alias}.voice = 'coach'"
            f" AND {alias}.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)"
            f" AND {alias}.document_id IN (SELECT document_id FROM document_person WHERE person_id = ? AND tells)",
            [viewer.coach_id, viewer.coach_id],
        )
    return "1", []


def kinds_readable(db: Database, viewer: Viewer) -> set[str]:
    """Kinds of document version ('raw', 'corrected', 'deidentified') this viewer's role may read in this pilot."""
    if viewer.role is Role.OPERATOR:
        return {"raw", "corrected", "deidentified"}
    rows = db.conn.execute("SELECT kind FROM reading_right WHERE role = ?", (viewer.role.value,))
    return {row[0] for row in rows}


def require_family(db: Database, viewer: Viewer, guid: str) -> int:
    """`family_id` of a family the viewer may know of.

    Raises: NotFound alike for a family that is not there and one that is not the viewer's.
    """
    where, params = families_where(viewer)
    row = db.conn.execute(f"SELECT f.family_id FROM family f WHERE f.guid = ? AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This family is not there, or it is not one of yours."))
    return int(row[0])


# What is read first comes first: a text without names, whatever was made of the raw one since.
BY_STAGE = "CASE kind WHEN 'deidentified' THEN 2 WHEN 'corrected' THEN 1 ELSE 0 END DESC, number DESC"


@dataclass(frozen=True)
class ReadableVersion:
    """The version of a document that a viewer reads and codes.

    Chosen by stage (de-identified before corrected before raw, as far as the viewer may) and then by number.
    """

    document_id: int
    document_guid: str
    family_id: int
    version_id: int
    version_guid: str
    number: int
    kind: str


def require_document(db: Database, viewer: Viewer, guid: str) -> ReadableVersion:
    """The version of document `guid` that this viewer reads.

    Raises:
        NotFound: no such document, or not for this viewer; Withdrawn, OutOfReach: it is there, but not to be read.
        NotAllowed: there is a document, but only in versions this role may not read in this pilot.
    """
    theirs, params = _theirs(viewer, "d")
    reached, more = reach.document_where(db, "analyse")
    row = db.conn.execute(
        f"SELECT d.document_id, d.family_id, d.withdrawn_at, {reached} FROM document d WHERE d.guid = ? AND {theirs}",
        (*more, guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This document is not there, or it is not for you to read."))
    require_in_reach(withdrawn_at=row[2], reached=row[3])
    kinds = sorted(kinds_readable(db, viewer))
    marks = ", ".join("?" * len(kinds))
    version = db.conn.execute(
        "SELECT version_id, guid, number, kind FROM document_version"
        f" WHERE document_id = ? AND kind IN ({marks}) ORDER BY {BY_STAGE} LIMIT 1",
        (row[0], *kinds),
    ).fetchone()
    if version is None:
        raise NotAllowed(
            N_("This document still holds real names. You can read it once it has been de-identified."))
    return ReadableVersion(row[0], guid, row[1], *version)


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
    """A recording that a viewer may hear; its file is `<guid>.<ext>` among the pilot's recordings."""

    recording_id: int
    guid: str
    ext: str
    media_type: str


def require_recording(db: Database, viewer: Viewer, guid: str) -> HearableRecording:
    """The recording `guid`, when this viewer may hear it.

    A voice tells who speaks as surely as a name does, so a recording needs the right to read raw versions. A coach
    hears only what she told herself about a family of her own; a recording whose document was withdrawn is gone.

    Raises:
        NotAllowed: the role hears no recordings, or reads no raw versions in this pilot.
        NotFound: no such recording, or not one of this coach's own; OutOfReach: consent for recording is missing.
    """
    viewer.require(Right.HEAR_RECORDINGS)
    theirs = "1"
    params: list[object] = []
    if viewer.role is Role.COACH:
        theirs = (
            "r.voice = 'coach' AND r.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)"
            " AND r.recording_id IN (SELECT recording_id FROM recording_person WHERE person_id = ?)"
        )
        params = [viewer.coach_id, viewer.coach_id]
    reached, more = reach.recordings_where(db, "record")
    row = db.conn.execute(
        f"SELECT r.recording_id, r.guid, r.ext, r.media_type, {reached} FROM recording r WHERE r.guid = ? AND {theirs}",
        (*more, guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This recording is not there, or it is not for you to hear."))
    if not row[4]:
        raise OutOfReach(N_(
            "This recording is out of reach: somebody's consent for recording is missing, was withdrawn or has ended,"
            " or its text was withdrawn."))
    if "raw" not in kinds_readable(db, viewer):
        raise NotAllowed(N_("In this pilot your role may not hear recordings: a voice gives away who speaks."))
    return HearableRecording(*row[:4])
