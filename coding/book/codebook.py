"""Codebooks of a pilot: every loaded file is a version that stays, and codings belong to a version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.book.file import load
from coding.book.model import Code, Codebook, dump
from coding.book.tree import file_text
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.store.files import new_guid, write
from pilot.words import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

__all__ = ["Code", "CodeRow", "Codebook", "CodebookVersion", "Difference", "add_arriving", "adopt", "codes", "compare",
           "dump", "file_text", "load", "newest", "text", "version", "versions"]


@dataclass(frozen=True)
class CodebookVersion:
    """One loaded codebook; numbers run from 1, `adopted_at` is UTC ISO with milliseconds."""

    codebook_version_id: int
    guid: str
    number: int
    label: str
    adopted_at: str


@dataclass(frozen=True)
class CodeRow:
    """One code of one version in one language; `depth` is 0 at the top."""

    code_id: int
    key: str
    name: str
    definition: str
    use_when: str
    not_when: str
    example: str
    signals: tuple[str, ...]
    color: str
    color_dark: str
    parent_key: str | None
    depth: int
    is_codable: bool
    takes_sign: bool


@dataclass(frozen=True)
class Difference:
    """What a new file would change: keys added, changed, gone, and the live codings of each that goes."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    codings: dict[str, int]
    same_as: CodebookVersion | None


_VERSION = "SELECT codebook_version_id, guid, number, label, adopted_at FROM codebook_version"


def sha256_of(book: Codebook) -> str:
    """SHA-256 (hex) of what a codebook says, whatever its layout and comments."""
    return hashlib.sha256(dump(book).encode()).hexdigest()


@use_case(Right.LOAD_CODEBOOK, event="adopted codebook_version")
def adopt(db: Database, viewer: Viewer, yaml_text: str, label: str = "") -> int:
    """Make a version of a codebook file, to be used for coding from now on.

    Args:
        label: what this version is called; the codebook's Dutch name when empty.

    Returns: its codebook_version_id; of the version that is there already when one says the same.
    Raises: BadInput with every fault of the file, NotAllowed.
    """
    book = load(yaml_text)
    with write(db):
        there = _same(db, book)
        if there is not None:
            return there.codebook_version_id
        guid = new_guid()
        cursor = db.conn.execute(
            "INSERT INTO codebook_version(guid, number, label, sha256, yaml, adopted_by, adopted_at) VALUES"
            " (?, (SELECT coalesce(max(number), 0) + 1 FROM codebook_version), ?, ?, ?, ?, ?)",
            (guid, label.strip() or book.name["nl"], sha256_of(book), yaml_text, viewer.user_id, now()),
        )
        version_id = int(cursor.lastrowid or 0)
        _define(db, version_id, book)
        events.record(db, viewer, "adopted", "codebook_version", guid)
    return version_id


def add_arriving(db: Database, book: Codebook, guids: Mapping[str, str], label: str, by: int) -> int:
    """Make a version of a codebook that came from elsewhere, inside `write(db)`; returns its codebook_version_id.

    Args:
        guids: of codes by key, those they have there.
        by: user_id of who brings it in, who may.

    Raises: BadInput with every fault.
    """
    text = dump(book)
    load(text)
    version_id = int(db.conn.execute(
        "INSERT INTO codebook_version(guid, number, label, sha256, yaml, adopted_by, adopted_at) VALUES"
        " (?, (SELECT coalesce(max(number), 0) + 1 FROM codebook_version), ?, ?, ?, ?, ?)",
        (new_guid(), label, sha256_of(book), text, by, now())).lastrowid or 0)
    _define(db, version_id, book, guids)
    return version_id


def _define(db: Database, version_id: int, book: Codebook, guids: Mapping[str, str] | None = None) -> None:
    """The rows of a version. A key keeps its row in `code` over versions, so that codings stay comparable."""
    ids: dict[str, int] = {}
    for position, (code, parent, _depth) in enumerate(book.walk()):
        guid = (guids or {}).get(code.key) or new_guid()
        db.conn.execute("INSERT OR IGNORE INTO code(guid, key) VALUES (?, ?)", (guid, code.key))
        ids[code.key] = db.conn.execute("SELECT code_id FROM code WHERE key = ?", (code.key,)).fetchone()[0]
        db.conn.execute(
            "INSERT INTO code_definition(codebook_version_id, code_id, parent_id, position, name_nl, name_en,"
            " definition_nl, definition_en, use_when_nl, use_when_en, not_when_nl, not_when_en, example,"
            " signals, is_codable, takes_sign, color, color_dark) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (version_id, ids[code.key], ids[parent.key] if parent else None, position, *_both(code),
             code.example, json.dumps(code.signals, ensure_ascii=False), int(code.codable), int(code.sign),
             code.color, code.color_dark),
        )


def _both(code: Code) -> list[str]:
    texts = (code.name, code.definition, code.use_when, code.not_when)
    return [text[language] for text in texts for language in LANGUAGES]


def _same(db: Database, book: Codebook) -> CodebookVersion | None:
    row = db.conn.execute(f"{_VERSION} WHERE sha256 = ?", (sha256_of(book),)).fetchone()
    return CodebookVersion(*row) if row else None


def newest(db: Database) -> CodebookVersion | None:
    """The version that new codings get; None before the first is loaded."""
    row = db.conn.execute(f"{_VERSION} ORDER BY number DESC LIMIT 1").fetchone()
    return CodebookVersion(*row) if row else None


@use_case(Right.SEE_CODEBOOK, reads="the codebook")
def versions(db: Database, viewer: Viewer) -> list[CodebookVersion]:
    """Every version, newest first."""
    return [CodebookVersion(*row) for row in db.conn.execute(f"{_VERSION} ORDER BY number DESC")]


def text(db: Database, which: CodebookVersion) -> str:
    """The file a version was loaded from, as it was given."""
    row = db.conn.execute(
        "SELECT yaml FROM codebook_version WHERE codebook_version_id = ?", (which.codebook_version_id,)).fetchone()
    return str(row[0])


@use_case(Right.SEE_CODEBOOK, reads="the codebook")
def version(db: Database, viewer: Viewer, number: int) -> CodebookVersion:
    """The version with that number. Raises: NotFound."""
    found = [each for each in versions(db, viewer) if each.number == number]
    if not found:
        raise NotFound(N_("There is no version {number} of the codebook."), number=number)
    return found[0]


def codes(db: Database, codebook_version_id: int, language: str) -> list[CodeRow]:
    """The codes of a version in the order of the file, groups before their codes.

    Args:
        language: 'nl' or 'en'; anything else is read as 'nl'.
    """
    end = language if language in LANGUAGES else LANGUAGES[0]
    rows = db.conn.execute(
        f"SELECT d.code_id, c.key, d.name_{end}, d.definition_{end}, d.use_when_{end}, d.not_when_{end},"
        " d.example, d.signals, d.color, d.color_dark, p.key, d.is_codable, d.takes_sign"
        " FROM code_definition d JOIN code c USING (code_id) LEFT JOIN code p ON p.code_id = d.parent_id"
        " WHERE d.codebook_version_id = ? ORDER BY d.position",
        (codebook_version_id,),
    )
    depth: dict[str | None, int] = {None: -1}
    found = []
    for code_id, key, name, definition, use, not_, example, signals, color, dark, parent, codable, sign in rows:
        depth[key] = depth[parent] + 1
        found.append(CodeRow(code_id, key, name, definition, use, not_, example, tuple(json.loads(signals)),
                             color, dark, parent, depth[key], bool(codable), bool(sign)))
    return found


def retired(db: Database, language: str) -> list[CodeRow]:
    """Codes of earlier versions that cannot be given any more, each as the last version that had it says it.

    Args:
        language: as for `codes`.
    """
    rows = db.conn.execute("SELECT codebook_version_id FROM codebook_version ORDER BY number DESC").fetchall()
    found: dict[str, CodeRow | None] = {}
    for n, (version_id,) in enumerate(rows):
        for code in codes(db, version_id, language):
            if code.is_codable:
                found.setdefault(code.key, code if n else None)
    return [code for code in found.values() if code is not None]


@use_case(Right.LOAD_CODEBOOK, reads="the codebook")
def compare(db: Database, viewer: Viewer, book: Codebook) -> Difference:
    """What loading `book` would change against the newest version; nothing is written."""
    current = newest(db)
    old = _stored(db, current) if current else {}
    new = _comparable(book)
    gone = tuple(key for key in old if key not in new)
    return Difference(
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
        gone=gone, codings={key: _live_codings(db, key) for key in gone}, same_as=_same(db, book))


def _comparable(book: Codebook) -> dict[str, tuple[object, ...]]:
    """Each code by key without its children, with its parent's key."""
    return {code.key: (parent.key if parent else None, *_both(code), code.example, code.signals, code.codable,
                       code.sign, code.color, code.color_dark) for code, parent, _depth in book.walk()}


def _stored(db: Database, which: CodebookVersion) -> dict[str, tuple[object, ...]]:
    """A stored version as `_comparable` has it; from its rows, as the rules for files may have changed."""
    both = zip(*(codes(db, which.codebook_version_id, language) for language in LANGUAGES), strict=True)
    return {
        nl.key: (nl.parent_key, nl.name, en.name, nl.definition, en.definition, nl.use_when, en.use_when,
                 nl.not_when, en.not_when, nl.example, nl.signals, nl.is_codable, nl.takes_sign, nl.color,
                 nl.color_dark)
        for nl, en in both}


def _live_codings(db: Database, key: str) -> int:
    row = db.conn.execute(
        "SELECT count(*) FROM coding JOIN code USING (code_id) WHERE key = ? AND retracted_at IS NULL",
        (key,)).fetchone()
    return int(row[0])
