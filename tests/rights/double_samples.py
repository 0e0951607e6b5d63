"""Use cases of rounds in which several coders code the same documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.double import coders, leading, reading_back, rounds, sheets, tasks
from coding.double.leading import Wanted
from coding.marks.codings import set_status
from pilot.access import Right
from tests.rights.scene import ADMINS, EVALUATORS, Sample

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene


def _who(scene: Scene) -> tuple[str, ...]:
    return (scene.account("evaluator"), scene.account("evaluator2"))


def _wanted(scene: Scene) -> Wanted:
    return Wanted("Nog een ronde", 1, _who(scene), 7)


def _all_done(scene: Scene, db: Database, viewer: Viewer) -> None:
    """Every coder of the round said done, as they did before it is shown."""
    if viewer.may(Right.LEAD_ROUNDS) and scene.guids["round"] == own(db):
        for name in ("evaluator", "evaluator2"):
            set_status(db, scene.small.viewers[name], scene.guids["blind"], "done")
        leading.let_out(db, viewer, scene.guids["round"], scene.guids["blind"], scene.guids["guest"])
    leading.reveal(db, viewer, scene.guids["round"])


def own(db: Database) -> str:
    """The guid of this pilot's round."""
    return str(db.conn.execute("SELECT guid FROM double_round").fetchone()[0])


def _guest(db: Database) -> str:
    """The guid of this pilot's coder without an account."""
    return str(db.conn.execute("SELECT guid FROM user JOIN double_guest USING (user_id)").fetchone()[0])


def _reopened(scene: Scene, db: Database, viewer: Viewer) -> None:
    leading.reopen(db, viewer, scene.guids["round"], scene.guids["blind"], scene.account("both"))


def _read_back(scene: Scene, db: Database, viewer: Viewer) -> object:
    """A sheet that came out and was left empty."""
    if not viewer.may(Right.LEAD_ROUNDS):
        return reading_back.read(db, viewer, scene.guids["round"], b"", "blad.xlsx")
    boss = scene.small.operator(db)
    this = db.conn.execute("SELECT guid FROM double_round").fetchone()[0]
    data = sheets.sheet(db, boss, this, _guest(db))
    return reading_back.read(db, viewer, scene.guids["round"], data, "blad.xlsx")


SAMPLES = (
    Sample("coding.double.sheets.sheet", EVALUATORS, lambda s, db, v: sheets.sheet(
        db, v, s.guids["round"], s.guids["guest"])),
    Sample("coding.double.reading_back.read", EVALUATORS, _read_back, keeps=True),
    Sample("coding.double.rounds.rounds", EVALUATORS, lambda s, db, v: rounds.rounds(db, v)),
    Sample("coding.double.rounds.to_end", ADMINS, lambda s, db, v: rounds.to_end(db, v)),
    Sample("coding.double.rounds.one", EVALUATORS, lambda s, db, v: rounds.one(db, v, s.guids["round"])),
    Sample("coding.double.coders.coders", EVALUATORS, lambda s, db, v: coders.coders(db, v)),
    Sample("coding.double.coders.add_guest", EVALUATORS, lambda s, db, v: coders.add_guest(db, v, "Student 1")),
    Sample("coding.double.tasks.due", EVALUATORS, lambda s, db, v: tasks.due(db, v)),
    Sample("coding.double.leading.how_many", EVALUATORS, lambda s, db, v: leading.how_many(db, v, _who(s))),
    Sample("coding.double.leading.begin", EVALUATORS, lambda s, db, v: leading.begin(db, v, _wanted(s))),
    Sample("coding.double.leading.reveal", EVALUATORS, _all_done),
    # Who leads it, and who administers.
    Sample("coding.double.leading.close", frozenset({"evaluator", *ADMINS}),
           lambda s, db, v: leading.close(db, v, s.guids["round"])),
    Sample("coding.double.leading.reopen", EVALUATORS, _reopened),
    Sample("coding.double.leading.let_out", EVALUATORS, lambda s, db, v: leading.let_out(
        db, v, s.guids["round"], s.guids["blind"], s.account("evaluator2"))),
    Sample("coding.double.leading.set_due", EVALUATORS, lambda s, db, v: leading.set_due(
        db, v, s.guids["round"], s.account("evaluator2"), "2021-05-01")),
)
