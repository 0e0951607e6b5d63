"""Use cases about contacts, what was undertaken, signals, and the time that was spent."""

from __future__ import annotations

from pilot.paging import EVERYTHING, Wanted
from stories.contacts import exports, listing, noting, undertaken
from stories.contacts.noting import Noted
from stories.contacts.undertaken import Undertaken
from stories.signals import exports as signal_files
from stories.signals import listing as signals
from stories.signals import writing
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, Sample, Scene
from themes.time_files import time_table
from themes.time_spent import time_spent

OFFICE = EVALUATORS | ADMINS
EVERY = Wanted(size=EVERYTHING)


def _noted(scene: Scene) -> Noted:
    return Noted(scene.family("Berk"), "2021-03-05", "phone", 10, ("parent",), 60, "Over de school.")


def _lesson(scene: Scene) -> Undertaken:
    return Undertaken(scene.family("Berk"), "language", "parent", "started", "2021-03-05")


SAMPLES = (
    Sample("stories.contacts.noting.note", OWN | EVALUATORS,
           lambda s, db, v: noting.note(s.small.pilot, db, v, _noted(s))),
    Sample("stories.contacts.noting.mend", OWN | EVALUATORS,
           lambda s, db, v: noting.mend(s.small.pilot, db, v, s.guids["contact"], _noted(s))),
    Sample("stories.contacts.noting.take_away", OWN | EVALUATORS,
           lambda s, db, v: noting.take_away(db, v, s.guids["contact"])),
    Sample("stories.contacts.noting.take_away", OWN | EVALUATORS,
           lambda s, db, v: noting.take_away(db, v, s.guids["contact_away"], back=True)),
    Sample("stories.contacts.listing.listed", COACHES | EVALUATORS, lambda s, db, v: listing.listed(db, v)),
    Sample("stories.contacts.listing.contact", OWN | EVALUATORS,
           lambda s, db, v: listing.contact(db, v, s.guids["contact"])),
    Sample("stories.contacts.listing.silent", COACHES | EVALUATORS, lambda s, db, v: listing.silent(db, v)),
    Sample("stories.contacts.exports.contact_table", OWN | EVALUATORS,
           lambda s, db, v: exports.contact_table(db, v, EVERY)),
    Sample("stories.contacts.exports.silent_table", COACHES | EVALUATORS,
           lambda s, db, v: exports.silent_table(db, v, EVERY)),

    Sample("stories.contacts.undertaken.keep", OWN | EVALUATORS,
           lambda s, db, v: undertaken.keep(s.small.pilot, db, v, _lesson(s))),
    Sample("stories.contacts.undertaken.keep", OWN | EVALUATORS,
           lambda s, db, v: undertaken.keep(s.small.pilot, db, v, _lesson(s), s.guids["undertaking"])),
    Sample("stories.contacts.undertaken.take_away", OWN | EVALUATORS,
           lambda s, db, v: undertaken.take_away(db, v, s.guids["undertaking"])),
    Sample("stories.contacts.undertaken.listed", COACHES | EVALUATORS, lambda s, db, v: undertaken.listed(db, v)),
    Sample("stories.contacts.undertaken.one", OWN | EVALUATORS,
           lambda s, db, v: undertaken.one(db, v, s.guids["undertaking"])),
    Sample("stories.contacts.undertaken.counts", EVALUATORS, lambda s, db, v: undertaken.counts(db, v)),
    Sample("stories.contacts.exports.undertaking_table", OWN | EVALUATORS,
           lambda s, db, v: exports.undertaking_table(db, v, EVERY)),

    Sample("themes.time_spent.time_spent", EVALUATORS, lambda s, db, v: time_spent(db, v)),
    Sample("themes.time_files.time_table", EVALUATORS, lambda s, db, v: time_table(db, v)),

    Sample("stories.signals.writing.note", COACHES | OFFICE, lambda s, db, v: writing.note(
        s.small.pilot, db, v, "Het loket is alleen overdag open.", "municipality")),
    Sample("stories.signals.writing.note", OWN | EVALUATORS, lambda s, db, v: writing.note(
        s.small.pilot, db, v, "Het loket is alleen overdag open.", "municipality", family=s.family("Berk"))),
    Sample("stories.signals.writing.link", OWN | EVALUATORS,
           lambda s, db, v: writing.link(db, v, s.guids["signal"], s.family("Berk"))),
    Sample("stories.signals.writing.change", OFFICE, lambda s, db, v: writing.change(
        s.small.pilot, db, v, s.guids["signal"], "Het loket is dicht.", "region")),
    Sample("stories.signals.writing.send", OFFICE, lambda s, db, v: writing.send(
        s.small.pilot, db, v, s.guids["signal"], "hoofd van het loket", "2021-03-05")),
    Sample("stories.signals.writing.answer", OFFICE, lambda s, db, v: writing.answer(
        s.small.pilot, db, v, s.guids["signal_sent"], "Het loket gaat later dicht.", "2021-04-05")),
    Sample("stories.signals.writing.set_state", OFFICE,
           lambda s, db, v: writing.set_state(db, v, s.guids["signal"], "let_go")),
    Sample("stories.signals.writing.bundle", OFFICE,
           lambda s, db, v: writing.bundle(db, v, s.guids["signal"], s.guids["signal_sent"])),
    Sample("stories.signals.listing.listed", COACHES | OFFICE, lambda s, db, v: signals.listed(db, v)),
    Sample("stories.signals.listing.signal", COACHES | OFFICE,
           lambda s, db, v: signals.signal(db, v, s.guids["signal"])),
    Sample("stories.signals.listing.unanswered", OFFICE, lambda s, db, v: signals.unanswered(db, v)),
    Sample("stories.signals.exports.signal_table", COACHES | OFFICE,
           lambda s, db, v: signal_files.signal_table(db, v, EVERY)),
    Sample("stories.signals.exports.council_table", OFFICE,
           lambda s, db, v: signal_files.council_table(s.small.pilot, db, v)),
    Sample("stories.signals.exports.unanswered_table", OFFICE,
           lambda s, db, v: signal_files.unanswered_table(db, v, EVERY)),
)
