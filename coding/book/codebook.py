"""Codebooks of a pilot: every change makes a version that stays, and codings belong to a version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import yaml

from coding.book import meanings, turning
from coding.book.file import load
from coding.book.model import Code, Codebook, dump
from coding.book.tree import file_text
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import Coded
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import LANGUAGES, N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

__all__ = ["Code", "CodeRow", "Codebook", "CodebookVersion", "add_arriving", "adopt", "book_of", "codes", "dump",
           "file_text", "load", "newest", "text", "version", "versions"]


@dataclass(frozen=True)
class CodebookVersion:
    """One version; numbers run from 1, `adopted_at` is UTC ISO with milliseconds.

    Attributes:
        did: how it came to be, one of DID; reason: why, '' where nobody said so; by: label of who did it.
    """

    codebook_version_id: int
    guid: str
    number: int
    label: str
    adopted_at: str
    did: str = "load"
    reason: str = ""
    by: str = ""

    @property
    def told(self) -> str:
        """How a file says which codebook it goes by."""
        said = _("version {n}").format(n=self.number)
        return f"{said} ({self.label})" if self.label else said


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


DID = ("load", "add", "change", "move", "merge", "split", "retire", "bring_back", "undo", "take_back")
_VERSION = ("SELECT v.codebook_version_id, v.guid, v.number, v.label, v.adopted_at, v.did, v.reason,"
            " maker(u.guid, u.label) FROM codebook_version v LEFT JOIN user u ON u.user_id = v.adopted_by")


def sha256_of(book: Codebook) -> str:
    """SHA-256 (hex) of what a codebook says, whatever its layout and comments."""
    return hashlib.sha256(dump(book).encode()).hexdigest()


@use_case(Right.LOAD_CODEBOOK, event="adopted codebook_version")
def adopt(
    db: Database, viewer: Viewer, yaml_text: str, label: str = "", reason: str = "", *,
    guids: Mapping[str, str] | None = None, only_wording: bool = False,
) -> int:
    """Make a version of a codebook file, to be used for coding from now on.

    Args:
        label: what this version is called; the codebook's Dutch name when empty.
        reason: why it was loaded.
        only_wording: as for `make`.
        guids: of codes by key, those that new ones have where the file came from.

    Returns: its codebook_version_id; of the version in use when that says the same.
    Raises: BadInput with every fault of the file, NotAllowed.
    """
    book = load(yaml_text)
    with write(db):
        there = newest(db)
        if there is not None and sha256_of(book) == _sha256(db, there):
            return there.codebook_version_id
        made = make(db, book, label.strip() or book.name["nl"], viewer.user_id, text=yaml_text, reason=reason,
                    guids=guids, only_wording=only_wording)
        events.record(db, viewer, "adopted", "codebook_version", made.guid)
    return made.codebook_version_id


def add_arriving(db: Database, book: Codebook, guids: Mapping[str, str], label: str, by: int) -> int:
    """Make a version of a codebook that came from elsewhere, inside `write(db)`; returns its codebook_version_id.

    Args:
        guids: of codes by key, those they have there.
        by: user_id of who brings it in, who may.

    Raises: BadInput with every fault.
    """
    load(dump(book))
    return make(db, book, label, by, guids=guids).codebook_version_id


def make(
    db: Database, book: Codebook, label: str, by: int, *, did: str = "load", reason: str = "", text: str = "",
    after: CodebookVersion | None = None, undoes: CodebookVersion | None = None,
    guids: Mapping[str, str] | None = None, only_wording: bool = False,
) -> CodebookVersion:
    """Write a version of a codebook that was checked, inside `write(db)`; for those that have asked the right.

    Args:
        by: user_id; text: the file as it was given, else written anew.
        after: the version whose state it goes on from, the newest when None; undoes: what `did` 'undo' undoes.
        guids: of codes by key, where they have some already.
        only_wording: codes that are defined in other words mean what they meant; nobody looks at their codings again.
    """
    before = after or newest(db)
    guid = new_guid()
    version_id = int(db.conn.execute(
        "INSERT INTO codebook_version(guid, number, label, sha256, yaml, did, reason, after_id, undoes_id, adopted_by,"
        " adopted_at) VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM codebook_version), ?,?,?,?,?,?,?,?,?)",
        (guid, label, sha256_of(book), text or dump(book), did, reason.strip(),
         before.codebook_version_id if before else None, undoes.codebook_version_id if undoes else None, by, now()),
    ).lastrowid or 0)
    _define(db, version_id, book, guids)
    meanings.record(db, version_id, before.codebook_version_id if before else None, only_wording=only_wording)
    turning.refresh(db)
    return CodebookVersion(*db.conn.execute(f"{_VERSION} WHERE v.codebook_version_id = ?", (version_id,)).fetchone())


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


def _sha256(db: Database, which: CodebookVersion) -> str:
    return str(db.conn.execute("SELECT sha256 FROM codebook_version WHERE codebook_version_id = ?",
                               (which.codebook_version_id,)).fetchone()[0])


def same_as(db: Database, book: Codebook) -> CodebookVersion | None:
    """The last version that says the same as `book`, None where none does."""
    row = db.conn.execute(f"{_VERSION} WHERE v.sha256 = ? ORDER BY v.number DESC", (sha256_of(book),)).fetchone()
    return CodebookVersion(*row) if row else None


def newest(db: Database) -> CodebookVersion | None:
    """The version that new codings get; None before the first is loaded."""
    row = db.conn.execute(f"{_VERSION} ORDER BY v.number DESC LIMIT 1").fetchone()
    return CodebookVersion(*row) if row else None


def coded(db: Database, coders: Iterable[str] = ()) -> Coded:
    """What a file says of the codebook in use, and of those whose codings (labels) are in it."""
    book = newest(db)
    return Coded(book.told if book else _("none"), ", ".join(sorted(set(coders))))


@use_case(Right.SEE_CODEBOOK, reads="the codebook")
def versions(db: Database, viewer: Viewer) -> list[CodebookVersion]:
    """Every version, newest first; who made it and why is for who may change the codebook."""
    found = all_versions(db)
    return found if viewer.may(Right.LOAD_CODEBOOK) else [replace(one, reason="", by="") for one in found]


def all_versions(db: Database) -> list[CodebookVersion]:
    """`versions`, for those that have asked the right."""
    return [CodebookVersion(*row) for row in db.conn.execute(f"{_VERSION} ORDER BY v.number DESC")]


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


def book_of(db: Database, which: CodebookVersion) -> Codebook:
    """A version as a tree; from its rows, as the rules for files may have changed since it was loaded."""
    name, origin = _head(text(db, which))
    both = [codes(db, which.codebook_version_id, language) for language in LANGUAGES]
    children: dict[str | None, list[tuple[CodeRow, ...]]] = {}
    for rows in zip(*both, strict=True):
        children.setdefault(rows[0].parent_key, []).append(rows)

    def tree(parent: str | None) -> tuple[Code, ...]:
        return tuple(_code(rows, tree(rows[0].key)) for rows in children.get(parent, ()))

    return Codebook(dict(zip(LANGUAGES, name, strict=True)), tree(None), origin)


@lru_cache(maxsize=8)
def _head(file: str) -> tuple[tuple[str, ...], str]:
    """What a codebook is called in each of LANGUAGES, and where it came from; a version is read at each page."""
    head = yaml.load(file, Loader=yaml.CBaseLoader)  # where all is text
    return tuple(visible_name(head["name"][language]) for language in LANGUAGES), visible_name(head.get("origin", ""))


def _code(rows: tuple[CodeRow, ...], children: tuple[Code, ...]) -> Code:
    """One code of its rows in each of LANGUAGES."""
    def told(field: str) -> dict[str, str]:
        return {language: getattr(row, field) for language, row in zip(LANGUAGES, rows, strict=True)}

    one = rows[0]
    return Code(one.key, told("name"), told("definition"), one.color, one.color_dark, told("use_when"),
                told("not_when"), one.example, one.signals, one.is_codable, one.takes_sign, children)


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
