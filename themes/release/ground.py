"""From each figure of a release back to its families, quotes and sound, for evaluators; and whether that has changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from themes import frames
from themes.release import besides, kept_ground, store
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM
from themes.release.counting import digests
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from themes.release.content import Content
    from themes.release.kept_ground import Ground


@dataclass(frozen=True)
class Figure:
    """One figure: the key of its theme, what it is of ('' for all, a sign, a voice or a site), and the address (its
    query) of what is behind it."""

    theme: str
    kind: str
    part: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class Behind:
    """What is behind a release, and of how many families that is not as it was when it was counted."""

    figures: tuple[Figure, ...]
    changed: int


@use_case(Right.DRAFT_RELEASES, reads="where figures came from")
def behind(db: Database, viewer: Viewer, guid: str) -> Behind:
    """The figures of a release, each with its address. Raises: NotAllowed; NotFound."""
    row = store.row(db, guid)
    ground = of(row)
    return Behind(() if ground is None else tuple(_figures(row, ground)), changed(db, row))


def of(row: store.Row) -> Ground | None:
    """The ground of a release; None for one that was kept without."""
    return kept_ground.from_plain(row.ground) if row.ground else None


def _figures(row: store.Row, ground: Ground) -> list[Figure]:
    found = []
    for theme in row.content.themes:
        query = {**ground.query, "code": theme.key}
        found.append(Figure(theme.key, "", "", query))
        found += [Figure(theme.key, "sign", sign, {**query, "sign": sign}) for sign in ("+", "-")]
        found += [Figure(theme.key, "voice", one.voice, {**query, "voice": one.voice}) for one in theme.voices]
        found += [Figure(theme.key, "site", one.key, {**query, "site": one.key}) for one in theme.sites if one.key]
    return found


def changed(db: Database, row: store.Row) -> int:
    """In how many families what was told or coded is not as it was when the release was counted."""
    ground = of(row)
    if ground is None:
        return 0
    try:
        now = _now(db, ground)
    except BadInput:  # a site or a coder of its scope is not there any more
        now = {}
    return sum(ground.digests.get(guid) != now.get(guid) for guid in {*ground.digests, *now})


def _now(db: Database, ground: Ground) -> Mapping[str, str]:
    scope = Scope.from_query(ground.query)
    material = frames.read(db, scope, access.reach.documents_where(db))
    told = {} if material is None or material.documents.empty else digests(material, ground.keys)
    return besides.read(db, scope, ground.parts).digests(told)


def earlier(db: Database, audience: str) -> list[store.Row]:
    """Releases that readers of one for `audience` may have seen, the oldest first: withdrawn ones were seen, too.

    All that left the team counts: who reads what is for everybody may sit in a steering group.
    """
    found = store.rows(db, "r.number IS NOT NULL AND r.audience IN (SELECT value FROM json_each(?))",
                       (json.dumps((MUNICIPALITY, PUBLIC) if audience in (MUNICIPALITY, PUBLIC) else ()),))
    return found[::-1]


def last_for_team(db: Database) -> Content | None:
    """What the last release for the team says; None without one."""
    found = store.rows(db, "r.state = 'signed' AND r.audience = ?", (TEAM,))
    return found[0].content if found else None


def is_late(db: Database, row: store.Row) -> bool:
    """Whether a release that its readers may have seen was signed after it was counted: its rules did not know that."""
    found = of(row)
    return found is not None and [one.guid for one in earlier(db, row.audience)] != list(found.earlier)
