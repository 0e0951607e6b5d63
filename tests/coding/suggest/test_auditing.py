"""The sheet of an audit: out without what was marked, back with precision and recall of all sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.suggest import auditing, audits
from pilot.errors import BadInput, NotFound
from pilot.files import as_xlsx
from pilot.store.files import new_guid, write
from pilot.words import speaking
from tests.coding.suggest import test_model
from texts.documents import withdraw

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.files.table import Table
    from tests.builder import SmallPilot

documents = test_model.documents


@pytest.fixture
def looked(db: Database, documents: list[str]) -> list[str]:
    """Two texts of 28 and 27 sentences, in each of which the machine marked its first sentence."""
    with write(db):
        for (version,) in db.conn.execute("SELECT read_version_id FROM document ORDER BY document_id").fetchall():
            db.conn.execute("INSERT INTO proposal_looked SELECT ?, code_id, 'm', '2021-01-01T00:00:00.000Z' FROM code"
                            " WHERE key = 'een'", (version,))
            db.conn.execute(
                "INSERT INTO proposal(guid, version_id, code_id, codebook_version_id, start_char, end_char, score,"
                " words, made_at) SELECT ?, ?, code_id, 1, 0, 12, 0.9, '[]', '2021-01-01T00:00:00.000Z' FROM code WHERE"
                " key = 'een'", (new_guid(), version))
    return documents


def filled(table: Table, yes: str = "Zij belde") -> bytes:
    """The sheet with yes where its words begin so."""
    table.frame.iloc[:, 3] = ["Ja " if words.startswith(yes) else "nee" for words in table.frame.iloc[:, 2]]
    return as_xlsx.write(table)


def test_a_sheet_goes_out_and_comes_back(small: SmallPilot, db: Database, looked: list[str]) -> None:
    """All drawn: 2 of 2 marked are right, 2 of 19 with the code were marked; the sentence says it in both languages."""
    evaluator = small.viewers["evaluator"]
    table = auditing.sheet(db, evaluator, "een")
    assert len(table.frame) == 55
    found = auditing.read(db, evaluator, filled(table), "blad.xlsx")
    assert (found.code, found.marked, found.others, found.texts, found.left_out) == ("een", 2, 53, 2, 0)
    assert (found.figures.precision.k, found.figures.precision.n, found.figures.precision.value) == (2, 2, 1.0)
    assert (found.figures.recall.k, found.figures.recall.n) == (2, 19)
    assert found.figures.recall.value == pytest.approx(2 / 19)
    assert "2 of the 2 that it marked and 53 of the 53 others" in found.sentence
    with speaking("nl"):
        assert "11 %" in auditing.read(db, evaluator, filled(table), "blad.xlsx").sentence


def test_what_was_not_marked_is_weighted_back(small: SmallPilot, db: Database, looked: list[str]) -> None:
    """Of the others a part is drawn: each stands for more, and the same seed draws the same."""
    evaluator = small.viewers["evaluator"]
    table = auditing.sheet(db, evaluator, "een", 2, 26, 4)
    again = auditing.sheet(db, evaluator, "een", 2, 26, 4)
    assert list(table.frame.iloc[:, 2]) == list(again.frame.iloc[:, 2])
    missed = sum(words.startswith("Zij belde") for words in table.frame.iloc[:, 2]) - 2
    found = auditing.read(db, evaluator, filled(table), "blad.xlsx")
    assert (found.drawn_marked, found.drawn_others) == (2, 26)
    assert found.figures.recall.value == pytest.approx(2 / (2 + 53 * missed / 26))


def test_a_text_that_was_taken_back_counts_on_neither_side(
    small: SmallPilot, db: Database, looked: list[str],
) -> None:
    """Its rows are left out, and said to be; without any text there is nothing to say."""
    evaluator = small.viewers["evaluator"]
    data = filled(auditing.sheet(db, evaluator, "een"))
    auditing.read(db, evaluator, data, "blad.xlsx")
    withdraw(db, small.operator(db), looked[0], "op verzoek")
    (kept,) = audits.audits(db, evaluator)
    found = auditing.read(db, evaluator, data, "blad.xlsx")
    assert (found.marked, found.others, found.texts, found.left_out) == (1, 26, 1, 28)
    assert kept._replace(read_at="") == found
    withdraw(db, small.operator(db), looked[1], "op verzoek")
    with pytest.raises(NotFound, match="None of the texts"):
        auditing.read(db, evaluator, data, "blad.xlsx")
    assert audits.audits(db, evaluator) == []


def test_the_last_audit_of_a_code_counts(small: SmallPilot, db: Database, looked: list[str]) -> None:
    """A sheet read again is that audit, with other answers it is another; the annex has what the last one says."""
    evaluator = small.viewers["evaluator"]
    table = auditing.sheet(db, evaluator, "een")
    first = auditing.read(db, evaluator, filled(table), "blad.xlsx")
    auditing.read(db, evaluator, filled(table), "blad.xlsx")
    assert ("Audit of suggestions: One", first.sentence) in auditing.methods(db, evaluator).about
    second = auditing.read(db, evaluator, filled(table, "nergens"), "blad.xlsx")
    assert second.figures.precision.value == 0.0
    assert [one._replace(read_at="") for one in audits.audits(db, evaluator)] == [second]
    assert [text for what, text in auditing.methods(db, evaluator).about if "Audit" in what] == [second.sentence]
    assert db.conn.execute("SELECT count(*) FROM suggest_audit").fetchone() == (2,)
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'audited'").fetchone() == (2,)


def test_what_is_wrong_with_a_sheet(small: SmallPilot, db: Database, looked: list[str]) -> None:
    """A row without an answer, one that is missing, one twice, one without a number: a sentence each."""
    evaluator = small.viewers["evaluator"]
    table = auditing.sheet(db, evaluator, "een", 2, 2)
    with pytest.raises(BadInput, match="neither yes nor no"):
        auditing.read(db, evaluator, as_xlsx.write(table), "blad.xlsx")
    filled(table)
    whole = table.frame
    for rows, said in ((whole.iloc[:3], "4 rows were drawn, and 3"), (whole.iloc[[0, 1, 2, 2]], "stands there twice")):
        with pytest.raises(BadInput, match=said):
            auditing.read(db, evaluator, as_xlsx.write(type(table)("", rows)), "blad.xlsx")
    whole.iloc[1, 0] = "3"
    with pytest.raises(BadInput, match="no sheet of an audit"):
        auditing.read(db, evaluator, as_xlsx.write(table), "blad.xlsx")


@pytest.mark.parametrize(("code", "numbers"), [("vier", (1, 1, 1)), ("een", (-1, 1, 1)), ("een", (0, 0, 1)),
                                               ("een", (1, 1, -1))])
def test_what_cannot_be_drawn(
    small: SmallPilot, db: Database, looked: list[str], code: str, numbers: tuple[int, int, int],
) -> None:
    """One sentence; and a code that was looked for nowhere has nothing to take out."""
    with pytest.raises(BadInput):
        auditing.sheet(db, small.viewers["evaluator"], code, *numbers)
    with pytest.raises(NotFound):
        auditing.sheet(db, small.viewers["evaluator"], "twee")


def test_the_commands(small: SmallPilot, db: Database, looked: list[str], tmp_path: Path) -> None:
    """The same from the command line; what is no sheet is a sentence."""
    path = tmp_path / "blad.xlsx"
    at = ["--pilot", str(small.pilot.db_path)]
    out = CliRunner().invoke(cli, ["suggest-audit", "draw", "een", str(path), "--others", "53", *at])
    assert (out.exit_code, out.stdout) == (0, "55\n")
    path.write_bytes(filled(auditing.sheet(db, small.operator(db), "een")))
    told = json.loads(CliRunner().invoke(cli, ["suggest-audit", "read", str(path), *at]).stdout)
    assert (told["precision"]["n"], told["recall"]["n"], told["marked"], told["others"]) == (2, 19, 2, 53)
    assert told["recall"]["low"] <= told["recall"]["value"] <= told["recall"]["high"]
    path.write_bytes(b"nee")
    bad = CliRunner().invoke(cli, ["suggest-audit", "read", str(path), *at])
    assert (bad.exit_code, bad.stdout) == (2, "")


def test_what_became_of_proposals_is_a_file(small: SmallPilot, db: Database, looked: list[str]) -> None:
    """Counts, and the sentence for the annex."""
    table = auditing.methods(db, small.viewers["evaluator"])
    assert list(table.frame.iloc[:, 1]) == [0, 0, 0, 0, 0, 0]
    assert ("In the report", "No suggestions of the machine were used in coding.") in table.about
