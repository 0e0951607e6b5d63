"""A pilot told in a few lines: who told what when, who finished which document, who said which code where."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coding.book import turning
from pilot.store.files import new_guid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

AT = "2022-01-01T00:00:00.000Z"
TEXT_CHARS, FIRST_TURN = 60, 30
# Two versions of a codebook: `later` came with the second, `gone` left with it; `group` cannot be applied.
VERSIONS = {1: ("group", "a", "b", "gone"), 2: ("group", "a", "b", "later")}
SIGNED = ("a",)
GROUP_OF = {"a": "group", "later": "group"}
CODERS = ("coder 1", "coder 2")


@dataclass(frozen=True)
class Doc:
    """One document; `family` counts from 0 (None: no family), dates ISO; the first turn has its voice."""

    family: int | None
    told_on: str
    event: tuple[str, str | None] | None = None
    voice: str = "family"
    kind: str = "deidentified"
    withdrawn: bool = False


@dataclass(frozen=True)
class Mark:
    """A coding of document `doc` (from 0) by coder `by` (from 0); code points, end-exclusive."""

    doc: int
    code: str
    by: int
    start: int
    end: int
    version: int = 1
    retracted: bool = False
    sign: str | None = None


@dataclass(frozen=True)
class Done:
    """A coder finished a document under a codebook version."""

    doc: int
    by: int
    version: int = 1


@dataclass
class Told:
    """A whole pilot; `sites` and `starts` (start of support, ISO or None) by family."""

    families: int = 2
    docs: list[Doc] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    starts: list[str | None] = field(default_factory=list)
    versions: int = 2


@contextmanager
def telling(db: Database, told: Told) -> Iterator[None]:
    """The pilot file with only `told` in it, for the length of the block."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        db.conn.execute("PRAGMA defer_foreign_keys = ON")
        fill(db, told)
        yield
    finally:
        db.conn.execute("ROLLBACK")


def fill(db: Database, told: Told) -> None:
    """Write `told` with plain SQL in an open transaction; families are called F0, F1 ..."""
    run = db.conn.execute
    for table in ("coaching", "support_period", "consent", "person", "family", "site"):
        run(f"DELETE FROM {table}")
    for by, label in enumerate(CODERS):
        run("INSERT INTO user(user_id, guid, label) VALUES (?,?,?)", (100 + by, f"coder-{by}", label))
    for number in range(1, told.versions + 1):
        _version(db, number)
    for site, key in enumerate(("north", "south")):
        run("INSERT INTO site VALUES (?,?,?,?)", (site + 1, f"site-{key}", key, key.title()))
    for n in range(told.families):
        site_id = {"north": 1, "south": 2}.get(told.sites[n] if n < len(told.sites) else "")
        run("INSERT INTO family(family_id, guid, pseudonym, site_id) VALUES (?,?,?,?)",
            (n + 1, family_guid(n), f"F{n}", site_id))
        start = told.starts[n] if n < len(told.starts) else "2020-01-15"
        if start:
            run("INSERT INTO support_period(family_id, starts_on) VALUES (?,?)", (n + 1, start))
    for n, doc in enumerate(told.docs):
        if doc.family is not None:
            _document(db, n, doc)
    for mark in told.marks:
        if told.docs[mark.doc].family is not None:
            _mark(db, mark)
    for each in {(d.doc, d.by, d.version): d for d in told.done}.values():
        if told.docs[each.doc].family is not None:
            run("INSERT INTO coding_status VALUES (?,?,?,'done',?)", (each.doc + 1, 100 + each.by, each.version, AT))


def family_guid(n: int) -> str:
    """The guid of family `n`."""
    return f"family-{n}"


def text_of(n: int) -> str:
    """The text of document `n`: TEXT_CHARS code points in two turns of one line each."""
    words = f"Zin {n:02} is kort. Dan 🙂 komt er nog een. "
    rest = ("Later zei zij: het ging beter. " * 3)[:TEXT_CHARS - FIRST_TURN - 1]
    return (words * 3)[:FIRST_TURN] + "\n" + rest


def _version(db: Database, number: int) -> None:
    run = db.conn.execute
    run("INSERT INTO codebook_version(codebook_version_id, guid, number, label, sha256, yaml, adopted_at)"
        " VALUES (?,?,?,?,?,'',?)", (number, f"book-{number}", number, f"v{number}", f"{number:064}", AT))
    for position, key in enumerate(VERSIONS[number]):
        run("INSERT OR IGNORE INTO code(guid, key) VALUES (?,?)", (f"code-{key}", key))
        parent = GROUP_OF.get(key)
        run("INSERT INTO code_definition(codebook_version_id, code_id, parent_id, position, name_nl, name_en,"
            " definition_nl, definition_en, is_codable, takes_sign, color) VALUES (?,"
            " (SELECT code_id FROM code WHERE key = ?), (SELECT code_id FROM code WHERE key = ?), ?, ?, ?, '', '', ?,"
            " ?, '#004488')",
            (number, key, parent, position, f"{key} (nl)", f"{key} (en)", key != "group", key in SIGNED))
    turning.refresh(db)


def _document(db: Database, n: int, doc: Doc) -> None:
    run = db.conn.execute
    run("INSERT INTO document(document_id, guid, family_id, kind, voice, title, told_on, event_from, event_until,"
        " withdrawn_at, created_at) VALUES (?,?,?,'interview',?,?,?,?,?,?,?)",
        (n + 1, f"document-{n}", (doc.family or 0) + 1, doc.voice, f"Gesprek {n}", doc.told_on,
         *(doc.event or (None, None)), AT if doc.withdrawn else None, AT))
    text = text_of(n)
    run("INSERT INTO document_version(version_id, guid, document_id, number, kind, text, sha256, engine, created_at)"
        " VALUES (?,?,?,1,?,?,?,'test',?)",
        (n + 1, f"version-{n}", n + 1, doc.kind, text, hashlib.sha256(text.encode()).hexdigest(), AT))
    first = text.index("\n")
    for seq, (speaker, a, b) in enumerate((("Moeder", 0, first), ("Coach", first + 1, len(text)))):
        run("INSERT INTO turn(version_id, seq, speaker, voice, start_char, end_char, start_ms) VALUES (?,?,?,?,?,?,?)",
            (n + 1, seq, speaker, doc.voice if seq == 0 else "coach", a, b, seq * 766_000))


def _mark(db: Database, mark: Mark) -> None:
    run = db.conn.execute
    span = (mark.doc + 1, mark.start, mark.end)
    run("INSERT OR IGNORE INTO passage(guid, version_id, start_char, end_char, quote) VALUES (?,?,?,?,?)",
        (new_guid(), *span, text_of(mark.doc)[mark.start:mark.end]))
    passage = run("SELECT passage_id FROM passage WHERE version_id = ? AND start_char = ? AND end_char = ?",
                  span).fetchone()[0]
    code = run("SELECT code_id FROM code WHERE key = ?", (mark.code,)).fetchone()[0]
    cursor = run(
        "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, sign, rev, created_at,"
        " retracted_at) VALUES (?,?,?,?,?,?,1,?,?)",
        (new_guid(), mark.doc + 1, code, mark.version, 100 + mark.by, mark.sign, AT, AT if mark.retracted else None))
    run("INSERT INTO coding_place(version_id, coding_id, passage_id, start_char, end_char, how, at)"
        " VALUES (?,?,?,?,?,'made',?)", (span[0], cursor.lastrowid, passage, *span[1:], AT))
