"""What a coder does, applied once each: adding and removing codings, saying a sign, deciding on a place.

Actions come as batches of small operations, each with the browser's own uuid, and may come twice: what was applied
once is never applied again. The number of the last operation is the document's revision. They count in the version
the coder had before her, which may be an older one: a coding made there is carried to what is read now.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coding.book import codebook
from coding.marks import asked, twins
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion

MOST_OPS = 2_000


@use_case(Right.CODE, event=("coded document", "uncoded document", "signed document", "placed document"))
def apply_ops(
    db: Database, viewer: Viewer, document_guid: str, ops: Sequence[Mapping[str, Any]], *, version: str | None = None,
) -> dict[str, Any]:
    """Apply a coder's actions in order, in one transaction; an action that was applied before changes nothing.

    Args:
        ops: one of these each, with `op` and `coding` uuids and offsets in code points, 0-based, end-exclusive:
            {kind: 'add', code: key, start, end, weight?, sign?}; adding a coding that was removed brings it back.
            {kind: 'remove'}.
            {kind: 'sign', sign: '+', '-', '±' or None for not stated}.
            {kind: 'place', start, end}: these are its words in the version read now; or {kind: 'place', gone: true};
            or {kind: 'place', undecided: true}: what was decided so is taken back.
        version: guid of the version the offsets count in, an older one of this document too; the one this viewer
            reads when None.

    Returns: rev (the document's revision), version (guid of the one read now) and results, one per op in order: op,
        state ('confirmed' or 'rejected'), coding (the uuid the passage's coding has: another one when the passage had
        that code already) or sentence.
    Raises: Conflict (no such version, no codebook), BadInput (no list of ops), NotFound, NotAllowed.
    """
    if len(ops) > MOST_OPS:
        raise BadInput(N_("More than {limit} actions at once. Send them in smaller parts."), limit=MOST_OPS)
    with write(db):
        readable = access.require_document(db, viewer, document_guid)
        batch = _Batch(db, viewer, readable, _version_id(db, viewer, readable, version), ops)
        results = [batch.apply(op) for op in ops]
        batch.carry()
        for verb in sorted(batch.verbs):
            events.record(db, viewer, verb, "document", document_guid)
        return {
            "rev": revision(db, readable.document_id), "version": readable.version_guid, "results": results}


def revision(db: Database, document_id: int) -> int:
    """The number of the last action on a document; 0 before the first."""
    found = db.conn.execute("SELECT max(op_id) FROM coding_op WHERE document_id = ?", (document_id,)).fetchone()
    return int(found[0] or 0)


def newest_book(db: Database) -> codebook.CodebookVersion:
    """The codebook in use. Raises: Conflict when there is none yet."""
    book = codebook.newest(db)
    if book is None:
        raise Conflict(N_("There is no codebook yet. Load one first; nothing was changed."))
    return book


def _version_id(db: Database, viewer: Viewer, readable: ReadableVersion, version: str | None) -> int:
    if version is None or version == readable.version_guid:
        return readable.version_id
    may_read, params = access.versions_where(viewer, replaced=True)
    row = db.conn.execute(
        "SELECT v.version_id FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.guid = ? AND v.document_id = ? AND {may_read}",
        (version, readable.document_id, *params)).fetchone()
    if row is None:
        raise Conflict(N_("These actions belong to another text. Reload the page to read this one."))
    return int(row[0])


@dataclass(frozen=True)
class _Coding:
    """A coding row as the checks need it; start and end in the version the actions count in, None where unplaced."""

    coding_id: int
    coder_id: int
    document_id: int
    code_id: int
    live: bool
    sign: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True)
class _Code:
    """A code of the newest codebook."""

    code_id: int
    codable: bool
    takes_sign: bool


class _Batch:
    """One transaction's actions on one document by one coder."""

    def __init__(
        self, db: Database, viewer: Viewer, readable: ReadableVersion, version_id: int,
        ops: Sequence[Mapping[str, Any]],
    ) -> None:
        self.db, self.viewer, self.readable, self.version_id, self.ops = db, viewer, readable, version_id, ops
        self.book = newest_book(db)
        self.at = now()
        self.verbs: set[str] = set()
        self.fresh: set[str] = set()  # made here, not carried yet
        # The passage may have had the code already, from another window: then that coding is meant later on too.
        self.known_as: dict[str, str] = {}
        self.text = str(db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()[0])
        self.codes = {
            key: _Code(code_id, bool(codable), bool(takes_sign)) for key, code_id, codable, takes_sign in
            db.conn.execute(
                "SELECT key, code_id, is_codable, takes_sign FROM code_definition JOIN code USING (code_id)"
                " WHERE codebook_version_id = ?", (self.book.codebook_version_id,))
        }

    def apply(self, op: Mapping[str, Any]) -> dict[str, Any]:
        """Apply one action; a bad one is told, and leaves the others as they are."""
        op_guid = op.get("op") if isinstance(op, dict) else None
        try:
            if not asked.is_uuid(op_guid) or not asked.is_uuid(op.get("coding")):
                raise BadInput(N_("This action has no valid number of its own."))
            coding = self._repeated(op) or self._applied(op)
            self.known_as[op["coding"]] = coding
        except BadInput as error:
            return {"op": op_guid, "state": "rejected", "sentence": error.sentence()}
        return {"op": op_guid, "state": "confirmed", "coding": coding}

    def carry(self) -> None:
        """What was made in an older version gets its place in the one that is read now."""
        if self.fresh and self.version_id != self.readable.version_id:
            places.carry_to(self.db, self.readable.version_id)

    def _repeated(self, op: Mapping[str, Any]) -> str | None:
        row = self.db.conn.execute(
            "SELECT user_id, document_id, kind, coding_guid FROM coding_op WHERE guid = ?", (op["op"],)).fetchone()
        if row is None:
            return None
        if row[:3] != (self.viewer.user_id, self.readable.document_id, op.get("kind")):
            raise BadInput(N_("Another action has this number already."))
        return str(row[3])

    def _applied(self, op: Mapping[str, Any]) -> str:
        acts = {"add": self._add, "remove": self._remove, "sign": self._sign, "place": self._place}
        act = acts.get(op["kind"]) if isinstance(op.get("kind"), str) else None
        if act is None:
            raise BadInput(N_("An action adds a coding, removes one, or says its direction or its place."))
        return act(op)

    def _record(self, op: Mapping[str, Any], coding: str, verb: str | None) -> int:
        if verb:
            self.verbs.add(verb)
        cursor = self.db.conn.execute(
            "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at) VALUES (?,?,?,?,?,?)",
            (op["op"], self.readable.document_id, self.viewer.user_id, op["kind"], coding, self.at),
        )
        return int(cursor.lastrowid or 0)

    def _add(self, op: Mapping[str, Any]) -> str:
        code, span, weight = self._code(op), asked.span(op, self.text), asked.weight(op)
        sign = asked.sign(op, code.takes_sign)
        existing = self._coding(op["coding"])
        if existing and (
            existing.coder_id != self.viewer.user_id or existing.document_id != self.readable.document_id
            or (existing.start, existing.end, existing.code_id) != (*span, code.code_id)
        ):
            raise BadInput(N_("Another coding has this number already."))
        same = self._same(span, code.code_id)
        if same:
            rev = self._record(op, same, "signed" if sign else None)
            if sign:
                self.db.conn.execute("UPDATE coding SET sign = ?, rev = ? WHERE guid = ?", (sign, rev, same))
            return same
        rev = self._record(op, op["coding"], "coded")
        if existing:
            # Those that went with it, as it was one of several on the same words, come back with it.
            self.db.conn.execute(
                "UPDATE coding SET retracted_at = NULL, rev = ? WHERE document_id = ? AND coder_id = ? AND code_id = ?"
                " AND retracted_at IS NOT NULL AND rev = (SELECT rev FROM coding WHERE coding_id = ?)",
                (rev, existing.document_id, existing.coder_id, existing.code_id, existing.coding_id))
            self.db.conn.execute(
                "UPDATE coding SET retracted_at = NULL, rev = ?, weight = ?, sign = ?, codebook_version_id = ?"
                " WHERE coding_id = ?",
                (rev, weight, sign or existing.sign, self.book.codebook_version_id, existing.coding_id))
        else:
            self._insert(op["coding"], code.code_id, span, weight, sign, rev)
        return str(op["coding"])

    def _insert(
        self, guid: str, code_id: int, span: tuple[int, int], weight: int, sign: str | None, rev: int
    ) -> None:
        cursor = self.db.conn.execute(
            "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, weight, sign, rev,"
            " created_at) VALUES (?,?,?,?,?,?,?,?,?)",
            (guid, self.readable.document_id, code_id, self.book.codebook_version_id, self.viewer.user_id, weight,
             sign, rev, self.at))
        places.put(self.db, int(cursor.lastrowid or 0), self.version_id, span, How.MADE, text=self.text,
                   by_user=self.viewer.user_id)
        self.fresh.add(guid)

    def _same(self, span: tuple[int, int], code_id: int) -> str | None:
        """The viewer's own coding with this code of what are the same words in the version that is read now; of the
        same words here, where it is not certain where those stand now."""
        here = self._standing(self.version_id, span, code_id)
        now = self._followed.get(span)
        if now is None:
            return here
        there = self._standing(self.readable.version_id, now, code_id)
        return there or (here if here and here in self.fresh else None)

    def _standing(self, version_id: int, span: tuple[int, int], code_id: int) -> str | None:
        return next((guid for _, guid in twins.standing(self.db, version_id, span, code_id, self.viewer.user_id)), None)

    @cached_property
    def _followed(self) -> dict[tuple[int, int], tuple[int, int] | None]:
        """Where all that is added here to an older version stands for certain in the one that is read now."""
        if self.version_id == self.readable.version_id:
            return {}
        spans = []
        for op in self.ops:
            with suppress(BadInput, AttributeError):
                spans.append(asked.span(op, self.text))
        found = places.follow(self.db, self.version_id, self.readable.version_id, spans)
        return {span: now for span, (now, is_certain) in zip(spans, found, strict=True) if is_certain}

    def _with_twins(self, existing: _Coding) -> list[int]:
        """coding_id of a living coding, and of those that are one with it in this version."""
        if existing.start is None or existing.end is None:
            return [existing.coding_id]
        found = twins.standing(
            self.db, self.version_id, (existing.start, existing.end), existing.code_id, existing.coder_id)
        return [coding_id for coding_id, _ in found] or [existing.coding_id]

    def _own(self, op: Mapping[str, Any], not_own: str, *, or_left: bool = False) -> tuple[str, _Coding]:
        guid = self.known_as.get(op["coding"], op["coding"])
        existing = self._coding(guid)
        if existing is None or existing.document_id != self.readable.document_id:
            raise BadInput(N_("This coding is not there any more."))
        if existing.coder_id != self.viewer.user_id and not (or_left and self._has_left(existing.coder_id)):
            raise BadInput(not_own)
        return guid, existing

    def _has_left(self, user_id: int) -> bool:
        """Whether this coder codes no more here: then somebody else has to decide where her codings stand."""
        return bool(self.db.conn.execute(
            "SELECT 1 FROM user WHERE user_id = ? AND stopped_coding_at IS NOT NULL", (user_id,)).fetchone())

    def _remove(self, op: Mapping[str, Any]) -> str:
        guid, existing = self._own(op, N_("This coding is somebody else's. You can only remove your own."))
        rev = self._record(op, guid, "uncoded" if existing.live else None)
        if existing.live:
            self.db.conn.executemany("UPDATE coding SET retracted_at = ?, rev = ? WHERE coding_id = ?", [
                (self.at, rev, coding_id) for coding_id in self._with_twins(existing)])
        return guid

    def _sign(self, op: Mapping[str, Any]) -> str:
        guid, existing = self._own(op, N_("This coding is somebody else's. You can only change your own."))
        by_id = {code.code_id: code.takes_sign for code in self.codes.values()}
        sign = asked.sign(op, by_id.get(existing.code_id, False))
        rev = self._record(op, guid, "signed")
        self.db.conn.executemany("UPDATE coding SET sign = ?, rev = ? WHERE coding_id = ?", [
            (sign, rev, coding_id) for coding_id in self._with_twins(existing)])
        return guid

    def _place(self, op: Mapping[str, Any]) -> str:
        guid, existing = self._own(
            op, N_("This coding is somebody else's. You can only change your own."), or_left=True)
        if self.version_id != self.readable.version_id:
            raise BadInput(N_("The text was changed once more meanwhile. Reload the page and look at it again."))
        # Its twins go with it, and come back with it.
        together = twins.together(self.db, self.version_id, existing.coding_id) if existing.live else [
            existing.coding_id]
        rev = self._record(op, guid, "placed")
        if op.get("undecided") is True:
            for coding_id in together:
                places.reopen(self.db, coding_id, self.version_id)
        else:
            self._decide(op, existing, together)
        self.db.conn.executemany("UPDATE coding SET rev = ? WHERE coding_id = ?", [
            (rev, coding_id) for coding_id in together])
        return guid

    def _decide(self, op: Mapping[str, Any], existing: _Coding, together: Sequence[int]) -> None:
        gone = op.get("gone") is True
        span = None if gone else asked.span(op, self.text)
        if span:
            others = [coding_id for coding_id, _ in twins.standing(
                self.db, self.version_id, span, existing.code_id, existing.coder_id) if coding_id not in together]
            if others and not set(others) & set(twins.once(self.db, existing.coding_id)):
                raise BadInput(N_(
                    "These words have this code already. Say that its own words are gone, or choose others."))
        for coding_id in together:
            places.put(self.db, coding_id, self.version_id, span, How.GONE if gone else How.MOVED, text=self.text,
                       by_user=self.viewer.user_id, at=self.at)

    def _coding(self, guid: str) -> _Coding | None:
        row = self.db.conn.execute(
            "SELECT c.coding_id, c.coder_id, c.document_id, c.code_id, c.retracted_at IS NULL, c.sign, p.start_char,"
            " p.end_char FROM coding c LEFT JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = ?"
            " AND p.passage_id IS NOT NULL WHERE c.guid = ?", (self.version_id, guid)).fetchone()
        return _Coding(*row) if row else None

    def _code(self, op: Mapping[str, Any]) -> _Code:
        key = op.get("code")
        code = self.codes.get(key) if isinstance(key, str) else None
        if code is None:
            raise BadInput(N_("This code is not in the newest codebook. Reload the page to see the codes there are."))
        if not code.codable:
            raise BadInput(N_("This is a group of codes. Choose one of the codes in it."))
        return code
