"""Use cases of what the machine proposes."""

from __future__ import annotations

from coding.suggest import at_desk, made_of_it, switching
from pilot import suggesting
from tests.rights.scene import ADMINS, EVALUATORS, Sample

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
)
