"""Pictures and PDF files of other programs, which have no place of their own here: kept, to leave as they came.

What is said of them is kept in their own guids; what of it is here no more when they leave stays behind.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from exchange.refi.model import Area, Coding, Figure, Value
from pilot.access import Right, reach
from pilot.door import inner

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlite_utils import Database

    from exchange.refi.model import Project
    from pilot.access import Viewer
    from pilot.fence import Plain


class Held(NamedTuple):
    """The file of a figure as it lies with us: its size in bytes and its SHA-256 (hex)."""

    size: int
    sha256: str


class Of(NamedTuple):
    """What a figure is of: family_id; document_id of the text that was made of it, or None; user_id of who added it."""

    family_id: int
    document_id: int | None
    created_by: int | None


class Known(NamedTuple):
    """What leaves of what figures name, as guids: codes, users, variables and memos; documents by document_id."""

    codes: Collection[str]
    users: Collection[str]
    variables: Collection[str]
    memos: Collection[str]
    documents: Mapping[int, str]


def keep(db: Database, one: Figure, of: Of, held: Held | None, sets: list[str]) -> None:
    """Keep a figure, inside `write(db)`; held: None where its file did not come; sets: guids of those it is in."""
    told = {"values": [asdict(value) for value in one.values], "codings": [asdict(coding) for coding in one.codings],
            "notes": one.notes, "areas": [asdict(area) for area in one.areas], "sets": sets}
    db.conn.execute(
        "INSERT INTO refi_figure(guid, kind, name, description, ext, size, sha256, family_id, document_id, created_by,"
        " created_at, told) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (one.guid, one.kind, one.name, one.description, one.ext, *(held or (None, None)), *of, one.at,
         json.dumps(told)))


@inner("part of exporting, which asks the right")
def put_into(project: Project, db: Database, viewer: Viewer, known: Known) -> set[str]:
    """Put what was kept and this viewer may take out into a project that has all else, in the cases and sets that they
    were in; returns the guids of the users that are named. What she may not is counted."""
    found, left = _leaving(db, viewer, known)
    project.leave("figure_out_of_reach", left)
    families: dict[int, str] = dict(db.conn.execute("SELECT family_id, guid FROM family").fetchall())
    texts = {one.guid for one in project.sources}
    parts: list[Figure | Area | Coding] = []
    for one, family_id, sets in found:
        project.figures.append(one)
        holders: list[Figure | Area] = [one, *one.areas]
        parts += [*holders, *(coding for each in holders for coding in each.codings)]
        if one.guid in texts:
            continue
        for case in project.cases:
            if case.guid == families[family_id]:
                case.sources.append(one.guid)
        for each in project.sets:
            if each.guid in sets:
                each.sources.append(one.guid)
    noted = {guid for part in parts for guid in part.notes}
    project.notes_on = [guid for guid in project.notes_on if guid not in noted]
    return {part.user for part in parts}


def _leaving(db: Database, viewer: Viewer, known: Known) -> tuple[list[tuple[Figure, int, list[str]]], int]:
    """Those that this viewer may take out, each with family_id and the guids of its sets; and how many she may not.

    They are as they came, with names and faces: for who hears recordings, of families in reach, and with their text.
    """
    (total,) = db.conn.execute("SELECT count(*) FROM refi_figure").fetchone()
    if not viewer.may(Right.HEAR_RECORDINGS) or viewer.only_own(Right.HEAR_RECORDINGS):
        return [], total
    reached, params = reach.family_material_where(db, "analyse", "r")
    found = []
    for guid, kind, name, description, ext, has_file, user, at, family_id, document_id, told in db.conn.execute(
            "SELECT r.guid, r.kind, r.name, r.description, r.ext, r.size IS NOT NULL, u.guid, r.created_at,"
            " r.family_id, r.document_id, r.told FROM refi_figure r LEFT JOIN user u ON u.user_id = r.created_by"
            f" WHERE {reached} ORDER BY r.figure_id", params):
        if document_id is not None and document_id not in known.documents:
            continue
        said = json.loads(told)
        areas = [Area(**{**area, "codings": _codings(area["codings"], known), "user": _user(area["user"], known),
                         "notes": _notes(area["notes"], known)}) for area in said["areas"]]
        found.append((Figure(
            guid, name, kind, ext if has_file else "", description, user or "", at,
            [Value(**value) for value in said["values"] if value["variable"] in known.variables],
            _codings(said["codings"], known), _notes(said["notes"], known), areas), family_id, said["sets"]))
    return found, total - len(found)


def _codings(told: list[Plain], known: Known) -> list[Coding]:
    codings = [Coding(**one) for one in told]
    for one in codings:
        one.user, one.notes = _user(one.user, known), _notes(one.notes, known)
    return [one for one in codings if one.code in known.codes]


def _user(guid: str, known: Known) -> str:
    return guid if guid in known.users else ""


def _notes(guids: list[str], known: Known) -> list[str]:
    return [guid for guid in guids if guid in known.memos]
