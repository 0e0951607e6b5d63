"""Two pairs of eyes: who drafted a release proposes it, another signs it or sends it back, and either withdraws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.store.files import write
from pilot.visible import visible
from pilot.words import N_
from themes.release import ground, store
from themes.release.quotes_out import leaving as quotes
from themes.release.showable import only_showable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content

MOST_WORDS = 1000  # characters of a reason


@dataclass(frozen=True)
class Proposal:
    """What waits for a signature: what it says and for whom, and nothing of how it was drafted.

    Attributes:
        proposed_at: UTC, ISO; signed: by how many already; needed: signatures in all.
        sha256: of the content: what is signed.
    """

    guid: str
    audience: str
    proposed_at: str
    content: Content
    signed: int
    needed: int
    sha256: str


@use_case(Right.SIGN_RELEASES, reads="releases")
def to_sign(db: Database, viewer: Viewer) -> list[Proposal]:
    """What waits for this viewer's signature: proposed by somebody else, not signed by her. Raises: NotAllowed."""
    return [_proposal(db, row) for row in store.rows(db, *_hers(viewer))]


@use_case(Right.SIGN_RELEASES, reads="releases")
def proposal(db: Database, viewer: Viewer, guid: str) -> Proposal:
    """One that waits for her. Raises: NotAllowed; NotFound."""
    return _proposal(db, store.row(db, guid, *_hers(viewer)))


def _hers(viewer: Viewer) -> tuple[str, tuple[object, ...]]:
    return ("r.state = 'proposed' AND r.drafted_by <> ? AND NOT EXISTS (SELECT 1 FROM release_step s"
            " WHERE s.release_id = r.release_id AND s.did = 'signed' AND s.by_user = ?)",
            (viewer.user_id, viewer.user_id))


def _proposal(db: Database, row: store.Row) -> Proposal:
    done = store.steps(db, row.release_id)
    at = next(step.at for step in done if step.did == store.PROPOSED)
    signed = sum(step.did == store.SIGNED for step in done)
    return Proposal(row.guid, row.audience, at, only_showable(db, row), signed, needed(row),
                    row.sha256)


def needed(row: store.Row) -> int:
    """How many have to sign a release: two where it shows what the rules would hold back."""
    return 2 if row.content.exception else 1


@use_case(Right.SIGN_RELEASES, event="signed release")
def sign(db: Database, viewer: Viewer, guid: str, sha256: str) -> int | None:
    """Sign what somebody else drafted; with the last signature it is released.

    Args:
        sha256: of the content she read.

    Returns: its number, None while another has to sign it as well.
    Raises: NotAllowed; NotFound; Conflict when it is not what she read.
    """
    if viewer.is_operator:
        raise NotAllowed(N_("The command line signs nothing: a person does, with an account of her own."))
    is_behind = _is_behind(db, store.row(db, guid, *_hers(viewer)))
    with write(db):
        found = store.row(db, guid, *_hers(viewer))
        if found.sha256 != sha256:
            raise Conflict(N_("This release is not what you read. Load the page again."))
        if is_behind or ground.is_late(db, found):
            raise Conflict(N_("What it was counted of has changed since it was proposed, or another release was signed"
                              " meanwhile. Send it back, so that it is drafted anew."))
        step(db, viewer, found, store.SIGNED)
        (signed,) = db.conn.execute("SELECT count(*) FROM release_step WHERE release_id = ? AND did = 'signed'",
                                    (found.release_id,)).fetchone()
        if signed < needed(found):
            return None
        (number,) = db.conn.execute("SELECT coalesce(max(number), 0) + 1 FROM release").fetchone()
        becomes(db, found, store.SIGNED, int(number))
    return int(number)


def _is_behind(db: Database, row: store.Row) -> bool:
    """Whether it is counted otherwise by now, or a quote in it may not leave any more."""
    return ground.changed(db, row) > 0 or only_showable(db, row) != quotes.named(db, row.content)


@use_case(Right.SIGN_RELEASES, event="sent back release")
def send_back(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Not sign it, and say why. Raises: NotAllowed; NotFound; BadInput without a reason."""
    with write(db):
        found = store.row(db, guid, *_hers(viewer))
        step(db, viewer, found, store.SENT_BACK, _reason(reason))
        becomes(db, found, store.SENT_BACK)


@use_case(Right.SIGN_RELEASES, event="withdrawn release")
def withdraw(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Take back what was released; from then on only who drafts releases knows of it.

    Raises: NotAllowed; NotFound; BadInput without a reason.
    """
    with write(db):
        found = store.row(db, guid, "r.state = 'signed'")
        step(db, viewer, found, store.WITHDRAWN, _reason(reason))
        becomes(db, found, store.WITHDRAWN, found.number)


def _reason(given: str) -> str:
    reason = visible(given).strip()
    if not reason:
        raise BadInput(N_("Say why: the next one who looks has to understand it."))
    if len(reason) > MOST_WORDS:
        raise BadInput(N_("This is too long: {n} characters at most."), n=MOST_WORDS)
    return reason


@inner("part of use cases that decide about a release")
def step(db: Database, viewer: Viewer, row: store.Row, did: str, reason: str = "") -> None:
    """Write down, inside `write(db)`, what was done with a release."""
    db.conn.execute("INSERT INTO release_step(release_id, did, reason, by_user, at) VALUES (?,?,?,?,?)",
                    (row.release_id, did, reason, viewer.user_id, now()))
    events.record(db, viewer, did, "release", row.guid)


def becomes(db: Database, row: store.Row, state: str, number: int | None = None) -> None:
    """Let a release go on to a state, inside `write(db)`, with its number once it is signed."""
    db.conn.execute("UPDATE release SET state = ?, number = ?, changed_at = ? WHERE release_id = ?",
                    (state, number, now(), row.release_id))
