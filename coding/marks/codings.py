"""Codings: a coder says that a passage shows a code.

A coder's actions come as batches of small operations, each with the browser's own uuid, and may come twice: what
was applied once is never applied again. The number of the last operation is the document's revision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coding.book import codebook
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.errors import BadInput, Conflict
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion

MOST_OPS = 2_000
STATES = ("open", "done")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def apply_ops(
    db: Database, viewer: Viewer, document_guid: str, ops: Sequence[Mapping[str, Any]], *, version: str | None = None,
) -> dict[str, Any]:
    """Apply a coder's actions in order, in one transaction; an action that was applied before changes nothing.

    Args:
        ops: {op: uuid, kind: 'add', coding: uuid, code: key, start, end, weight?} with code points, 0-based,
            end-exclusive, into the version this viewer reads, or {op: uuid, kind: 'remove', coding: uuid}.
            Adding a coding that was removed brings it back.
        version: guid of the version the offsets count in; the one this viewer reads when None.

    Returns: rev (the document's revision) and results, one per op in order: op, state ('confirmed' or 'rejected'),
        coding (the uuid the passage's coding has: another one when the passage had that code already) or sentence.
    Raises: Conflict (the text has a newer version, no codebook), BadInput (no list of ops), NotFound, NotAllowed.
    """
    viewer.require(Right.CODE)
    if len(ops) > MOST_OPS:
        raise BadInput(N_("More than {limit} actions at once. Send them in smaller parts."), limit=MOST_OPS)
    with write(db):
        batch = _Batch(db, viewer, _readable(db, viewer, document_guid, version))
        results = [batch.apply(op) for op in ops]
        for verb in sorted(batch.verbs):
            events.record(db, viewer, verb, "document", document_guid)
        return {"rev": revision(db, batch.readable.document_id), "results": results}


def revision(db: Database, document_id: int) -> int:
    """The number of the last action on a document; 0 before the first."""
    found = db.conn.execute("SELECT max(op_id) FROM coding_op WHERE document_id = ?", (document_id,)).fetchone()
    return int(found[0] or 0)


def codings(db: Database, viewer: Viewer, guid: str, *, since: int = 0, others: bool = False) -> dict[str, Any]:
    """Live codings on the version this viewer reads, changed after revision `since`.

    Args:
        others: also those of other coders, by their label.

    Returns: rev; codings: id (guid), code (key), start, end (code points, 0-based, end-exclusive), weight, coder
        (None for the viewer's own, else a label); removed: guids taken away after `since` (none when it is 0).
    """
    viewer.require(Right.CODE)
    if others:
        viewer.require(Right.SEE_OTHER_CODERS)
    readable = access.require_document(db, viewer, guid)
    # The revision first: an action between the two queries is then sent again next time rather than missed.
    rev = revision(db, readable.document_id)
    rows = db.conn.execute(
        "SELECT c.guid, k.key, p.start_char, p.end_char, c.weight, c.coder_id, u.label, c.retracted_at"
        " FROM coding c JOIN passage p USING (passage_id) JOIN code k USING (code_id)"
        " JOIN user u ON u.user_id = c.coder_id"
        " WHERE c.document_id = ? AND c.rev > ? AND c.layer = 'coder' AND p.version_id = ? AND (? OR c.coder_id = ?)"
        " ORDER BY p.start_char, p.end_char, c.coding_id",
        (readable.document_id, since if since > 0 else -1, readable.version_id, others, viewer.user_id),
    ).fetchall()
    return {
        "rev": rev,
        "codings": [
            {"id": row[0], "code": row[1], "start": row[2], "end": row[3], "weight": row[4],
             "coder": None if row[5] == viewer.user_id else row[6]}
            for row in rows if row[7] is None
        ],
        "removed": [row[0] for row in rows if row[7] is not None] if since > 0 else [],
    }


def status(db: Database, viewer: Viewer, guid: str) -> str:
    """'done' or 'open' for this coder under the newest codebook."""
    viewer.require(Right.CODE)
    readable = access.require_document(db, viewer, guid)
    book = codebook.newest(db)
    row = db.conn.execute(
        "SELECT state FROM coding_status WHERE document_id = ? AND user_id = ? AND codebook_version_id = ?",
        (readable.document_id, viewer.user_id, book.codebook_version_id if book else None),
    ).fetchone()
    return str(row[0]) if row else "open"


def set_status(db: Database, viewer: Viewer, guid: str, state: str) -> None:
    """Say that this coder is done with a document under the newest codebook, or works on it again.

    Raises: BadInput (another state), Conflict (no codebook), NotFound, NotAllowed.
    """
    viewer.require(Right.CODE)
    if state not in STATES:
        raise BadInput(N_("A document is either open or done."))
    with write(db):
        readable = access.require_document(db, viewer, guid)
        book = _newest(db)
        changed = db.conn.execute(
            "INSERT INTO coding_status VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state,"
            " changed_at = excluded.changed_at WHERE state IS NOT excluded.state",
            (readable.document_id, viewer.user_id, book.codebook_version_id, state, now()),
        ).rowcount
        if changed:
            events.record(db, viewer, "finished" if state == "done" else "reopened", "document", guid)


def _newest(db: Database) -> codebook.CodebookVersion:
    book = codebook.newest(db)
    if book is None:
        raise Conflict(N_("There is no codebook yet. Load one first; nothing was changed."))
    return book


def _readable(db: Database, viewer: Viewer, guid: str, version: str | None) -> ReadableVersion:
    readable = access.require_document(db, viewer, guid)
    if version is not None and version != readable.version_guid:
        raise Conflict(
            N_("The text of this document was changed while you were coding. Reload the page to read the new text."))
    return readable


@dataclass(frozen=True)
class _Coding:
    """A coding row as the checks need it."""

    coding_id: int
    coder_id: int
    document_id: int
    code_id: int
    version_id: int
    start: int
    end: int
    live: bool


class _Batch:
    """One transaction's actions on one document by one coder."""

    def __init__(self, db: Database, viewer: Viewer, readable: ReadableVersion) -> None:
        self.db, self.viewer, self.readable = db, viewer, readable
        self.book = _newest(db)
        self.at = now()
        self.verbs: set[str] = set()
        # The passage may have had the code already, from another window: then that coding is meant later on too.
        self.known_as: dict[str, str] = {}
        self.text = str(db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (readable.version_id,)).fetchone()[0])
        self.codes = {
            key: (code_id, bool(codable)) for key, code_id, codable in db.conn.execute(
                "SELECT key, code_id, is_codable FROM code_definition JOIN code USING (code_id)"
                " WHERE codebook_version_id = ?", (self.book.codebook_version_id,))
        }

    def apply(self, op: Mapping[str, Any]) -> dict[str, Any]:
        """Apply one action; a bad one is told, and leaves the others as they are."""
        op_guid = op.get("op") if isinstance(op, dict) else None
        try:
            if not _is_uuid(op_guid) or not _is_uuid(op.get("coding")):
                raise BadInput(N_("This action has no valid number of its own."))
            coding = self._repeated(op) or self._applied(op)
            self.known_as[op["coding"]] = coding
        except BadInput as error:
            return {"op": op_guid, "state": "rejected", "sentence": error.sentence()}
        return {"op": op_guid, "state": "confirmed", "coding": coding}

    def _repeated(self, op: Mapping[str, Any]) -> str | None:
        row = self.db.conn.execute(
            "SELECT user_id, document_id, kind, coding_guid FROM coding_op WHERE guid = ?", (op["op"],)).fetchone()
        if row is None:
            return None
        if row[:3] != (self.viewer.user_id, self.readable.document_id, op.get("kind")):
            raise BadInput(N_("Another action has this number already."))
        return str(row[3])

    def _applied(self, op: Mapping[str, Any]) -> str:
        if op.get("kind") == "add":
            return self._add(op)
        if op.get("kind") == "remove":
            return self._remove(op)
        raise BadInput(N_("An action either adds a coding or removes one."))

    def _record(self, op: Mapping[str, Any], coding: str, verb: str | None) -> int:
        if verb:
            self.verbs.add(verb)
        cursor = self.db.conn.execute(
            "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at) VALUES (?,?,?,?,?,?)",
            (op["op"], self.readable.document_id, self.viewer.user_id, op["kind"], coding, self.at),
        )
        return int(cursor.lastrowid or 0)

    def _add(self, op: Mapping[str, Any]) -> str:
        code_id, (start, end), weight = self._code(op), self._span(op), _weight(op)
        existing = self._coding(op["coding"])
        if existing and (
            existing.coder_id != self.viewer.user_id
            or (existing.version_id, existing.start, existing.end, existing.code_id)
            != (self.readable.version_id, start, end, code_id)
        ):
            raise BadInput(N_("Another coding has this number already."))
        passage_id = self._passage(start, end)
        same = self.db.conn.execute(
            "SELECT guid FROM coding WHERE passage_id = ? AND code_id = ? AND coder_id = ? AND layer = 'coder'"
            " AND retracted_at IS NULL", (passage_id, code_id, self.viewer.user_id)).fetchone()
        if same:
            self._record(op, same[0], None)
            return str(same[0])
        rev = self._record(op, op["coding"], "coded")
        if existing:
            self.db.conn.execute(
                "UPDATE coding SET retracted_at = NULL, rev = ?, weight = ?, codebook_version_id = ?"
                " WHERE coding_id = ?",
                (rev, weight, self.book.codebook_version_id, existing.coding_id))
        else:
            self.db.conn.execute(
                "INSERT INTO coding(guid, passage_id, document_id, code_id, codebook_version_id, coder_id, weight, rev,"
                " created_at) VALUES (?,?,?,?,?,?,?,?,?)",
                (op["coding"], passage_id, self.readable.document_id, code_id, self.book.codebook_version_id,
                 self.viewer.user_id, weight, rev, self.at))
        return str(op["coding"])

    def _remove(self, op: Mapping[str, Any]) -> str:
        guid = self.known_as.get(op["coding"], op["coding"])
        existing = self._coding(guid)
        if existing is None or existing.document_id != self.readable.document_id:
            raise BadInput(N_("This coding is not there any more."))
        if existing.coder_id != self.viewer.user_id:
            raise BadInput(N_("This coding is somebody else's. You can only remove your own."))
        rev = self._record(op, guid, "uncoded" if existing.live else None)
        if existing.live:
            self.db.conn.execute("UPDATE coding SET retracted_at = ?, rev = ? WHERE coding_id = ?",
                                 (self.at, rev, existing.coding_id))
        return guid

    def _coding(self, guid: str) -> _Coding | None:
        row = self.db.conn.execute(
            "SELECT coding_id, coder_id, document_id, code_id, version_id, start_char, end_char, retracted_at IS NULL"
            " FROM coding JOIN passage USING (passage_id) WHERE coding.guid = ?", (guid,)).fetchone()
        return _Coding(*row) if row else None

    def _passage(self, start: int, end: int) -> int:
        span = (self.readable.version_id, start, end)
        row = self.db.conn.execute(
            "SELECT passage_id FROM passage WHERE version_id = ? AND start_char = ? AND end_char = ?", span).fetchone()
        if row:
            return int(row[0])
        cursor = self.db.conn.execute(
            "INSERT INTO passage(guid, version_id, start_char, end_char, quote) VALUES (?,?,?,?,?)",
            (new_guid(), *span, self.text[start:end]))
        return int(cursor.lastrowid or 0)

    def _code(self, op: Mapping[str, Any]) -> int:
        key = op.get("code")
        code_id, codable = self.codes.get(key, (0, False)) if isinstance(key, str) else (0, False)
        if not code_id:
            raise BadInput(N_("This code is not in the newest codebook. Reload the page to see the codes there are."))
        if not codable:
            raise BadInput(N_("This is a group of codes. Choose one of the codes in it."))
        return code_id

    def _span(self, op: Mapping[str, Any]) -> tuple[int, int]:
        start, end = op.get("start"), op.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(self.text):
            raise BadInput(N_("This passage is not in the text. Select it again."))
        if not self.text[start:end].strip():
            raise BadInput(N_("There are no words in this passage. Select some text."))
        return start, end


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _weight(op: Mapping[str, Any]) -> int:
    weight = op.get("weight", 1)
    if type(weight) is not int or not 1 <= weight <= 5:
        raise BadInput(N_("The weight of a coding is a whole number from 1 to 5."))
    return weight
