"""The framework matrix: what is written in a cell, what it rests on, and when it no longer stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from coding.book import changing, codebook, edits
from coding.marks import merging
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot import words
from pilot.config import ROOT
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, register
from pilot.store.files import new_guid
from tests.present import present
from tests.rights.scene import named
from texts import documents
from themes.framework import files, period
from themes.framework.reading import Summary, framework, key_of
from themes.framework.writing import At, write_cell

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

WORDS = "Zij houdt vol omdat haar coach blijft."


@dataclass
class Matrix:
    """Two codings of the code klik in what the mother of Berk told, and her cell."""

    small: SmallPilot
    db: Database
    document: str
    spans: list[tuple[int, int]]

    @property
    def at(self) -> At:
        return At(self.small.families["Berk"], "klik", "")

    def keys(self) -> list[str]:
        """The quotes."""
        return [key_of(self.document, *span) for span in self.spans]

    def cell(self, code: str = "klik", of: str = "") -> Summary | None:
        """What is written, now."""
        made = present(framework(self.db, self.small.viewers["evaluator"], of))
        return made.cells.get((self.small.families["Berk"], code))

    def write(self, text: str = WORDS, name: str = "evaluator", **more: object) -> tuple[str, ...]:
        """Write the cell over what stands there."""
        stands = self.cell()
        given = {"seen": stands.newest.guid if stands else "", "rests": self.keys()} | more
        return write_cell(self.small.pilot, self.db, self.small.viewers[name], self.at, text, **given)  # type: ignore[arg-type]

    def stale(self, code: str = "klik") -> list[str]:
        """Why it is stale, in English."""
        with words.speaking("en"):
            return list(present(self.cell(code)).stale)


@pytest.fixture
def matrix(small: SmallPilot, db: Database) -> Matrix:
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    guid = small.interview(db)
    spans = [(0, 8), (33, 44)]
    coder = small.viewers["evaluator2"]
    for start, end in spans:
        apply_ops(db, coder, guid, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik",
                                     "start": start, "end": end, "sign": "+"}])
    set_status(db, coder, guid, "done")
    return Matrix(small, db, guid, spans)


def codings(matrix: Matrix) -> list[str]:
    """Guids of the two codings."""
    return [row[0] for row in matrix.db.conn.execute("SELECT guid FROM coding ORDER BY coding_id")]


@pytest.mark.slow
def test_a_cell_stands_while_its_ground_does(matrix: Matrix) -> None:
    """Written with two quotes it rests on both, with who and when; the same again is no change."""
    made = present(framework(matrix.db, matrix.small.viewers["evaluator"]))
    assert made.cells == {}
    assert made.offered[matrix.small.families["Berk"], "klik"] == 2
    assert matrix.write() == ()
    cell = present(matrix.cell())
    assert (cell.newest.text, cell.newest.rests, cell.stale) == (WORDS, 2, ())
    assert cell.rests_on == frozenset(matrix.keys())
    with pytest.raises(BadInput, match="Nothing was changed"):
        matrix.write()


@pytest.mark.slow
def test_without_ground_it_says_so(matrix: Matrix) -> None:
    """It is kept, rests on nothing yet, and is not stale."""
    matrix.write(rests=[])
    cell = present(matrix.cell())
    with words.speaking("en"):
        assert files.rests_on(cell) == "rests on nothing yet"
    assert cell.stale == ()


@pytest.mark.slow
def test_a_coding_taken_away_makes_it_stale(matrix: Matrix) -> None:
    """One of two quotes is coded otherwise; written anew it stands again, and the old words are kept."""
    matrix.write()
    apply_ops(matrix.db, matrix.small.viewers["evaluator2"], matrix.document, [
        {"op": new_guid(), "kind": "remove", "coding": codings(matrix)[0]}])
    assert matrix.stale() == ["1 quote is coded otherwise now."]
    matrix.write("Anders.", rests=matrix.keys()[1:])
    assert matrix.stale() == []
    assert [one.text for one in present(matrix.cell()).versions] == ["Anders.", WORDS]
    with pytest.raises(Conflict):
        matrix.write("Nog eens.", rests=matrix.keys())


@pytest.mark.slow
def test_a_changed_text_makes_it_stale_only_where_the_quote_changed(matrix: Matrix) -> None:
    """Words added elsewhere carry the coding along; other words of a quote are said."""
    matrix.write()
    boss = matrix.small.operator(matrix.db)
    version = matrix.db.conn.execute("SELECT read_version_id FROM document WHERE guid = ?",
                                     (matrix.document,)).fetchone()[0]
    turns = documents.turns_of(matrix.db, version)
    said = [documents.NewTurn(turn.text, turn.speaker, turn.voice) for turn in turns]
    documents.revise(matrix.db, boss, matrix.document, [*said, documents.NewTurn("Nog iets, later.")],
                     kind="deidentified", engine="test")
    assert matrix.stale() == []
    said[0] = replace(said[0], text="Heel andere woorden dan er stonden over een ander onderwerp.")
    documents.revise(matrix.db, boss, matrix.document, said, kind="deidentified", engine="test")
    assert any(one.startswith("The text of") for one in matrix.stale())


@pytest.mark.slow
def test_a_changed_code_makes_it_stale(matrix: Matrix) -> None:
    """Another meaning; gone up in another code, under which it then stands; and undone it is itself again."""
    matrix.write()
    boss = matrix.small.operator(matrix.db)
    code, _parent = edits.find(changing.in_use(matrix.db), "klik")
    changing.change(matrix.db, boss, replace(code, definition={"nl": "Anders.", "en": "Other."}), seen=1)
    assert matrix.stale() == ["The name or the meaning of the code was changed."]
    merging.merge(matrix.db, boss, ["klik"], "screening", seen=2)
    assert matrix.cell() is None
    (why,) = [one for one in matrix.stale("screening") if "went up" in one]
    assert why.startswith("The code went up in ")
    merging.undo(matrix.db, boss, 3)
    assert present(matrix.cell()).newest.text == WORDS


@pytest.mark.slow
def test_a_split_code_says_into_what(matrix: Matrix) -> None:
    """The cell is kept and says what became of its code."""
    matrix.write()
    merging.split(matrix.db, matrix.small.operator(matrix.db), "klik", [named("Klik a"), named("Klik b")], seen=1)
    made = present(framework(matrix.db, matrix.small.viewers["evaluator"]))
    (cell,) = made.cells.values()
    with words.speaking("en"):
        made = present(framework(matrix.db, matrix.small.viewers["evaluator"]))
    assert any("split into" in why for cell in made.cells.values() for why in cell.stale)
    assert cell.newest.text == WORDS


@pytest.mark.slow
def test_two_writers(matrix: Matrix) -> None:
    """Who writes over what she has not seen is told, and nothing of either is lost."""
    matrix.write()
    with pytest.raises(Conflict, match="meanwhile"):
        matrix.write("Van mij.", "evaluator2", seen="")
    assert present(matrix.cell()).newest.text == WORDS
    matrix.write("Van mij.", "evaluator2")
    assert [(one.text, one.by) for one in present(matrix.cell()).versions] == [
        ("Van mij.", "evaluator 2"), (WORDS, "evaluator 1")]


@pytest.mark.slow
def test_a_family_that_withdrew_is_gone(matrix: Matrix) -> None:
    """With its row, its cells and what could be written."""
    matrix.write()
    small = matrix.small
    consent.withdraw(matrix.db, small.operator(matrix.db), small.persons["Berk moeder"], "analyse")
    made = present(framework(matrix.db, small.viewers["evaluator"]))
    assert [name for _guid, name in made.families] == ["Es"]
    assert made.cells == {}
    with pytest.raises(NotFound):
        matrix.write("Toch.", rests=[])
    with pytest.raises(NotFound):
        files.framework_table(matrix.db, small.viewers["evaluator"])


@pytest.mark.slow
def test_bad_input_and_rights(matrix: Matrix) -> None:
    """An empty cell, a code or a period that is not there, a name, too long, who does not code: a sentence each."""
    small, db = matrix.small, matrix.db
    for at, text, fault in ((matrix.at, " ", BadInput), (matrix.at._replace(code="geen"), "x", NotFound),
                            (matrix.at._replace(period="2021-3"), "x", BadInput),
                            (matrix.at._replace(period="21"), "x", BadInput), (matrix.at, "x" * 5000, BadInput)):
        with pytest.raises(fault):
            write_cell(small.pilot, db, small.viewers["evaluator"], at, text, [])
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    assert matrix.write("Ilona houdt vol.") == ("Ilona",)
    for name in ("coach", "steering", "admin"):
        with pytest.raises(NotAllowed):
            framework(db, small.viewers[name])
    assert db.conn.execute("SELECT count(*) FROM summary_cell").fetchone()[0] == 0


@pytest.mark.slow
def test_periods_and_files(matrix: Matrix) -> None:
    """Years before their halves; an empty period has no quotes; the file has families as rows and themes as columns."""
    assert period.periods(["2021-03-04", "2020-09-01"]) == ["2020", "2020-2", "2021", "2021-1"]
    made = present(framework(matrix.db, matrix.small.viewers["evaluator"], "1999"))
    assert (made.offered, made.periods) == ({}, ["2021", "2021-1"])
    matrix.write()
    assert matrix.cell(of="2021") is None
    table = files.framework_table(matrix.db, matrix.small.viewers["evaluator"])
    (row,) = table.frame.to_dict("records")
    assert any(str(value).startswith(WORDS) for value in row.values())
