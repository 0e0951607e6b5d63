"""Use cases of scoring life domains: who may score, word rubrics, lead rounds, and settle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.store.files import new_guid
from stories.outcomes import exports, falling_due, grounds, rounds, rubrics, scores, sheets, waves
from stories.outcomes.scores import Entry
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, Sample, written

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene

SCORING, READERS = OWN | EVALUATORS, COACHES | EVALUATORS


def _entry(scene: Scene, value: float | None = 5) -> Entry:
    return Entry(scene.family("Berk"), "begin", "debts", value, "2021-02-01")


def _wave(db: Database) -> str:
    return str(db.conn.execute("SELECT guid FROM wave WHERE label = 'begin'").fetchone()[0])


def _reworded(db: Database, viewer: Viewer) -> int:
    was = rubrics.newest(db)
    ladder = replace(was.ladders["debts"], about=was.ladders["safety"].about)
    return rubrics.publish(db, viewer, replace(was, ladders={**was.ladders, "debts": ladder}))


def _rested(scene: Scene, db: Database, viewer: Viewer) -> str:
    """Words of her own story that a score of the coach rests on; of the conversation for others."""
    document = grounds.texts_of(db, viewer, scene.family("Berk"))[-1].guid
    found = grounds.whole(db, viewer, document)
    one, guid = found.turns[0][1][0], new_guid()
    place = grounds.Place(scene.family("Berk"), _wave(db), "debts", "coach")
    grounds.choose(db, viewer, place, document, found.version, (one.start, one.end), guid)
    return guid


def _round(scene: Scene) -> str:
    return scene.guids["score_round"]


SAMPLES = (
    Sample("stories.outcomes.scores.take_back", SCORING, written(
        lambda s, db, v: scores.take_back(db, v, _entry(s)))),
    Sample("stories.outcomes.sheets.sheet", SCORING, lambda s, db, v: sheets.sheet(
        db, v, s.family("Berk"), _wave(db))),
    Sample("stories.outcomes.sheets.listed", READERS, lambda s, db, v: sheets.listed(db, v)),
    Sample("stories.outcomes.falling_due.due", READERS, lambda s, db, v: falling_due.due(db, v)),
    Sample("stories.outcomes.grounds.texts_of", SCORING, lambda s, db, v: grounds.texts_of(db, v, s.family("Berk"))),
    Sample("stories.outcomes.grounds.whole", SCORING, lambda s, db, v: grounds.whole(
        db, v, grounds.texts_of(db, v, s.family("Berk"))[-1].guid)),
    Sample("stories.outcomes.grounds.choose", SCORING, _rested),
    Sample("stories.outcomes.grounds.take_away", SCORING, lambda s, db, v: grounds.take_away(
        db, v, _rested(s, db, v))),
    Sample("stories.outcomes.rubrics.rubric", READERS | ADMINS, lambda s, db, v: rubrics.rubric(db, v)),
    Sample("stories.outcomes.rubrics.publish", EVALUATORS | ADMINS, lambda s, db, v: _reworded(db, v)),
    Sample("stories.outcomes.waves.known", READERS | ADMINS, lambda s, db, v: waves.known(db, v)),
    Sample("stories.outcomes.waves.add", EVALUATORS | ADMINS, lambda s, db, v: waves.add(
        db, v, waves.New("na een jaar", "months", 12))),
    Sample("stories.outcomes.waves.change", EVALUATORS | ADMINS, lambda s, db, v: waves.change(
        db, v, _wave(db), waves.New("begin", "end"))),
    Sample("stories.outcomes.waves.remove", EVALUATORS | ADMINS, lambda s, db, v: waves.remove(
        db, v, waves.add(db, v, waves.New("leeg", "end")))),
    Sample("stories.outcomes.exports.score_table", SCORING, lambda s, db, v: exports.score_table(
        db, v, s.family("Berk"))),
    Sample("stories.outcomes.exports.rubric_table", READERS | ADMINS, lambda s, db, v: exports.rubric_table(db, v)),
    Sample("stories.outcomes.rounds.scorers", EVALUATORS, lambda s, db, v: rounds.scorers(db, v)),
    Sample("stories.outcomes.rounds.begin", EVALUATORS, lambda s, db, v: rounds.begin(
        db, v, _wave(db), [s.small.accounts[name] for name in ("evaluator", "evaluator2")], 1, seed=1)),
    Sample("stories.outcomes.rounds.rounds", EVALUATORS, lambda s, db, v: rounds.rounds(db, v)),
    Sample("stories.outcomes.rounds.tasks", READERS, lambda s, db, v: rounds.tasks(db, v)),
    Sample("stories.outcomes.rounds.done", SCORING, lambda s, db, v: rounds.done(
        db, v, _round(s), s.family("Berk"))),
    Sample("stories.outcomes.rounds.show", EVALUATORS, lambda s, db, v: rounds.show(db, v, _round(s))),
    Sample("stories.outcomes.rounds.break_off", EVALUATORS, lambda s, db, v: rounds.break_off(db, v, _round(s))),
    Sample("stories.outcomes.rounds.given_blind", EVALUATORS, lambda s, db, v: rounds.given_blind(db, v)),
    Sample("stories.outcomes.rounds.differing", EVALUATORS, lambda s, db, v: rounds.differing(db, v)),
    Sample("stories.outcomes.rounds.settle", EVALUATORS, lambda s, db, v: rounds.settle(
        s.small.pilot, db, v, _entry(s)._replace(reason="samen gelezen"))),
)
