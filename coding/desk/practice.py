"""Practising: every coder has a made-up conversation to code, in a file of her own beside the pilot.

It is a whole pilot file with the real schema, so the desk works on it as on any document. And because it is another
file, what is coded there cannot come into themes, exports, agreement or "today" of the pilot.
"""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from coding.book import codebook
from pilot import access
from pilot.access import Right
from pilot.accounts import accounts
from pilot.config import ROOT
from pilot.door import inner, use_case
from pilot.families import people
from pilot.store.files import open_pilot, write
from texts import made_up
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot

DOCUMENT = "00000000-0000-4000-8000-0000000000ef"
TEXT = ROOT / "docs" / "guide" / "practice.md"
FAMILY = "Oefengezin"
TOLD_ON = "2022-05-12"
_TURN = re.compile(r"\*\*(?P<speaker>[^:*]+):\*\* (?P<text>.+)")


@inner("says which file a use case works on; practising asks the right to code")
@contextmanager
def place(pilot: Pilot, db: Database, viewer: Viewer, document_guid: str) -> Iterator[tuple[Database, Viewer]]:
    """Where to read and code a document: the pilot itself, or the viewer's practice file for `DOCUMENT`.

    Yields: the connection and the viewer to hand to every use case of this document.
    Raises: NotAllowed for the practice document when the viewer does not code.
    """
    if document_guid != DOCUMENT:
        yield db, viewer
        return
    viewer.require(Right.CODE)
    path = file_of(pilot, viewer)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with closing(open_pilot(path, create=True)) as sheet:
        yield sheet, _prepared(sheet, db, viewer)


@inner("a name, worked out from the viewer")
def file_of(pilot: Pilot, viewer: Viewer) -> Path:
    """The practice file of a coder; not a place where pilots are looked for."""
    return pilot.folder / "practice" / f"{viewer.account_guid}.db"


@use_case(Right.CODE)
def start_afresh(pilot: Pilot, viewer: Viewer) -> None:
    """Throw the viewer's practice codings away; the next visit begins with a clean text."""
    path = file_of(pilot, viewer)
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


@cache
def conversation() -> tuple[str, tuple[NewTurn, ...]]:
    """Title and turns of the practice conversation."""
    lines = TEXT.read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := _TURN.fullmatch(line))]
    turns = tuple(
        NewTurn(match["text"], match["speaker"], "coach" if match["speaker"] == "Coach" else "family")
        for match in found)
    return lines[0].removeprefix("# "), turns


def _prepared(sheet: Database, db: Database, viewer: Viewer) -> Viewer:
    """The viewer in the practice file, once it has the conversation and the pilot's newest codebook."""
    if not sheet.conn.execute("SELECT 1 FROM document WHERE guid = ?", (DOCUMENT,)).fetchone():
        _fill(sheet, viewer)
    here = access.viewer_for(sheet, viewer.account_guid, viewer.roles, viewer.pilot_slug)
    wanted = codebook.newest(db)
    if wanted and _adopted(sheet) != codebook.text(db, wanted):
        codebook.adopt(sheet, here, codebook.text(db, wanted), wanted.label)
    return here


def _adopted(sheet: Database) -> str | None:
    there = codebook.newest(sheet)
    return codebook.text(sheet, there) if there else None


def _fill(sheet: Database, viewer: Viewer) -> None:
    """The coder, the family and the conversation; nothing when another request was first."""
    title, turns = conversation()
    with write(sheet):
        if not accounts.enrol(sheet, viewer.account_guid, viewer.label or "-"):
            return
        here = access.viewer_for(sheet, viewer.account_guid, viewer.roles, viewer.pilot_slug)
        made_up.add(sheet, here, DOCUMENT, people.new_family(sheet, DOCUMENT, FAMILY), title, TOLD_ON, turns,
                    engine="practice")
