"""Use cases of choosing among stories together, and of learning meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from stories.choose import checking, chosen, finding, leading, panel, picking, rounds
from stories.choose import exports as taken
from stories.choose.checking import Check
from stories.choose.finding import Period
from stories.choose.leading import Choice, Wanted
from stories.choose.rounds import Asked
from stories.learning import agreements, exports, meetings
from stories.learning.meetings import Plan, Written
from tests.rights.scene import COACHES, EVALUATORS, Sample

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.rights.scene import Scene

BOTH = COACHES | EVALUATORS
# On the panel of the round that runs in the scene: `coach` and `evaluator2`.
PANEL = frozenset({"coach", "evaluator2"})
CHOICE = ("2021-06-01", "coach, evaluator", "Het zegt het meest.", "De evaluator koos anders.")


def _begin(scene: Scene, db: Database, viewer: Viewer) -> str:
    return leading.begin(db, viewer, Wanted(
        "Nog een ronde", "Wat is de grootste verandering?", Period("2021-01-01", "2021-12-31"), Asked(),
        (scene.guids["choice_one"], scene.guids["choice_two"]), (scene.account("coach"),)))


def _own(db: Database) -> str:
    """The guid of this pilot's round that runs."""
    return str(db.conn.execute("SELECT guid FROM choice_round WHERE state = 'picking'").fetchone()[0])


def _show(scene: Scene, db: Database, viewer: Viewer) -> None:
    """After everybody on the panel picked."""
    if viewer.may(Right.LEAD_CHOOSING) and scene.guids["choice"] == _own(db):
        for name in sorted(PANEL):
            picking.pick(db, scene.small.viewers[name], scene.guids["choice"], scene.guids["choice_one"], "Daarom.")
    leading.show(db, viewer, scene.guids["choice"])


SAMPLES = (
    Sample("stories.choose.panel.people", BOTH, lambda s, db, v: panel.people(s.small.home, db, v)),
    Sample("stories.choose.rounds.rounds", BOTH, lambda s, db, v: rounds.rounds(db, v)),
    Sample("stories.choose.rounds.one", PANEL | EVALUATORS, lambda s, db, v: rounds.one(db, v, s.guids["choice"])),
    Sample("stories.choose.finding.found", EVALUATORS, lambda s, db, v: finding.found(db, v, Period(), Asked())),
    Sample("stories.choose.finding.sites", EVALUATORS, lambda s, db, v: finding.sites(db, v)),
    Sample("stories.choose.leading.begin", EVALUATORS, _begin),
    Sample("stories.choose.leading.let_out", EVALUATORS,
           lambda s, db, v: leading.let_out(db, v, s.guids["choice"], s.account("coach"))),
    Sample("stories.choose.leading.show", EVALUATORS, _show),
    Sample("stories.choose.leading.choose", EVALUATORS, lambda s, db, v: leading.choose(
        db, v, s.guids["choice_done"], Choice((s.guids["choice_chosen"],), *CHOICE))),
    Sample("stories.choose.leading.end", EVALUATORS, lambda s, db, v: leading.end(db, v, s.guids["choice"])),
    Sample("stories.choose.picking.read", PANEL | EVALUATORS,
           lambda s, db, v: picking.read(db, v, s.guids["choice_one"])),
    Sample("stories.choose.picking.pick", PANEL, lambda s, db, v: picking.pick(
        db, v, s.guids["choice"], s.guids["choice_one"], "Dit zegt het meest.")),
    Sample("stories.choose.checking.checks", BOTH, lambda s, db, v: checking.checks(db, v, s.guids["choice_chosen"])),
    Sample("stories.choose.checking.add", BOTH, lambda s, db, v: checking.add(
        db, v, s.guids["choice_chosen"], Check("heard", "2021-07-01", "differs", "Het was een week later."))),
    Sample("stories.choose.exports.round_table", PANEL | EVALUATORS,
           lambda s, db, v: taken.round_table(db, v, s.guids["choice"])),
    Sample("stories.choose.chosen.chosen", BOTH, lambda s, db, v: chosen.chosen(db, v)),
    Sample("stories.choose.chosen.stories", BOTH, lambda s, db, v: chosen.stories(db, v)),
    Sample("stories.learning.meetings.meetings", BOTH, lambda s, db, v: meetings.meetings(db, v)),
    Sample("stories.learning.meetings.one", BOTH, lambda s, db, v: meetings.one(db, v, s.guids["meeting"])),
    Sample("stories.learning.meetings.plan", BOTH, lambda s, db, v: meetings.plan(
        db, v, Plan("Najaar", "2021-10-01", "Wat werkt?", (s.guids["choice_chosen"],)))),
    Sample("stories.learning.meetings.change", BOTH, lambda s, db, v: meetings.change(
        db, v, s.guids["meeting"], Plan("Anders", "2021-10-01"))),
    Sample("stories.learning.meetings.save", BOTH, lambda s, db, v: meetings.save(
        db, v, s.guids["meeting"], Written("twee coaches", "Meer tijd helpt.", 2))),
    Sample("stories.learning.meetings.close", BOTH, lambda s, db, v: meetings.close(db, v, s.guids["meeting"])),
    Sample("stories.learning.agreements.agreements", BOTH, lambda s, db, v: agreements.agreements(db, v)),
    Sample("stories.learning.agreements.mine", BOTH, lambda s, db, v: agreements.mine(db, v)),
    Sample("stories.learning.agreements.agree", BOTH, lambda s, db, v: agreements.agree(
        db, v, s.guids["meeting"], "Samen op huisbezoek.", "team Emmen", "2021-12-01")),
    Sample("stories.learning.agreements.remove", BOTH, lambda s, db, v: agreements.remove(
        db, v, s.guids["agreement"])),
    Sample("stories.learning.agreements.answer", BOTH, lambda s, db, v: agreements.answer(
        db, v, s.guids["agreement"], "partly", "Nog niet overal.")),
    Sample("stories.learning.exports.minutes", BOTH, lambda s, db, v: exports.minutes(
        db, v, s.guids["meeting"], lambda told: told.title.encode())),
    Sample("stories.learning.exports.agreed_table", BOTH, lambda s, db, v: exports.agreed_table(
        db, v, s.guids["meeting"])),
)
