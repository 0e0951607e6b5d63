"""Use cases of what the machine proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.suggest import at_desk, auditing, audits, made_of_it, switching
from pilot import suggesting
from pilot.access import Right
from pilot.files import as_xlsx
from tests.rights.scene import ADMINS, EVALUATORS, Sample

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene


def _read_back(scene: Scene, db: Database, viewer: Viewer) -> object:
    """A sheet on which every sentence has its answer."""
    if not viewer.may(Right.LEAD_ROUNDS):
        return auditing.read(db, viewer, b"", "blad.xlsx")
    table = auditing.sheet(db, scene.small.operator(db), "klik")
    table.frame.iloc[:, 3] = "nee"
    return auditing.read(db, viewer, as_xlsx.write(table), "blad.xlsx")


SAMPLES = (
    Sample("pilot.suggesting.switch", ADMINS, lambda s, db, v: suggesting.switch(db, v, False)),
    Sample("coding.suggest.switching.known", EVALUATORS, lambda s, db, v: switching.known(db, v)),
    Sample("coding.suggest.switching.ask", EVALUATORS, lambda s, db, v: switching.ask(db, v, True)),
    Sample("coding.suggest.switching.switch_code", EVALUATORS, lambda s, db, v: switching.switch_code(
        db, v, "klik", False)),
    Sample("coding.suggest.switching.learn", EVALUATORS, lambda s, db, v: switching.learn(db, v)),
    # To whom a text's proposals were shown is kept.
    Sample("coding.suggest.at_desk.proposals", EVALUATORS, lambda s, db, v: at_desk.proposals(
        db, v, s.guids["interview"]), keeps=True),
    Sample("coding.suggest.at_desk.answer", EVALUATORS, lambda s, db, v: at_desk.answer(
        db, v, s.guids["interview"], s.guids["proposal"], "deleted")),
    Sample("coding.suggest.made_of_it.made", EVALUATORS, lambda s, db, v: made_of_it.made(db, v)),
    Sample("coding.suggest.auditing.sheet", EVALUATORS, lambda s, db, v: auditing.sheet(db, v, "klik")),
    # The sheet that it reads was taken out before.
    Sample("coding.suggest.auditing.read", EVALUATORS, _read_back, keeps=True),
    Sample("coding.suggest.audits.audits", EVALUATORS, lambda s, db, v: audits.audits(db, v)),
    Sample("coding.suggest.auditing.methods", EVALUATORS, lambda s, db, v: auditing.methods(db, v)),
)
