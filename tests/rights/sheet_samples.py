"""Use cases by which sheets of facts about families are taken in."""

from __future__ import annotations

from stories.outcomes import facts
from stories.outcomes.from_sheets import exports, taking
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, Sample, written

_MILESTONE = b"Gezin;Datum;Wat er gebeurde\nBerk;4-3-2021;Rijbewijs gehaald\n"
_FAMILY = b"Pseudoniem;Begin\nLinde;4-3-2021\n"
_ACCOUNT = b"Naam;Rol\nnieuwe collega;evaluator\n"
KEEPERS = COACHES | EVALUATORS
TAKERS = KEEPERS | ADMINS

SAMPLES = (
    # Whose family is not in the list of who asks is told so at its row.
    Sample("stories.outcomes.from_sheets.taking.look", KEEPERS, lambda s, db, v: taking.look(
        s.small.pilot, db, v, "milestones", _MILESTONE, "lijst.csv"), quiet=True),
    Sample("stories.outcomes.from_sheets.taking.take_in", OWN | EVALUATORS, lambda s, db, v: taking.take_in(
        s.small.pilot, db, v, "milestones", _MILESTONE, "lijst.csv")),
    # What else than facts is in a sheet is the administrator's to take in.
    Sample("stories.outcomes.from_sheets.taking.take_in", ADMINS, lambda s, db, v: taking.take_in(
        s.small.pilot, db, v, "families", _FAMILY, "lijst.csv", sure=("2021-03-04",))),
    Sample("stories.outcomes.from_sheets.taking.take_in", ADMINS, lambda s, db, v: taking.take_in(
        s.small.pilot, db, v, "accounts", _ACCOUNT, "lijst.csv", home=s.small.home)),
    Sample("stories.outcomes.from_sheets.exports.template", ADMINS, lambda s, db, v: exports.template(
        s.small.pilot, db, v, "people"), quiet=True),
    Sample("stories.outcomes.from_sheets.taking.taken", TAKERS, lambda s, db, v: taking.taken(db, v), quiet=True),
    Sample("stories.outcomes.from_sheets.taking.offered", TAKERS,
           lambda s, db, v: [one.key for one in taking.offered(s.small.pilot, db, v)[1]], quiet=True),
    Sample("stories.outcomes.from_sheets.taking.take_back", EVALUATORS, lambda s, db, v: taking.take_back(
        s.small.pilot, db, v, s.guids["sheet"])),
    Sample("stories.outcomes.from_sheets.exports.template", KEEPERS, lambda s, db, v: exports.template(
        s.small.pilot, db, v, "milestones"), quiet=True),
    Sample("stories.outcomes.facts.take_away_milestone", OWN | EVALUATORS | ADMINS, written(
        lambda s, db, v: facts.take_away_milestone(db, v, s.guids["milestone"]))),
)
