"""What withdrawing a consent touches, told before it is done; and withdrawing as the decision after it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, touched
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.families import consent, decisions, people
from pilot.store.files import write
from pilot.words import N_
from texts import documents, recordings, requirements

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from pilot.access import Viewer


@dataclass(frozen=True)
class Hanging:
    """What hangs on a consent: a document, or a recording (kind 'recording', title '' without a text).

    `told_on` is an ISO date.
    """

    guid: str
    title: str
    kind: str
    told_on: str


@dataclass(frozen=True)
class Touched:
    """What goes out of reach when a person withdraws consent for a use.

    Attributes:
        conversations, stories, sounds (recordings): how many.
        documents: `document_id` of the conversations and stories.
        known: those of them that this viewer may know of, the first told first.
    """

    conversations: int
    stories: int
    sounds: int
    documents: tuple[int, ...]
    known: tuple[Hanging, ...]

    @property
    def nothing(self) -> bool:
        """Nothing hangs on this consent."""
        return not (self.documents or self.sounds)


@use_case(Right.RECORD_CONSENT, reads="titles")
def what(db: Database, viewer: Viewer, person_guid: str, use: str) -> Touched:
    """What hangs on a person's consent for a use and is in reach now. Raises: NotFound, NotAllowed."""
    who = people.person(db, person_guid)
    consent.require_own(db, viewer, who)
    ids = touched.documents(db, who.person_id, use)
    kinds = [row[0] for row in db.conn.execute(
        "SELECT kind FROM document WHERE document_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))]
    theirs, params = access.documents_where(db, viewer)
    return Touched(
        kinds.count("interview"), kinds.count("story"), len(touched.recordings(db, who.person_id, use)), tuple(ids),
        _hanging(db, ids, theirs, params))


def _hanging(db: Database, ids: list[int], where: str = "1", params: Collection[object] = ()) -> tuple[Hanging, ...]:
    rows = db.conn.execute(
        "SELECT d.guid, d.title, d.kind, d.told_on FROM document d WHERE d.document_id IN"
        f" (SELECT value FROM json_each(?)) AND {where} ORDER BY d.told_on, d.document_id", (json.dumps(ids), *params))
    return tuple(Hanging(*row) for row in rows)


@use_case(Right.WITHDRAW, reads="titles")
def to_decide(db: Database, viewer: Viewer, guid: str) -> tuple[Hanging, ...]:
    """What is out of reach by the consent of an open decision: documents, then sound, the first told first.

    For consent to recording or transcribing it is sound only: what was told with it is not out of reach.
    Raises: Conflict, NotFound, NotAllowed.
    """
    which = decisions.decision(db, viewer, guid)
    return (*_hanging(db, touched.documents(db, which.person_id, which.use, reached=False)),
            *_sounds(db, touched.recordings(db, which.person_id, which.use, reached=False)))


def _sounds(db: Database, ids: list[int]) -> tuple[Hanging, ...]:
    rows = db.conn.execute(
        "SELECT r.guid, coalesce(d.title, ''), 'recording', r.recorded_on FROM recording r LEFT JOIN document d"
        " USING (recording_id) WHERE r.recording_id IN (SELECT value FROM json_each(?))"
        " ORDER BY r.recorded_on, r.recording_id", (json.dumps(ids),))
    return tuple(Hanging(*row) for row in rows)


@use_case(Right.WITHDRAW, event=(
    "decided: withdrawn consent_decision", "withdrawn document", "withdrawn recording"))
def decide_to_withdraw(db: Database, viewer: Viewer, guid: str, reason: str, only: Collection[str]) -> None:
    """Withdraw documents and recordings (guids) that hang on the consent of an open decision, and close it.

    Raises: BadInput (no reason, none chosen, or one that does not hang on it), Conflict, NotFound, NotAllowed.
    """
    with write(db):
        which = decisions.decision(db, viewer, guid)
        known = {one.guid: one.kind for one in to_decide(db, viewer, guid)}
        if not only or set(only) - set(known):
            raise BadInput(N_("Choose which conversations, stories and recordings to withdraw."))
        for one in sorted(only):
            withdraw = recordings.withdraw_within if known[one] == "recording" else documents.withdraw_within
            withdraw(db, viewer, one, reason)
        decisions.close(db, viewer, which, "withdrawn", requirements.check_reason(reason))
