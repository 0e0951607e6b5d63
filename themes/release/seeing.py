"""Reading what was released: signed, not withdrawn, and meant for who looks; frozen, whatever happened since.

What goes from it: a quote whose consent was taken back, and an exact line with which a family agreed that is told of no
more, are not shown from that moment on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import use_case
from themes.release import ground, store
from themes.release.showable import only_showable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content


@dataclass(frozen=True)
class Seen:
    """A release that somebody may read.

    Attributes:
        guid, number: of the release; numbers count the releases of a pilot in the order of signing, from 1.
        audience: one of content.AUDIENCES; signed_at: UTC, ISO.
        is_stale: what it was counted of has changed since; told to who drafts releases only, False for others.
    """

    guid: str
    number: int
    audience: str
    signed_at: str
    content: Content
    is_stale: bool


@use_case(Right.SEE_RELEASES, event="read release", reads="releases")
def latest(db: Database, viewer: Viewer) -> Seen | None:
    """The release that was signed last of those for this viewer; None while there is none. Raises: NotAllowed."""
    found = _rows(db, viewer)
    return _seen(db, viewer, found[0]) if found else None


@use_case(Right.SEE_RELEASES, event="read release", reads="releases")
def seen(db: Database, viewer: Viewer) -> list[Seen]:
    """All releases for this viewer, the last signed first. Raises: NotAllowed."""
    return [_seen(db, viewer, row) for row in _rows(db, viewer)]


@use_case(Right.SEE_RELEASES, event="read release", reads="releases")
def one(db: Database, viewer: Viewer, guid: str) -> Seen:
    """One release. Raises: NotAllowed; NotFound alike for one that is not there, not signed, withdrawn or not hers."""
    return _seen(db, viewer, store.row(db, guid, *_for(viewer)))


def _for(viewer: Viewer) -> tuple[str, tuple[object, ...]]:
    return ("r.state = 'signed' AND r.audience IN (SELECT value FROM json_each(?))",
            (json.dumps(store.audiences_of(viewer)),))


def _rows(db: Database, viewer: Viewer) -> list[store.Row]:
    return store.rows(db, *_for(viewer))


def _seen(db: Database, viewer: Viewer, row: store.Row) -> Seen:
    signed = [step.at for step in store.steps(db, row.release_id) if step.did == store.SIGNED]
    events.read(db, viewer, "read", "release", row.guid)
    return Seen(row.guid, row.number or 0, row.audience, signed[-1], only_showable(db, row),
                viewer.may(Right.DRAFT_RELEASES) and ground.changed(db, row) > 0)
