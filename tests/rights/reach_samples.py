"""Use cases about whom the pilot reached: referrals, closings, hours, questions, and the figures of them."""

from __future__ import annotations

from pilot.families import support
from pilot.paging import EVERYTHING, Wanted
from stories.outcomes.reach import closing, exports, hours, listing, months, referring
from stories.outcomes.reach.referring import Referral
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, Sample, Scene
from themes.outcomes.reach_files import reach_table
from themes.outcomes.reached import reached

OFFICE = EVALUATORS | ADMINS
EVERY = Wanted(size=EVERYTHING)


def _of_berk(scene: Scene) -> Referral:
    return Referral("2020-01-06", "accepted", "Huisarts", decided_on="2020-01-10", family=scene.family("Berk"))


SAMPLES = (
    Sample("pilot.families.support.referrers", COACHES | OFFICE, lambda s, db, v: support.referrers(db, v)),
    Sample("stories.outcomes.reach.referring.keep", OWN | OFFICE,
           lambda s, db, v: referring.keep(s.small.pilot, db, v, _of_berk(s))),
    Sample("stories.outcomes.reach.referring.keep", OWN | OFFICE,
           lambda s, db, v: referring.keep(s.small.pilot, db, v, _of_berk(s), s.guids["referral"])),
    Sample("stories.outcomes.reach.referring.keep", OFFICE,
           lambda s, db, v: referring.keep(s.small.pilot, db, v, Referral("2021-03-01"))),
    Sample("stories.outcomes.reach.referring.take_away", OWN | OFFICE,
           lambda s, db, v: referring.take_away(db, v, s.guids["referral"])),
    Sample("stories.outcomes.reach.referring.take_away", OFFICE,
           lambda s, db, v: referring.take_away(db, v, s.guids["waits"])),
    Sample("stories.outcomes.reach.listing.listed", COACHES | OFFICE, lambda s, db, v: listing.listed(db, v)),
    Sample("stories.outcomes.reach.listing.one", OWN | OFFICE,
           lambda s, db, v: listing.one(db, v, s.guids["referral"])),
    Sample("stories.outcomes.reach.exports.referral_table", OWN | OFFICE,
           lambda s, db, v: exports.referral_table(db, v, EVERY)),
    Sample("stories.outcomes.reach.closing.say", OFFICE,
           lambda s, db, v: closing.say(db, v, s.family("Eik"), "2020-01-01", "moved", "social_team", True)),
    Sample("stories.outcomes.reach.closing.closed", COACHES | OFFICE, lambda s, db, v: closing.closed(db, v)),
    Sample("stories.outcomes.reach.exports.closing_table", OFFICE,
           lambda s, db, v: exports.closing_table(db, v, EVERY)),
    Sample("stories.outcomes.reach.hours.add", OFFICE,
           lambda s, db, v: hours.add(db, v, s.person("spare coach"), 18, "2021-01-01")),
    Sample("stories.outcomes.reach.hours.take_away", OFFICE,
           lambda s, db, v: hours.take_away(db, v, s.guids["hours"])),
    Sample("stories.outcomes.reach.hours.listed", OFFICE, lambda s, db, v: hours.listed(db, v)),
    Sample("stories.outcomes.reach.hours.workers", OFFICE, lambda s, db, v: hours.workers(db, v)),
    Sample("stories.outcomes.reach.exports.hours_table", OFFICE, lambda s, db, v: exports.hours_table(db, v)),
    Sample("stories.outcomes.reach.months.count", COACHES | OFFICE,
           lambda s, db, v: months.count(db, v, "2021-04", "inside", 3, 0)),
    Sample("stories.outcomes.reach.months.months", COACHES | OFFICE, lambda s, db, v: months.months(db, v)),
    Sample("stories.outcomes.reach.exports.question_table", COACHES | OFFICE,
           lambda s, db, v: exports.question_table(db, v)),
    Sample("themes.outcomes.reached.reached", EVALUATORS, lambda s, db, v: reached(db, v)),
    Sample("themes.outcomes.reach_files.reach_table", EVALUATORS, lambda s, db, v: reach_table(db, v)),
)
