"""Roles, rights, and who is looking.

`Right` names what can be done; `ROLES_WITH` says which roles may, `WITH_PREPARE` what somebody may who was given the
right to prepare texts. Somebody with several roles may all that one of them may. The rules about single things (whose
family, which version, consent) come on top: see `conditions`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from pilot.errors import ConfirmFirst, NotAllowed
from pilot.makers import OPERATOR_GUID, maker
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


class Role(StrEnum):
    """What somebody is in one pilot, often one thing, sometimes several.

    OPERATOR is who runs cli.py on the machine itself; no account can have it.
    """

    COACH = "coach"
    EVALUATOR = "evaluator"
    STEERING = "steering"
    ADMIN = "admin"
    OPERATOR = "operator"


ROLES = (Role.COACH, Role.EVALUATOR, Role.STEERING, Role.ADMIN)
ROLE_NAMES = {
    Role.COACH: N_("coach"), Role.EVALUATOR: N_("evaluator"), Role.STEERING: N_("steering group"),
    Role.ADMIN: N_("administrator"),
}
MAY_PREPARE = frozenset({Role.EVALUATOR, Role.ADMIN})  # who can be given the right to prepare texts


CONFIRM = N_("Show first that it is you: give your password or a code once more. Nothing was changed.")


def in_order(roles: Iterable[Role]) -> list[Role]:
    """Roles in the order in which pages name them."""
    return sorted(roles, key=list(Role).index)


class Right(StrEnum):
    """One name per thing that can be done."""

    SEE_THEMES = "see_themes"  # family rows, filters, cells
    SEE_RELEASES = "see_releases"  # what was signed for this audience: `themes.release.store.audiences_of`
    DRAFT_RELEASES = "draft_releases"
    SIGN_RELEASES = "sign_releases"  # what somebody else drafted, and send back or withdraw it
    READ_DOCUMENTS = "read_documents"  # which ones: `documents_where`; in which versions: `versions_where`
    PREPARE = "prepare"  # raw and corrected texts and sound: correcting, taking names out; given to one account
    CODE = "code"
    SEE_OTHER_CODERS = "see_other_coders"
    LEAD_ROUNDS = "lead_rounds"  # draw documents that several code blind, and say when the round is shown
    ADD_MATERIAL = "add_material"  # upload and import recordings and texts
    WITHDRAW = "withdraw"  # take a document out of reading and counting, decide after consent was withdrawn
    BRING_BACK = "bring_back"  # see what is hidden and why, bring withdrawn documents back
    HEAR_RECORDINGS = "hear_recordings"
    HEAR_SILENCED = "hear_silenced"  # copies in which what was taken out of the text is silent
    TRANSCRIBE = "transcribe"
    SEE_CODEBOOK = "see_codebook"
    LOAD_CODEBOOK = "load_codebook"
    SEE_FAMILIES = "see_families"  # which ones: `families_where`
    MANAGE_FAMILIES = "manage_families"  # families, persons, support, coaching
    RECORD_CONSENT = "record_consent"
    WRITE_STORY = "write_story"
    CHOOSE_STORIES = "choose_stories"  # pick in rounds, and learn together; which texts it opens: `access.choosing`
    LEAD_CHOOSING = "lead_choosing"  # make rounds of choosing, show them, record what the panel chose
    EDIT_TEMPLATES = "edit_templates"  # word what a coach and a family are asked when they tell
    SEE_TIMELINE = "see_timeline"
    KEEP_FILE = "keep_file"  # what is written about a family besides stories: its file, contacts
    SEE_SIGNALS = "see_signals"  # and note one; which families it is about: those for which one has KEEP_FILE
    LEAD_SIGNALS = "lead_signals"  # bundle them, send them on, answer them, list them for a council
    SEE_REGISTER = "see_register"  # which families: `families_where`
    MANAGE_REGISTER = "manage_register"
    MANAGE_PEOPLE = "manage_people"  # accounts and memberships
    MANAGE_SETTINGS = "manage_settings"
    SEE_EVENTS = "see_events"
    ERASE = "erase"  # say how long things are kept, take out all that is held on somebody, have it erased for good


_COACH, _EVALUATOR, _STEERING, _ADMIN = ROLES
ROLES_WITH: dict[Right, frozenset[Role]] = {
    Right.SEE_THEMES: frozenset({_EVALUATOR}),
    Right.SEE_RELEASES: frozenset({_COACH, _EVALUATOR, _STEERING, _ADMIN}),
    Right.DRAFT_RELEASES: frozenset({_EVALUATOR}),
    Right.SIGN_RELEASES: frozenset({_EVALUATOR, _ADMIN}),
    Right.READ_DOCUMENTS: frozenset({_COACH, _EVALUATOR}),
    Right.PREPARE: frozenset(),
    Right.CODE: frozenset({_EVALUATOR}),
    Right.SEE_OTHER_CODERS: frozenset({_EVALUATOR}),
    Right.LEAD_ROUNDS: frozenset({_EVALUATOR}),
    Right.ADD_MATERIAL: frozenset({_EVALUATOR}),
    Right.WITHDRAW: frozenset({_EVALUATOR, _ADMIN}),
    Right.BRING_BACK: frozenset({_ADMIN}),
    Right.HEAR_RECORDINGS: frozenset({_COACH}),
    Right.HEAR_SILENCED: frozenset({_EVALUATOR}),
    Right.TRANSCRIBE: frozenset({_EVALUATOR}),
    Right.SEE_CODEBOOK: frozenset({_COACH, _EVALUATOR, _STEERING, _ADMIN}),
    Right.LOAD_CODEBOOK: frozenset({_EVALUATOR, _ADMIN}),
    Right.SEE_FAMILIES: frozenset({_COACH, _EVALUATOR, _ADMIN}),
    Right.MANAGE_FAMILIES: frozenset({_ADMIN}),
    Right.RECORD_CONSENT: frozenset({_COACH, _EVALUATOR, _ADMIN}),
    Right.WRITE_STORY: frozenset({_COACH}),
    Right.CHOOSE_STORIES: frozenset({_COACH, _EVALUATOR}),
    Right.LEAD_CHOOSING: frozenset({_EVALUATOR}),
    Right.EDIT_TEMPLATES: frozenset({_EVALUATOR, _ADMIN}),
    Right.SEE_TIMELINE: frozenset({_COACH, _EVALUATOR}),
    Right.KEEP_FILE: frozenset({_COACH, _EVALUATOR}),
    Right.SEE_SIGNALS: frozenset({_COACH, _EVALUATOR, _ADMIN}),
    Right.LEAD_SIGNALS: frozenset({_EVALUATOR, _ADMIN}),
    Right.SEE_REGISTER: frozenset({_COACH, _ADMIN}),
    Right.MANAGE_REGISTER: frozenset({_ADMIN}),
    Right.MANAGE_PEOPLE: frozenset({_ADMIN}),
    Right.MANAGE_SETTINGS: frozenset({_ADMIN}),
    Right.SEE_EVENTS: frozenset({_ADMIN}),
    Right.ERASE: frozenset({_ADMIN}),
}


# As a coach somebody has these for her own families only.
OWN_AS_COACH = frozenset(right for right, roles in ROLES_WITH.items() if _COACH in roles) - {
    Right.SEE_CODEBOOK, Right.SEE_RELEASES, Right.SEE_SIGNALS, Right.CHOOSE_STORIES}
WITH_PREPARE = frozenset({Right.PREPARE, Right.READ_DOCUMENTS, Right.HEAR_RECORDINGS})


@dataclass(frozen=True)
class Viewer:
    """Who is looking, in one pilot.

    Attributes:
        account_guid: the account's guid, also `user.guid` in the pilot file.
        roles: the roles in this pilot, at least one.
        pilot_slug: the pilot.
        user_id: the row in the pilot file's `user` table.
        label: what coders are called on pages ("evaluator 2"), never a name.
        coach_id: `person.person_id` of a coach, else None.
        prepares: whether this account was given the right to prepare texts.
        confirmed: whether she showed within the last minutes, by password or code, that it is she.
    """

    account_guid: str
    roles: frozenset[Role]
    pilot_slug: str
    user_id: int
    label: str = ""
    coach_id: int | None = None
    prepares: bool = False
    confirmed: bool = False

    @cached_property
    def rights(self) -> frozenset[Right]:
        """All that this viewer may, by any of the roles or by a right of her own."""
        if self.is_operator:
            return frozenset(Right)
        given = WITH_PREPARE if self.prepares else frozenset()
        return given | {right for right, roles in ROLES_WITH.items() if roles & self.roles}

    @property
    def is_operator(self) -> bool:
        """Whether this is the command line."""
        return Role.OPERATOR in self.roles

    def may(self, right: Right) -> bool:
        """Whether this viewer has `right` at all; rules about single things come on top."""
        return right in self.rights

    def require(self, *rights: Right) -> None:
        """Raises: NotAllowed when the viewer has none of these rights. Use cases leave this to `pilot.door`."""
        if self.rights.isdisjoint(rights):
            raise NotAllowed(N_("You may not do this in this pilot. Ask an administrator if you need it."))

    def require_confirmed(self) -> None:
        """Raises: ConfirmFirst when it is too long ago that she gave her password or a code."""
        if not self.confirmed:
            raise ConfirmFirst(CONFIRM)

    def only_own(self, right: Right) -> bool:
        """Whether `right` is this viewer's as a coach only, so that it reaches her own families and no others."""
        if self.is_operator or (self.prepares and right in WITH_PREPARE):
            return False
        return ROLES_WITH[right] & self.roles == {Role.COACH}


def viewer_for(
    db: Database, account_guid: str, roles: Iterable[Role], pilot_slug: str, *, confirmed: bool = False,
) -> Viewer:
    """The viewer for a member of a pilot, found in the pilot file; `confirmed` as `Viewer` has it.

    Raises: NotAllowed when the account has no row in the pilot file or is disabled there.
    """
    row = db.conn.execute(
        "SELECT u.user_id, u.label, p.person_id, g.origin FROM user u LEFT JOIN person p ON p.user_id = u.user_id"
        " LEFT JOIN prepare_grant g ON g.user_id = u.user_id WHERE u.guid = ? AND u.disabled_at IS NULL",
        (account_guid,),
    ).fetchone()
    if row is None:
        raise NotAllowed(N_("You are not a member of this pilot. Ask an administrator."))
    held = frozenset(roles)
    coach_id = row[2] if Role.COACH in held else None
    label = maker(account_guid, row[1])
    return Viewer(account_guid, held, pilot_slug, row[0], label, coach_id, grant_holds(row[3], held), confirmed)


def grant_holds(origin: str | None, roles: Iterable[Role]) -> bool:
    """Whether a grant to prepare texts holds for somebody with these roles.

    Args:
        origin: 'given' by an administrator; 'setting' where evaluators could read raw texts before there were grants:
            kept for everybody then in the pilot, it holds for evaluators; None for no grant.
    """
    held = set(roles)
    return bool(held & MAY_PREPARE) if origin == "given" else origin == "setting" and Role.EVALUATOR in held


def operator(db: Database, pilot_slug: str) -> Viewer:
    """The viewer of cli.py: whoever can run it can read the files anyway. Its row is made when missing."""
    db.conn.execute("INSERT OR IGNORE INTO user(guid, label) VALUES (?, 'cli')", (OPERATOR_GUID,))
    viewer = viewer_for(db, OPERATOR_GUID, [], pilot_slug)
    return replace(viewer, roles=frozenset({Role.OPERATOR}), confirmed=True)
