"""Who may do what: the one place where rights are decided.

`Right` names every use case; `ROLES_WITH` says which roles have it. On top of a right come the rules about
single things: a coach has only her own families, and reads only what she told herself; which kind of version a
role may read is a setting of the pilot. Use cases ask `viewer.require(...)`; lists use the SQL conditions here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pilot.errors import NotAllowed, NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database


class Role(StrEnum):
    """What somebody is in one pilot. OPERATOR is who runs cli.py on the machine itself; no account can have it."""

    COACH = "coach"
    EVALUATOR = "evaluator"
    STEERING = "steering"
    ADMIN = "admin"
    OPERATOR = "operator"


ROLES = (Role.COACH, Role.EVALUATOR, Role.STEERING, Role.ADMIN)


class Right(StrEnum):
    """One name per thing that can be done."""

    SEE_SUMMARY = "see_summary"  # one unfiltered line per code, families only
    SEE_THEMES = "see_themes"  # family rows, filters, cells
    READ_DOCUMENTS = "read_documents"  # which ones: `documents_where`
    CODE = "code"
    SEE_OTHER_CODERS = "see_other_coders"
    ADD_MATERIAL = "add_material"  # upload and import recordings and texts
    HEAR_RECORDINGS = "hear_recordings"
    TRANSCRIBE = "transcribe"
    SEE_CODEBOOK = "see_codebook"
    LOAD_CODEBOOK = "load_codebook"
    SEE_FAMILIES = "see_families"  # which ones: `families_where`
    MANAGE_FAMILIES = "manage_families"  # families, persons, support, coaching
    RECORD_CONSENT = "record_consent"
    WRITE_STORY = "write_story"
    SEE_TIMELINE = "see_timeline"
    SEE_REGISTER = "see_register"  # which families: `families_where`
    MANAGE_REGISTER = "manage_register"
    MANAGE_PEOPLE = "manage_people"  # accounts and memberships
    MANAGE_SETTINGS = "manage_settings"
    SEE_EVENTS = "see_events"
    BACK_UP = "back_up"


_COACH, _EVALUATOR, _STEERING, _ADMIN = ROLES
ROLES_WITH: dict[Right, frozenset[Role]] = {
    Right.SEE_SUMMARY: frozenset({_EVALUATOR, _STEERING}),
    Right.SEE_THEMES: frozenset({_EVALUATOR}),
    Right.READ_DOCUMENTS: frozenset({_COACH, _EVALUATOR}),
    Right.CODE: frozenset({_EVALUATOR}),
    Right.SEE_OTHER_CODERS: frozenset({_EVALUATOR}),
    Right.ADD_MATERIAL: frozenset({_EVALUATOR}),
    Right.HEAR_RECORDINGS: frozenset({_COACH, _EVALUATOR}),
    Right.TRANSCRIBE: frozenset({_EVALUATOR}),
    Right.SEE_CODEBOOK: frozenset({_COACH, _EVALUATOR, _STEERING, _ADMIN}),
    Right.LOAD_CODEBOOK: frozenset({_EVALUATOR, _ADMIN}),
    Right.SEE_FAMILIES: frozenset({_COACH, _EVALUATOR, _ADMIN}),
    Right.MANAGE_FAMILIES: frozenset({_ADMIN}),
    Right.RECORD_CONSENT: frozenset({_COACH, _EVALUATOR, _ADMIN}),
    Right.WRITE_STORY: frozenset({_COACH}),
    Right.SEE_TIMELINE: frozenset({_COACH, _EVALUATOR}),
    Right.SEE_REGISTER: frozenset({_COACH, _ADMIN}),
    Right.MANAGE_REGISTER: frozenset({_ADMIN}),
    Right.MANAGE_PEOPLE: frozenset({_ADMIN}),
    Right.MANAGE_SETTINGS: frozenset({_ADMIN}),
    Right.SEE_EVENTS: frozenset({_ADMIN}),
    Right.BACK_UP: frozenset({_ADMIN}),
}


@dataclass(frozen=True)
class Viewer:
    """Who is looking, in one pilot.

    Attributes:
        account_guid: the account's guid, also `user.guid` in the pilot file.
        role: the role in this pilot.
        pilot_slug: the pilot.
        user_id: the row in the pilot file's `user` table.
        label: what coders are called on pages ("evaluator 2"), never a name.
        coach_id: `person.person_id` of a coach, else None.
    """

    account_guid: str
    role: Role
    pilot_slug: str
    user_id: int
    label: str = ""
    coach_id: int | None = None

    def may(self, right: Right) -> bool:
        """Whether this viewer has `right` at all; rules about single things come on top."""
        return self.role is Role.OPERATOR or self.role in ROLES_WITH[right]

    def require(self, right: Right) -> None:
        """Raises: NotAllowed when the viewer has no such right."""
        if not self.may(right):
            raise NotAllowed(N_("You may not do this in this pilot. Ask an administrator if you need it."))


def viewer_for(db: Database, account_guid: str, role: Role, pilot_slug: str) -> Viewer:
    """The viewer for a member of a pilot, found in the pilot file.

    Raises: NotAllowed when the account has no row in the pilot file or is disabled there.
    """
    row = db.conn.execute(
        "SELECT u.user_id, u.label, p.person_id FROM user u LEFT JOIN person p ON p.user_id = u.user_id"
        " WHERE u.guid = ? AND u.disabled_at IS NULL",
        (account_guid,),
    ).fetchone()
    if row is None:
        raise NotAllowed(N_("You are not a member of this pilot. Ask an administrator."))
    return Viewer(account_guid, role, pilot_slug, row[0], row[1], row[2] if role is Role.COACH else None)


OPERATOR_GUID = "00000000-0000-4000-8000-000000000001"


def operator(db: Database, pilot_slug: str) -> Viewer:
    """The viewer of cli.py: whoever can run it can read the files anyway. Its row is made when missing."""
    db.conn.execute("INSERT OR IGNORE INTO user(guid, label) VALUES (?, 'cli')", (OPERATOR_GUID,))
    viewer = viewer_for(db, OPERATOR_GUID, Role.EVALUATOR, pilot_slug)
    return replace(viewer, role=Role.OPERATOR)


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


def documents_where(viewer: Viewer, alias: str = "d") -> tuple[str, list[object]]:
    """SQL condition and parameters for the documents a viewer may open.

    A coach opens what she told herself about her own families, never what a family said; evaluators open all
    that is not withdrawn and has a version their role may read (`readable_version`).
    """
    if not viewer.may(Right.READ_DOCUMENTS):
        return "0", []
    live = f"{alias}.withdrawn_at IS NULL"
    if viewer.role is Role.COACH:
        return (
            f"{live} AND {alias}.voice = 'coach'"
            f" AND {alias}.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)"
            f" AND {alias}.document_id IN (SELECT document_id FROM document_person WHERE person_id = ?)",
            [viewer.coach_id, viewer.coach_id],
        )
    return live, []


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


@dataclass(frozen=True)
class ReadableVersion:
    """The version of a document that a viewer reads and codes: the newest of the kinds the viewer may read."""

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
        NotFound: no such document, withdrawn, or not for this viewer.
        NotAllowed: there is a document, but only in versions this role may not read in this pilot.
    """
    where, params = documents_where(viewer)
    row = db.conn.execute(
        f"SELECT d.document_id, d.family_id FROM document d WHERE d.guid = ? AND {where}", (guid, *params)
    ).fetchone()
    if row is None:
        raise NotFound(N_("This document is not there, or it is not for you to read."))
    kinds = sorted(kinds_readable(db, viewer))
    marks = ", ".join("?" * len(kinds))
    version = db.conn.execute(
        "SELECT version_id, guid, number, kind FROM document_version"
        f" WHERE document_id = ? AND kind IN ({marks}) ORDER BY number DESC LIMIT 1",
        (row[0], *kinds),
    ).fetchone()
    if version is None:
        raise NotAllowed(
            N_("This document still holds real names. You can read it once it has been de-identified."))
    return ReadableVersion(row[0], guid, row[1], *version)


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
        NotFound: no such recording, or not one of this coach's own.
    """
    viewer.require(Right.HEAR_RECORDINGS)
    where = "1"
    params: list[object] = []
    if viewer.role is Role.COACH:
        where = (
            "r.voice = 'coach' AND r.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)"
            " AND r.recording_id IN (SELECT recording_id FROM recording_person WHERE person_id = ?)"
        )
        params = [viewer.coach_id, viewer.coach_id]
    row = db.conn.execute(
        f"SELECT r.recording_id, r.guid, r.ext, r.media_type FROM recording r WHERE r.guid = ? AND {where}"
        " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.recording_id = r.recording_id"
        " AND d.withdrawn_at IS NOT NULL)",
        (guid, *params),
    ).fetchone()
    if row is None:
        raise NotFound(N_("This recording is not there, or it is not for you to hear."))
    if "raw" not in kinds_readable(db, viewer):
        raise NotAllowed(N_("In this pilot your role may not hear recordings: a voice gives away who speaks."))
    return HearableRecording(*row)
