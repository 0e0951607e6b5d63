"""Two coders of one interview, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.consensus import reading, writing
from coding.marks import actions
from pilot.store.files import new_guid
from texts.places import BEHIND
from themes import frames
from themes.scope import CONSENSUS, Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.consensus.reading import Row
    from coding.consensus.writing import Decided
    from tests.builder import SmallPilot

BOOK = """\
name: {nl: Proefboek, en: Trial book}
codes:
  - {key: een, name: {nl: Een, en: One}, color: "#334A7D", sign: true}
  - {key: twee, name: {nl: Twee, en: Two}, color: "#443200"}
  - {key: drie, name: {nl: Drie, en: Three}, color: "#7A1F3D"}
"""


@dataclass
class Beside:
    """An interview, who codes it, and what is decided about it."""

    small: SmallPilot
    db: Database
    document: str

    def give(self, who: str, code: str, start: int, end: int, sign: str | None = None) -> str:
        """Let an account code these words; returns the coding's guid."""
        coding = new_guid()
        self.act(who, {"kind": "add", "coding": coding, "code": code, "start": start, "end": end, "sign": sign})
        return coding

    def act(self, who: str, op: dict[str, Any]) -> None:
        """Let an account do something to a coding."""
        result, = actions.apply_ops(self.db, self.small.viewers[who], self.document, [{"op": new_guid(), **op}])[
            "results"]
        assert result["state"] == "confirmed", result

    @property
    def rows(self) -> list[Row]:
        """The passages as they are now."""
        return reading.together(self.db, self.small.viewers["evaluator"], self.document).rows

    def row(self, start: int) -> Row:
        """The passage that begins there."""
        return next(row for row in self.rows if row.start == start)

    def meant(self, row: Row, codings: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
        """A decision about a passage as it is seen now."""
        return {"id": new_guid(), "row": row.key, "content": row.content, "over": [one.act for one in row.decisions],
                "codings": codings or [], **more}

    def send(self, *acts: dict[str, Any], who: str = "evaluator") -> Decided:
        """Decide."""
        found = reading.together(self.db, self.small.viewers[who], self.document)
        return writing.decide(self.db, self.small.viewers[who], self.document, acts,
                              version=found.readable.version_guid)

    def decide(self, start: int, *codings: dict[str, Any], who: str = "evaluator", reason: str = "") -> None:
        """Decide about the passage that begins there; it is taken."""
        result, = self.send(self.meant(self.row(start), [*codings], reason=reason), who=who)["results"]
        assert result["state"] == "confirmed", result

    def away(self, who: str) -> None:
        """Take all codings of an account away."""
        for row in self.rows:
            for mark in row.marks:
                if mark.coder_id == self.small.viewers[who].user_id:
                    self.act(who, {"kind": "remove", "coding": mark.guid})

    def consensus(self) -> list[tuple[str, int, int, str | None]]:
        """The codings of the consensus that live: code, start, end, sign."""
        return [(code, *((start, end) if start is not None else BEHIND), sign) for code, start, end, sign in
                self.db.conn.execute(
                    "SELECT k.key, p.start_char, p.end_char, c.sign FROM coding c JOIN code k USING (code_id) JOIN"
                    " document d USING (document_id) JOIN coding_place p ON p.coding_id = c.coding_id"
                    " AND p.version_id = d.read_version_id WHERE c.layer = 'consensus' AND c.retracted_at IS NULL"
                    " ORDER BY p.start_char, k.key")]

    def counted(self, coder: str = CONSENSUS) -> int:
        """How many codings count in figures of what this coder said."""
        material = frames.load(self.db, self.small.viewers["evaluator"], Scope(coder=coder))
        return 0 if material is None else len(material.marks)


def said(code: str, start: int, end: int, sign: str | None = None) -> dict[str, Any]:
    """A coding as somebody decides it."""
    return {"code": code, "start": start, "end": end, "sign": sign}


@pytest.fixture
def beside(small: SmallPilot, db: Database) -> Beside:
    """Two evaluators; what they agree on lies at 0, other signs at 40, other codes at 60, one alone at 90."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    made = Beside(small, db, small.interview(db))
    for who, what in (("evaluator", [("een", 0, 9, "+"), ("een", 40, 50, "+"), ("twee", 60, 70, None)]),
                      ("evaluator2", [("een", 0, 9, "+"), ("een", 40, 50, "-"), ("drie", 60, 70, None),
                                      ("twee", 90, 99, None)])):
        for code, start, end, sign in what:
            made.give(who, code, start, end, sign)
    return made
