"""Words of a family that somebody copied into a text of no family, when what they came from goes out of reach.

A memo on the project, the minutes of a meeting, an example in the codebook: what is out of reach would stay readable
there. Six words in a row, and those alone, are shown as (…) from the same write on, whatever reads them, and a person
decides (`texts.kept_back`); when the text they came from is in reach again they are put back. What was kept from being
read is in `kept_back`, and nowhere once it was decided.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import reach
from pilot.clock import now
from pilot.safety import closure, guards, record_sets
from pilot.store.files import new_guid
from texts import copied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from texts.copied import Copied

LEFT_OUT = "(…)"  # no bracket: in the file of a codebook that would begin a list
# No bracket closes within a text of JSON behind a quote that ends it.
_BETWEEN = re.compile(r'(?<=")[\s,:{}\[\]]+(?=")')
_NOBODYS = "ǁ"  # a letter, so that it is a word
_VERSIONS = ("SELECT v.document_id, v.text FROM document_version v JOIN document d USING (document_id)"
             " WHERE d.document_id {} (SELECT value FROM json_each(?)) ORDER BY v.version_id")


class Field(NamedTuple):
    """A text of no family: the column of a row, by the key of that, and what stands in it; is_json: texts in JSON."""

    table: str
    row_key: str
    column: str
    text: str
    is_json: bool = False


def keep_back(db: Database, by: str | None = None) -> None:
    """Take out what repeats words that are out of reach today; inside a write.

    Args:
        by: guid of the account by which it went out of reach; None where a date did.
    """
    outside = _outside(db)
    for field, found, document_id in _copies(db, outside):
        if not _was_put_back(db, field, document_id):
            _keep(db, field, found, document_id, by)


def put_back(db: Database, by: str) -> None:
    """Put back what was taken out because of a text that is in reach again; inside a write.

    Args:
        by: guid of the account that brought it into reach.
    """
    outside = _outside(db)
    for kept_back_id, guid, document_id in db.conn.execute(
            "SELECT kept_back_id, guid, document_id FROM kept_back WHERE outcome IS NULL ORDER BY kept_back_id DESC"
            ).fetchall():
        if document_id not in outside:
            restore(db, kept_back_id)
            close(db, kept_back_id, "renewed")
            events.append(db, by, "decided: renewed", "kept_back", guid)
    keep_back(db, by)  # it may repeat another text, too, that is still out of reach


def take_out(db: Database, documents: Iterable[int]) -> None:
    """Take out what repeats these documents, for good: they are erased. Inside that, while rows that stay may change.
    """
    for field, found, _document_id in _copies(db, set(documents)):
        _write(db, field, _without(field, found), field.text)


def masked(text: str, found: Copied) -> str:
    """The text with (…) where words were copied."""
    parts, at = [], 0
    for start, end in found.spans:
        parts += [text[at:start], LEFT_OUT]
        at = end
    return "".join((*parts, text[at:]))


def parted(text: str) -> str:
    """JSON, as long as it was, in which a word that nobody says stands between two of its texts: no run goes across."""
    return _BETWEEN.sub(lambda signs: _NOBODYS * len(signs[0]), text)


def restore(db: Database, kept_back_id: int) -> bool:
    """Put the words of one back; whether they could be: not where somebody wrote something else since."""
    table, row_key, column, words, shown = db.conn.execute(
        "SELECT thing, row_key, field, words, shown FROM kept_back WHERE kept_back_id = ?", (kept_back_id,)).fetchone()
    # What was taken out of the same text after that waits still; with it comes back what this one would put back.
    later = db.conn.execute(
        "UPDATE kept_back SET words = ? WHERE thing = ? AND row_key = ? AND field = ? AND words = ? AND outcome IS NULL"
        " AND kept_back_id > ?", (words, table, row_key, column, shown, kept_back_id)).rowcount
    if later:
        return True
    with guards.lifted(db, (table,)):
        return _write(db, Field(table, row_key, column, shown), words, shown)


def close(db: Database, kept_back_id: int, outcome: str, reason: str = "", by: int | None = None) -> None:
    """Say what was decided; what was kept is overwritten, not only let go of, unless it was put back where it stood."""
    db.conn.execute("PRAGMA secure_delete = ON")
    db.conn.execute(
        "UPDATE kept_back SET outcome = ?, reason = ?, decided_by = ?, decided_at = ?, words = '', shown ="
        " CASE WHEN ? = 'put back' THEN ? ELSE '' END WHERE kept_back_id = ?",
        (outcome, reason, by, now(), outcome, _hash_of(db, kept_back_id), kept_back_id))


def _outside(db: Database) -> set[int]:
    withdrawn = {row[0] for row in db.conn.execute("SELECT document_id FROM document WHERE withdrawn_at IS NOT NULL")}
    return reach.outside(db) | withdrawn


def _copies(db: Database, outside: set[int]) -> list[tuple[Field, Copied, int]]:
    """Fields in which words of these documents stand, and of none that may be read, with the document they are of."""
    fields = _fields(db) if outside else []
    if not fields:
        return []
    these = json.dumps(sorted(outside))
    texts = db.conn.execute(_VERSIONS.format("IN"), (these,)).fetchall()
    found = copied.copied_from(
        [parted(field.text) if field.is_json else field.text for field in fields], [text for _document, text in texts],
        lambda: [text for _document, text in db.conn.execute(_VERSIONS.format("NOT IN"), (these,))])
    return [(fields[n], one, texts[one.other][0]) for n, one in sorted(found.items())]


def _fields(db: Database) -> list[Field]:
    keys = closure.shape_of(db).keys
    found: list[Field] = []
    for one in record_sets.free_words():
        # What is of a family of which nothing may be read is not read either.
        where, params = reach.family_material_where(db, "analyse", "af")
        of_family = (f"EXISTS (SELECT 1 FROM family af WHERE af.family_id = {one.family} AND {where})", params)
        hidden, given = of_family if one.family else ("1", [])
        found += [Field(one.table, json.dumps(key, separators=(",", ":")), column, text, one.is_json)
                  for column in one.columns for *key, text in db.conn.execute(
                      f"SELECT {', '.join(keys[one.table])}, {column} FROM {one.table} WHERE length({column}) > 10"
                      f" AND {hidden}", given)]
    return found


def _keep(db: Database, field: Field, found: Copied, document_id: int, by: str | None) -> None:
    shown, guid = _without(field, found), new_guid()
    db.conn.execute(
        "INSERT INTO kept_back(guid, document_id, thing, row_key, field, words, shown, n_words, kept_at)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (guid, document_id, field.table, field.row_key, field.column, field.text, shown, found.words, now()))
    with guards.lifted(db, (field.table,)):
        _write(db, field, shown, field.text)
    events.append(db, by, "kept back", "kept_back", guid)


def _without(field: Field, found: Copied) -> str:
    """What a field says without them; where nothing else stood there it is told apart, for two names may not be alike.
    """
    shown = masked(field.text, found)
    return f"{LEFT_OUT} {new_guid()[:4]}" if shown == LEFT_OUT else shown


def _write(db: Database, field: Field, text: str, before: str) -> bool:
    """Write a field where it still says what it said before; a page that is open notices that it was changed."""
    names = [row[0] for row in db.conn.execute("SELECT name FROM pragma_table_info(?)", (field.table,))]
    noticed = {"revision": "revision = revision + 1", "changed_at": f"changed_at = '{now()}'"}
    changes = ", ".join([f"{field.column} = ?", *(sql for name, sql in noticed.items() if name in names)])
    where = closure.keys_in(closure.shape_of(db).keys[field.table])
    return bool(db.conn.execute(
        f"UPDATE {field.table} SET {changes} WHERE {field.column} = ? AND {where}",
        (text, before, f"[{field.row_key}]")).rowcount)


def _was_put_back(db: Database, field: Field, document_id: int) -> bool:
    """Whether a person decided that this text may say what it says of this document."""
    return db.conn.execute(
        "SELECT 1 FROM kept_back WHERE thing = ? AND row_key = ? AND field = ? AND document_id = ? AND shown = ?"
        " AND outcome = 'put back'",
        (field.table, field.row_key, field.column, document_id, _sha(field.text))).fetchone() is not None


def _hash_of(db: Database, kept_back_id: int) -> str:
    (words,) = db.conn.execute("SELECT words FROM kept_back WHERE kept_back_id = ?", (kept_back_id,)).fetchone()
    return _sha(words)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
