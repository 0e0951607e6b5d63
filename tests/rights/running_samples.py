"""Use cases about running the program: what is wrong, the first day, stories that stand out."""

from __future__ import annotations

from jobs import state as of_jobs
from pilot.running import first_day, state
from stories import marks
from tests.rights.scene import ADMINS, Sample

SAMPLES = (
    Sample("pilot.running.state.found", ADMINS, lambda s, db, v: state.found(s.small.home, s.small.pilot, db, v)),
    Sample("pilot.running.first_day.steps", ADMINS,
           lambda s, db, v: first_day.steps(s.small.home, s.small.pilot, db, v)),
    Sample("jobs.state.found", ADMINS, lambda s, db, v: of_jobs.found(s.small.home, db, v)),
    Sample("stories.marks.marked", ADMINS, lambda s, db, v: marks.marked(db, v)),
)
