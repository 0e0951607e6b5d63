"""Use cases about how long things are kept, and what is held on somebody."""

from __future__ import annotations

from pilot.accounts import past as of_accounts
from pilot.families import past as of_families
from pilot.safety import person_file, retention
from stories.entry import past as of_stories
from tests.rights.scene import ADMINS, Sample
from texts import past as of_texts

SAMPLES = (
    Sample("pilot.safety.retention.periods", ADMINS, lambda s, db, v: retention.periods(db, v)),
    Sample("pilot.safety.retention.set_period", ADMINS, lambda s, db, v: retention.set_period(db, v, "sound", 12)),
    Sample("pilot.safety.person_file.gathered", ADMINS, lambda s, db, v: person_file.gathered(
        s.small.pilot, db, v, s.person("Berk moeder"))),
    Sample("texts.past.sound", ADMINS, lambda s, db, v: of_texts.sound(db, v)),
    Sample("texts.past.raw", ADMINS, lambda s, db, v: of_texts.raw(db, v)),
    Sample("texts.past.texts", ADMINS, lambda s, db, v: of_texts.texts(db, v)),
    Sample("pilot.families.past.names", ADMINS, lambda s, db, v: of_families.names(s.small.pilot, db, v)),
    Sample("pilot.accounts.past.accounts", ADMINS, lambda s, db, v: of_accounts.accounts(s.small.home, db, v)),
    Sample("stories.entry.past.drafts", ADMINS, lambda s, db, v: of_stories.drafts(db, v)),
)
