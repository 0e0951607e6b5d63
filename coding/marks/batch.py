"""One transaction's actions on one document by one coder: what they share, and what they look up."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coding.book import codebook, turning
from coding.double import tasks
from coding.marks import asked, twins
from pilot.clock import now
from pilot.errors import BadInput, Conflict
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion, Viewer
    from texts.places import Span

NOT_YOURS_TO_CHANGE = N_("This coding is somebody else's. You can only change your own.")


@dataclass(frozen=True)
class Known:
    """A coding as the checks need it; start and end in the version the actions count in, None where unplaced.

    `is_whole`: the code is on the whole document and has no words of its own.
    """

    coding_id: int
    coder_id: int
    document_id: int
    code_id: int
    is_live: bool
    sign: str | None
    weight: int
    start: int | None
    end: int | None
    is_whole: bool

    @property
    def span(self) -> Span | None:
        """Where it stands, None where it has no words here."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True)
class Code:
    """A code of the newest codebook, or one that a coding had before."""

    code_id: int
    is_codable: bool
    takes_sign: bool
    codebook_version_id: int


def newest_book(db: Database) -> codebook.CodebookVersion:
    """The codebook in use. Raises: Conflict when there is none yet."""
    book = codebook.newest(db)
    if book is None:
        raise Conflict(N_("There is no codebook yet. Load one first; nothing was changed."))
    return book


class Batch:
    """What a coder's actions are applied with.

    Attributes:
        version_id: of the text the offsets count in, whose whole text is `text`.
        fresh: guids of codings that got their words here and are not carried to the version that is read yet.
        known_as: the passage may have had the code already, from another window: then that coding is meant later on
            too, by the number this one was sent with.
    """

    def __init__(
        self, db: Database, viewer: Viewer, readable: ReadableVersion, version_id: int,
        ops: Sequence[Mapping[str, Any]],
    ) -> None:
        self.db, self.viewer, self.readable, self.version_id, self.ops = db, viewer, readable, version_id, ops
        self.book = newest_book(db)
        self.at = now()
        self.verbs: set[str] = set()
        self.fresh: set[str] = set()
        self.known_as: dict[str, str] = {}
        self.text = str(db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()[0])
        self.codes = {
            key: Code(code_id, bool(codable), bool(takes_sign), self.book.codebook_version_id)
            for key, code_id, codable, takes_sign in db.conn.execute(
                "SELECT key, code_id, is_codable, takes_sign FROM code_definition JOIN code USING (code_id)"
                " WHERE codebook_version_id = ?", (self.book.codebook_version_id,))
        }

    @cached_property
    def is_frozen(self) -> bool:
        """Whether this coder said done with the document in a round that is still blind."""
        return tasks.is_frozen(self.db, self.viewer, self.readable.document_id)

    def record(self, op: Mapping[str, Any], coding: str, verb: str | None, was: Mapping[str, Any] | None = None) -> int:
        """Write an action down, and what its coding was before it changed; returns the document's revision."""
        if verb:
            self.verbs.add(verb)
        cursor = self.db.conn.execute(
            "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at, was) VALUES (?,?,?,?,?,?,?)",
            (op["op"], self.readable.document_id, self.viewer.user_id, op["kind"], coding, self.at,
             json.dumps(was) if was else None))
        return int(cursor.lastrowid or 0)

    def carry(self) -> None:
        """What got its words in an older version gets its place in the one that is read now."""
        if self.fresh and self.version_id != self.readable.version_id:
            places.carry_to(self.db, self.readable.version_id)

    def coding(self, guid: str) -> Known | None:
        """A coding of any document, living or not."""
        row = self.db.conn.execute(
            "SELECT c.coding_id, c.coder_id, c.document_id, c.code_id, c.retracted_at IS NULL, c.sign, c.weight,"
            " p.start_char, p.end_char, EXISTS (SELECT 1 FROM coding_place w WHERE w.coding_id = c.coding_id"
            " AND w.how = 'whole') FROM coding c LEFT JOIN coding_place p ON p.coding_id = c.coding_id"
            " AND p.version_id = ? AND p.passage_id IS NOT NULL WHERE c.guid = ?", (self.version_id, guid)).fetchone()
        return Known(*row) if row else None

    def code(self, op: Mapping[str, Any]) -> Code:
        """The code that an action names. Raises: BadInput."""
        key = op.get("code")
        code = self.codes.get(key) if isinstance(key, str) else None
        if code is None and isinstance(key, str):  # what was merged while somebody codes is the code it went up in
            code = self.codes.get(turning.successor(self.db, key))
        if code is None:
            raise BadInput(N_("This code is not in the newest codebook. Reload the page to see the codes there are."))
        if not code.is_codable:
            raise BadInput(N_("This is a group of codes. Choose one of the codes in it."))
        return code

    def own(self, op: Mapping[str, Any], not_own: str, *, or_left: bool = False) -> tuple[str, Known]:
        """The viewer's own coding that an action is about, and its guid; with `or_left` also one of who codes no more.

        Raises: BadInput, with `not_own` where it is somebody else's.
        """
        guid = self.known_as.get(op["coding"], op["coding"])
        existing = self.coding(guid)
        if existing is None or existing.document_id != self.readable.document_id:
            raise BadInput(N_("This coding is not there any more."))
        if existing.coder_id != self.viewer.user_id and not (or_left and self._has_left(existing.coder_id)):
            raise BadInput(not_own)
        return guid, existing

    def _has_left(self, user_id: int) -> bool:
        """Whether this coder codes no more here: then somebody else has to decide where her codings stand."""
        return bool(self.db.conn.execute(
            "SELECT 1 FROM user WHERE user_id = ? AND stopped_coding_at IS NOT NULL", (user_id,)).fetchone())

    def with_twins(self, existing: Known) -> list[int]:
        """coding_id of a living coding, and of those that are one with it in this version."""
        if existing.span is None and not existing.is_whole:
            return [existing.coding_id]
        found = twins.standing(self.db, self.version_id, existing.span, existing.code_id, existing.coder_id)
        return [coding_id for coding_id, _ in found] or [existing.coding_id]

    @cached_property
    def followed(self) -> dict[Span, Span | None]:
        """Where all that is added here to an older version stands for certain in the one that is read now."""
        if self.version_id == self.readable.version_id:
            return {}
        spans = []
        for op in self.ops:
            with suppress(BadInput, AttributeError):
                spans.append(asked.span(op, self.text))
        found = places.follow(self.db, self.version_id, self.readable.version_id, spans)
        return {span: now for span, (now, is_certain) in zip(spans, found, strict=True) if is_certain}
