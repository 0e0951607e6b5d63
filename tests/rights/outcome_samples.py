"""What everybody tries of outcomes: their figures as files."""

from __future__ import annotations

from tests.rights.scene import EVALUATORS, Sample
from themes.outcomes import files
from themes.outcomes.choice import Choice

SAMPLES = (
    Sample("themes.outcomes.files.waves_table", EVALUATORS, lambda s, db, v: files.waves_table(db, v, Choice())),
    Sample("themes.outcomes.files.change_table", EVALUATORS, lambda s, db, v: files.change_table(db, v, Choice())),
    Sample("themes.outcomes.files.groups_table", EVALUATORS,
           lambda s, db, v: files.groups_table(db, v, Choice(by="site"))),
)
