"""The table of releases: reading a row, and who may see which."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.access import Right, Role
from pilot.door import inner
from pilot.errors import NotFound
from pilot.words import N_
from themes.release.content import AUDIENCES, MUNICIPALITY, PUBLIC, from_json

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from themes.release.content import Content

DRAFTED, PROPOSED, SIGNED, SENT_BACK, TAKEN_BACK, WITHDRAWN = STATES = (
    "drafted", "proposed", "signed", "sent back", "taken back", "withdrawn")
_COLUMNS = (
    "r.release_id, r.guid, r.audience, r.state, r.number, r.choice, r.content, r.ground, r.sha256, r.revision,"
    " r.drafted_by, r.drafted_at, r.changed_at")
_JSON = (5, 7)  # where choice and ground stand among them


@dataclass(frozen=True)
class Row:
    """A release as it is kept; times UTC, ISO."""

    release_id: int
    guid: str
    audience: str
    state: str
    number: int | None
    choice: dict[str, Any]
    kept: str
    ground: dict[str, Any]
    sha256: str
    revision: int
    drafted_by: int
    drafted_at: str
    changed_at: str

    @property
    def content(self) -> Content:
        """What it says. Raises: ValueError where it is not what was kept."""
        if digest_of(self.kept) != self.sha256:
            raise ValueError("the content of a release is not what was kept")
        return from_json(self.kept)


@dataclass(frozen=True)
class Step:
    """What somebody did with a release: `did` as in the table, when (UTC, ISO), and what she is called."""

    did: str
    reason: str
    at: str
    by: str


def digest_of(kept: str) -> str:
    """The sha256 of a content as it is kept."""
    return hashlib.sha256(kept.encode()).hexdigest()


def rows(db: Database, where: str = "1", params: tuple[object, ...] = ()) -> list[Row]:
    """Releases for which `where` holds (of `release r`), the last number first, then those changed last."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM release r WHERE {where} ORDER BY r.number DESC NULLS FIRST, r.changed_at DESC,"
        " r.release_id DESC", params)
    return [Row(*[json.loads(value) if at in _JSON else value for at, value in enumerate(one)]) for one in found]


def row(db: Database, guid: str, where: str = "1", params: tuple[object, ...] = ()) -> Row:
    """One release. Raises: NotFound for one that is not there, or for which `where` does not hold."""
    found = rows(db, f"r.guid = ? AND {where}", (guid, *params))
    if not found:
        raise NotFound(N_("This release is not there, or it is not for you to see."))
    return found[0]


def steps(db: Database, release_id: int) -> list[Step]:
    """What was done with a release, the first first."""
    return [Step(*one) for one in db.conn.execute(
        "SELECT s.did, s.reason, s.at, u.label FROM release_step s JOIN user u ON u.user_id = s.by_user"
        " WHERE s.release_id = ? ORDER BY s.step_id", (release_id,))]


@inner("a rule that reads compose")
def audiences_of(viewer: Viewer) -> tuple[str, ...]:
    """For which audiences a release has to be so that this viewer may see it: the steering group is no team."""
    if not viewer.may(Right.SEE_RELEASES):
        return ()
    inside = viewer.is_operator or viewer.roles - {Role.STEERING}
    return AUDIENCES if inside else (MUNICIPALITY, PUBLIC)
