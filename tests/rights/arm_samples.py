"""Use cases about two groups of families: how they are divided, what went otherwise, use of services, the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.paging import EVERYTHING, Wanted
from pilot.store.files import write
from stories.outcomes import allocation, departures, uptake, uptake_files
from stories.outcomes.allocation import Sealing
from stories.outcomes.uptake import Use
from tests.rights.scene import COACHES, EVALUATORS, OWN, Sample, Scene, written
from themes.outcomes import arm_files, arms

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

EVERY = Wanted(size=EVERYTHING)


def _use(scene: Scene) -> Use:
    return Use(scene.family("Berk"), "begin", "child_care", "no", "2021-02-01")


def _seal(scene: Scene, db: Database, viewer: Viewer) -> str:
    """For who may, nobody has a group yet: else what is sealed stays."""
    if viewer.may(Right.SEE_THEMES):
        with write(db):
            db.conn.execute("DELETE FROM allocation")
    return allocation.seal(scene.small.pilot, db, viewer, Sealing("drawn", "Het programma loot.", "Met", "Zonder"))


SAMPLES = (
    Sample("stories.outcomes.allocation.seal", EVALUATORS, _seal),
    Sample("stories.outcomes.allocation.plan", EVALUATORS, lambda s, db, v: allocation.plan(db, v)),
    Sample("stories.outcomes.allocation.allot", EVALUATORS, lambda s, db, v: allocation.allot(
        db, v, s.family("Es"), "control", "2021-01-06")),
    Sample("stories.outcomes.allocation.close", EVALUATORS, lambda s, db, v: allocation.close(db, v)),
    Sample("stories.outcomes.allocation.allotted", EVALUATORS, lambda s, db, v: allocation.allotted(db, v)),
    Sample("stories.outcomes.allocation.waiting", EVALUATORS, lambda s, db, v: allocation.waiting(db, v)),
    Sample("stories.outcomes.departures.say", EVALUATORS, lambda s, db, v: departures.say(
        s.small.pilot, db, v, s.family("Berk"), "stopped", "2021-03-01", "te druk")),
    Sample("stories.outcomes.departures.take_away", EVALUATORS,
           lambda s, db, v: departures.take_away(db, v, s.guids["departure"])),
    Sample("stories.outcomes.departures.listed", EVALUATORS,
           lambda s, db, v: departures.listed(s.small.pilot, db, v)),
    Sample("stories.outcomes.departures.set_screened", EVALUATORS,
           lambda s, db, v: departures.set_screened(db, v, {"declined": 4})),
    Sample("stories.outcomes.departures.screened", EVALUATORS, lambda s, db, v: departures.screened(db, v)),
    Sample("stories.outcomes.uptake.say", OWN | EVALUATORS, lambda s, db, v: uptake.say(db, v, _use(s))),
    Sample("stories.outcomes.uptake.add", OWN | EVALUATORS,
           written(lambda s, db, v: uptake.add(db, v, _use(s)))),
    Sample("stories.outcomes.uptake.of_family", OWN | EVALUATORS,
           lambda s, db, v: uptake.of_family(db, v, s.family("Berk"))),
    Sample("stories.outcomes.uptake.listed", COACHES | EVALUATORS, lambda s, db, v: uptake.listed(db, v)),
    Sample("stories.outcomes.uptake.counted", EVALUATORS, lambda s, db, v: uptake.counted(db, v)),
    Sample("stories.outcomes.uptake_files.uptake_table", OWN | EVALUATORS,
           lambda s, db, v: uptake_files.uptake_table(db, v, EVERY)),
    Sample("themes.outcomes.arms.load", EVALUATORS, lambda s, db, v: arms.load(s.small.pilot, db, v)),
    Sample("themes.outcomes.arm_files.flow_figure", EVALUATORS,
           lambda s, db, v: arm_files.flow_figure(s.small.pilot, db, v)),
    Sample("themes.outcomes.arm_files.flow_table", EVALUATORS,
           lambda s, db, v: arm_files.flow_table(s.small.pilot, db, v)),
    Sample("themes.outcomes.arm_files.balance_table", EVALUATORS,
           lambda s, db, v: arm_files.balance_table(s.small.pilot, db, v)),
    Sample("themes.outcomes.arm_files.take_up_table", EVALUATORS,
           lambda s, db, v: arm_files.take_up_table(s.small.pilot, db, v)),
    Sample("themes.outcomes.arm_files.take_up_figure", EVALUATORS,
           lambda s, db, v: arm_files.take_up_figure(s.small.pilot, db, v)),
    Sample("themes.outcomes.arm_files.course_table", EVALUATORS,
           lambda s, db, v: arm_files.course_table(s.small.pilot, db, v)),
)
