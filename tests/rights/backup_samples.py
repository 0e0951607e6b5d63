"""Use cases about backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import regular
from pilot import clock
from pilot.safety import encrypting, places, plan, standing
from tests.rights.scene import ADMINS, Sample, Scene

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer


def _lying(scene: Scene) -> None:
    """A file where backups lie: that there is one is all that asking looks at."""
    folder = scene.small.home.folder / "backups"
    folder.mkdir(exist_ok=True)
    (folder / places.name(clock.moment(), upgrade=False, sealed=False)).touch()


def _ask_drill(scene: Scene, db: Database, viewer: Viewer) -> object:
    _lying(scene)
    return regular.ask_drill(scene.small.home, db, viewer)


SAMPLES = (
    Sample("pilot.safety.standing.standing", ADMINS, lambda s, db, v: standing.standing(s.small.home, db, v)),
    Sample("pilot.safety.standing.warnings", ADMINS, lambda s, db, v: standing.warnings(s.small.home, db, v)),
    Sample("pilot.safety.encrypting.warnings", ADMINS, lambda s, db, v: encrypting.warnings(s.small.home, db, v)),
    Sample("pilot.safety.plan.set_plan", ADMINS, lambda s, db, v: plan.set_plan(
        s.small.home, db, v, is_on=True, at="03:00", rotation=plan.USUAL)),
    Sample("jobs.regular.ask_backup", ADMINS, lambda s, db, v: regular.ask_backup(db, v)),
    Sample("jobs.regular.ask_drill", ADMINS, _ask_drill),
    Sample("jobs.regular.alive", ADMINS, lambda s, db, v: regular.alive(db, v)),
)
