"""The framework matrix: families as rows, codes as columns, in a period; what was written in each cell, and whether it
still says what it rests on.

A family is there while somebody of it consents to analysing and nobody took that back: with it its cells are gone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.book.turning import became
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.words import N_
from themes import frames
from themes.framework import ground
from themes.framework.ground import Quoted
from themes.framework.period import periods as periods_of
from themes.framework.period import scope_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.frames import Material


class Written(NamedTuple):
    """A version of a summary: by whom (label) and on which day (ISO); `rests`: how many quotes it rests on."""

    guid: str
    text: str
    by: str
    on: str
    rests: int


@dataclass(frozen=True)
class Summary:
    """A cell: its versions, the newest first; why it is stale; which quotes the newest rests on, by `key_of`."""

    versions: tuple[Written, ...]
    stale: tuple[str, ...]
    rests_on: frozenset[str]

    @property
    def newest(self) -> Written:
        """What stands there now."""
        return self.versions[0]


@dataclass(frozen=True)
class Framework:
    """The matrix of a period.

    Attributes:
        families: (guid, pseudonym), by pseudonym. codes: the columns. cells: by (family guid, code key).
        offered: how many quotes there are for a cell. periods: that can be chosen. sentence: what counts.
    """

    period: str
    families: list[tuple[str, str]]
    codes: list[CodeRow]
    cells: dict[tuple[str, str], Summary]
    offered: dict[tuple[str, str], int]
    periods: list[str]
    sentence: str
    material: Material


@use_case(Right.SEE_THEMES, reads="summaries and numbers by family")
def framework(db: Database, viewer: Viewer, period: str = "", group: str = "") -> Framework | None:
    """The matrix; None without a codebook. Raises: BadInput for a period or group that is not there."""
    material = frames.load(db, viewer, scope_of(period, group))
    if material is None:
        return None
    whole = frames.load(db, viewer, scope_of("")) if period else material
    tellable, params = access.reach.tellable_where(db)
    rows = db.conn.execute(
        f"SELECT f.family_id, f.guid, f.pseudonym FROM family f WHERE {tellable} ORDER BY f.pseudonym",
        params).fetchall()
    guids = {row[0]: row[1] for row in rows}
    written = _stored(db, period, set(guids))
    found = ground.now(db, viewer, material, {one.key for kept in written.values() for one in kept})
    owner = dict(zip(material.documents["document_id"].tolist(), material.documents["family_id"].tolist(), strict=True))
    offered: dict[tuple[str, str], int] = {}
    for (document, key), places in found.places.items():
        if owner[document] in guids:
            at = (guids[owner[document]], key)
            offered[at] = offered.get(at, 0) + len(places)
    return Framework(
        period, [(row[1], row[2]) for row in rows], material.codes, _cells(db, found, written, guids), offered,
        periods_of(whole.documents["on_date"].tolist()) if whole is not None else [], material.sentence(), material)


class _Kept(NamedTuple):
    version_id: int
    guid: str
    text: str
    code_sha: str
    by: str
    at: str
    key: str


def _stored(db: Database, period: str, families: set[int]) -> dict[tuple[int, str], list[_Kept]]:
    """By family_id and the code as it is called now: what was written, the newest first."""
    rows = db.conn.execute(
        "SELECT c.family_id, v.summary_version_id, v.guid, v.text, v.code_sha, maker(u.guid, u.label), v.written_at,"
        " k.key FROM summary_version v JOIN summary_cell c USING (cell_id) JOIN code k USING (code_id)"
        " JOIN user u ON u.user_id = v.written_by WHERE c.period = ?"
        " AND c.family_id IN (SELECT value FROM json_each(?))"
        " ORDER BY v.written_at DESC, v.summary_version_id DESC", (period, json.dumps(sorted(families)))).fetchall()
    turned = became(db, {row[7] for row in rows})
    found: dict[tuple[int, str], list[_Kept]] = {}
    for family_id, *kept in rows:
        one = _Kept(*kept)
        now = turned.get(one.key)
        found.setdefault((family_id, now.key if now else one.key), []).append(one)
    return found


def _cells(
    db: Database, found: ground.Now, written: dict[tuple[int, str], list[_Kept]], guids: dict[int, str],
) -> dict[tuple[str, str], Summary]:
    rests = _rests(db, [one.version_id for kept in written.values() for one in kept])
    called = dict(db.conn.execute("SELECT document_id, guid FROM document").fetchall())
    cells = {}
    for (family_id, key), kept in written.items():
        last, its = kept[0], rests.get(kept[0].version_id, [])
        if not last.text and not its:
            why: list[str] = []
        else:
            why = ground.stale(db, found, last.key, last.code_sha, its)
        versions = tuple(Written(one.guid, one.text, one.by, local_day(db, one.at), len(rests.get(one.version_id, [])))
                         for one in kept)
        cells[guids[family_id], key] = Summary(
            versions, tuple(why), frozenset(key_of(called[one.document_id], one.start, one.end) for one in its))
    return cells


def _rests(db: Database, versions: list[int]) -> dict[int, list[Quoted]]:
    found: dict[int, list[Quoted]] = {}
    for version, *rest in db.conn.execute(
            "SELECT summary_version_id, document_id, version_id, start_char, end_char, coded FROM summary_ground"
            " WHERE summary_version_id IN (SELECT value FROM json_each(?)) ORDER BY version_id, start_char",
            (json.dumps(versions),)):
        found.setdefault(version, []).append(Quoted(*rest))
    return found


def key_of(document: str, start: int, end: int) -> str:
    """How a page names a quote: guid of its document and its place in the version that is read."""
    return f"{document}:{start}:{end}"


def stands(db: Database, family_id: int, key: str, period: str) -> str:
    """The guid of the version that stands in a cell now, '' for an empty one; `key`: of the code as it is now."""
    kept = _stored(db, period, {family_id}).get((family_id, key))
    return kept[0].guid if kept else ""


@inner("part of the use case that writes a cell, which asks the right")
def cell_of(db: Database, viewer: Viewer, family: str, code: str, period: str) -> tuple[int, str, Summary | None]:
    """`family_id`, the key of the code as it is now, and what is written there. Raises: NotFound, BadInput."""
    family_id = access.require_family(db, viewer, family)
    made = framework(db, viewer, period)
    if made is None or family not in dict(made.families):
        raise NotFound(N_("This family is not there, or nothing may be written about it."))
    turned = became(db, [code]).get(code)
    key = turned.key if turned else code
    if key not in {one.key for one in made.codes}:
        raise NotFound(N_("This code is not in the codebook."))
    return family_id, key, made.cells.get((family, key))
