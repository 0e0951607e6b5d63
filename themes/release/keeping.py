"""The releases of a pilot as who drafts them finds them: drafts, proposals, what was signed, sent back or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.store.files import write
from pilot.words import N_
from themes.release import ground, store
from themes.release.showable import only_showable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content


@dataclass(frozen=True)
class Kept:
    """A release, whatever its state.

    Attributes:
        state: one of store.STATES; number: in order of signing, None while unsigned.
        by: what its drafter is called; is_mine: whether that is who looks; drafted_at, changed_at: UTC, ISO.
        steps: what was done with it since it was drafted, the first first.
    """

    guid: str
    audience: str
    state: str
    number: int | None
    by: str
    is_mine: bool
    drafted_at: str
    changed_at: str
    content: Content
    steps: tuple[store.Step, ...]


@use_case(Right.DRAFT_RELEASES, reads="releases")
def kept(db: Database, viewer: Viewer) -> list[Kept]:
    """All releases of the pilot: what is not signed first, then the last number first. Raises: NotAllowed."""
    return [_kept(db, viewer, row) for row in store.rows(db)]


@use_case(Right.DRAFT_RELEASES, reads="releases")
def kept_one(db: Database, viewer: Viewer, guid: str) -> Kept:
    """One of them. Raises: NotAllowed; NotFound."""
    return _kept(db, viewer, store.row(db, guid))


@use_case(Right.DRAFT_RELEASES, reads="releases")
def behind(db: Database, viewer: Viewer) -> dict[str, int]:
    """By guid of what is signed or waits to be, in how many families its ground changed since; without those of which
    it did not. Raises: NotAllowed."""
    found = {row.guid: ground.changed(db, row) for row in store.rows(db, "r.state IN ('proposed', 'signed')")}
    return {guid: changed for guid, changed in found.items() if changed}


def _kept(db: Database, viewer: Viewer, row: store.Row) -> Kept:
    (by,) = db.conn.execute("SELECT label FROM user WHERE user_id = ?", (row.drafted_by,)).fetchone()
    return Kept(row.guid, row.audience, row.state, row.number, by, row.drafted_by == viewer.user_id, row.drafted_at,
                row.changed_at, only_showable(db, row), tuple(store.steps(db, row.release_id)))


def came_back(found: list[Kept]) -> list[Kept]:
    """Of these, what was sent back to who looks and she did not answer: since then she drafted nothing."""
    mine = [one for one in found if one.is_mine]
    drafted = max((one.drafted_at for one in mine), default="")
    return [one for one in mine if one.state == store.SENT_BACK and one.changed_at > drafted]


@use_case(Right.DRAFT_RELEASES, event="thrown away release")
def throw_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Throw a draft of one's own away. Raises: NotAllowed; NotFound for one that is no draft, or somebody else's."""
    with write(db):
        found = store.row(db, guid)
        if found.state != store.DRAFTED or found.drafted_by != viewer.user_id:
            raise NotFound(N_("There is no draft of yours to throw away."))
        events.record(db, viewer, "thrown away", "release", guid)
        db.conn.execute("DELETE FROM release WHERE release_id = ?", (found.release_id,))
