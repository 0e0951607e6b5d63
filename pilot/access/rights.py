"""Roles, rights, and who is looking.

`Right` names what can be done; `ROLES_WITH` says which roles may. The rules about single things (whose family, which
version, consent) come on top: see `conditions`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pilot.errors import NotAllowed
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
