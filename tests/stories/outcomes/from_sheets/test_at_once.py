"""A sheet of scores written in one go: the rows that come one by one, nobody locked out by looking, every fault."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from cli import cli
from pilot.families import people
from pilot.store import chain
from pilot.store.files import open_pilot, write
from stories.outcomes import at_once, scores
from stories.outcomes.from_sheets import taking
from stories.outcomes.scores import Entry
from tests.stories.outcomes.from_sheets.sheets import csv

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

SHEETS = Path("data/demo/sheets")
GOOD = csv("Family;Wave;On;Whose score;Source;safety;debts;Why", "Berk;T0;4-3-2021;coach;dossier;2,5;unknown;First",
           "Es;T0;9-3-2021;;;10;;", "Berk;T1;2-2-2022;family;interview;0;7,5;", "Berk;T0;4-3-2021;family;;5;;")
ROWS = ("SELECT f.pseudonym, w.label, s.domain, s.voice, s.state, s.value, s.source, s.layer, s.scored_by,"
        " s.observed_on, s.rubric, s.reason FROM score s JOIN family f USING (family_id) JOIN wave w USING (wave_id)"
        " ORDER BY s.score_id")
WAVES = "SELECT label, kind, starts_on, ends_on, stated, place FROM wave ORDER BY wave_id"


def _both(db: Database) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return db.conn.execute(ROWS).fetchall(), db.conn.execute(WAVES).fetchall()


def test_a_sheet_leaves_what_scores_one_by_one_leave(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Rows, rounds and their days, events in a chain that is whole."""
    evaluator, berk, es = small.viewers["evaluator"], small.families["Berk"], small.families["Es"]
    db.conn.execute("VACUUM INTO ?", (str(tmp_path / "other.db"),))
    stored = taking.take_in(small.pilot, db, evaluator, "scores", GOOD, "a.csv", sure={"wave T0", "wave T1"})
    assert stored.rows == 4
    with closing(open_pilot(tmp_path / "other.db")) as other, write(other):
        for entry in (Entry(berk, "T0", "safety", 2.5, "2021-03-04", "coach", "dossier", "First"),
                      Entry(berk, "T0", "debts", None, "2021-03-04", "coach", "dossier", "First"),
                      Entry(es, "T0", "safety", 10, "2021-03-09"),
                      Entry(berk, "T1", "safety", 0, "2022-02-02", "family", "interview"),
                      Entry(berk, "T1", "debts", 7.5, "2022-02-02", "family", "interview"),
                      Entry(berk, "T0", "safety", 5, "2021-03-04", "family")):
            scores.enter(other, evaluator, entry)
        assert _both(other) == _both(db)
    assert chain.broken_at(db) is None
    assert chain.is_whole(db)
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'added' AND subject = 'score'").fetchone() == (6,)


def test_looking_locks_nobody_out(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """While rows are tried another connection writes at once; what it changed counts when the sheet is stored."""
    evaluator, keep = small.viewers["evaluator"], at_once.Many.keep
    writes: list[str] = []

    def meanwhile(self: at_once.Many, *args: object) -> object:
        if not writes:
            with closing(open_pilot(small.pilot.db_path)) as other, write(other, wait_ms=0):
                writes.append(scores.enter(other, evaluator, Entry(
                    small.families["Es"], "T0", "safety", 10, "2021-03-09")))
        return keep(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(at_once.Many, "keep", meanwhile)
    assert taking.look(small.pilot, db, evaluator, "scores", GOOD, "a.csv").stored == 4
    assert writes
    writes.clear()
    with write(db):
        scores.take_back(db, evaluator, Entry(small.families["Es"], "T0", "safety", None, "2021-03-09"))
    stored = taking.take_in(small.pilot, db, evaluator, "scores", GOOD, "a.csv", sure={"wave T1"})
    assert stored.rows == 3  # what came in meanwhile is here already
    assert db.conn.execute("SELECT count(*) FROM score s JOIN wave USING (wave_id) WHERE value = 10").fetchone() == (2,)


def test_every_fault_of_a_row_is_told(small: SmallPilot, db: Database) -> None:
    """Also what a whole row would be asked: beside a cell that is wrong, and several that only the row as one shows."""
    looked = taking.look(small.pilot, db, small.viewers["evaluator"], "scores", csv(
        "Family;Wave;On;Life domain;Score;safety", "Berk;T0;4-3-2001;;;12", "Es;T0;;housing;;5", "Es;T0;31-2-2021;;;3"),
        "a.csv")
    assert [(one.row, one.column) for one in looked.faults] == [
        (2, "safety"), (3, ""), (3, ""), (4, "On"), (4, "safety")]
    assert [one.sentence.partition(" ")[0] for one in looked.faults[1:3]] == ["There", "Fill"]
    assert [(one.about, one.rows) for one in looked.questions] == [("wave T0", (2, 3, 4)), ("2001-03-04", (2,))]


def test_the_sheets_of_the_demo_by_the_command_line(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """The one with faults says them by row, on the screen and in a file, and stores nothing; the other comes in whole,
    once it is said that its new round is right."""
    for name in ("Linde", "Wilg"):
        people.add_family(db, small.viewers["admin"], name, starts_on="2020-01-15")
    more = ["--pilot", str(small.pilot.db_path)]

    def run(command: str, name: str, *options: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            cli, ["--lang", "nl", "sheet", command, "scores", str(SHEETS / name), *more, *options])
        return done.exit_code, done.output

    code, said = run("import", "scores_met_fouten.csv", "--yes", "--faults", str(tmp_path / "fouten.xlsx"))
    assert (code, db["score"].count) == (2, 0)
    rows = list(openpyxl.load_workbook(tmp_path / "fouten.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [2, 2, 3, 3, 4, 5, 5, 7]
    assert all(f"rij {row[0]} · " in said and str(row[3]) in said for row in rows[1:-1])
    assert run("check", "scores.csv")[0] == 0
    code, said = run("import", "scores.csv")
    assert (code, db["score"].count) == (2, 0)
    assert "T2" in said
    code, said = run("import", "scores.csv", "--yes")
    assert (code, db["score"].count) == (0, 9 + 9 + 7 + 7)
    assert run("import", "scores.csv", "--yes")[0] == 2
