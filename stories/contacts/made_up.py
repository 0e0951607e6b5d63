"""Contacts, undertakings and signals of a demo pilot, made of a few lines: the same each time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from pilot.door import inner
from pilot.families.early import EVERY_DAY
from pilot.store.files import write
from stories.contacts import noting, undertaken
from stories.contacts.noting import Noted
from stories.contacts.undertaken import Undertaken
from stories.signals import writing as signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot


@inner("puts the demo in through use cases, which ask the right")
def put_in(
    pilot: Pilot, db: Database, viewer: Viewer, told: Mapping[str, Any], families: Mapping[str, str],
    stories: Mapping[str, str],
) -> None:
    """Note all of it.

    Args:
        told: as data/demo/contacts.yaml has it.
        families, stories: guids of families, and of the documents of stories, by the keys of the source.
    """
    with write(db):
        for key, phases in told["rhythm"].items():
            (begun,) = db.conn.execute(
                "SELECT min(starts_on) FROM support_period JOIN family USING (family_id) WHERE guid = ?",
                (families[key],)).fetchone()
            for new in met(families[key], begun, phases, told, Random(key)):
                noting.note_within(pilot, db, viewer, new, sure=EVERY_DAY)
    for one in told["undertaken"]:
        ended = one.get("until")
        undertaken.keep(pilot, db, viewer, Undertaken(
            families[one["family"]], one["kind"], one["who"], one["state"], str(one["from"]), ended and str(ended),
            one.get("what", ""), one.get("cents"), stories.get(one.get("story", ""), "")), sure=EVERY_DAY)
    for one in told["signals"]:
        guid = signals.note(pilot, db, viewer, one["words"], one["level"], on=str(one["on"]))
        for family, story in one["families"].items():
            signals.link(db, viewer, guid, families[family], stories.get(story, ""))
        if sent := one.get("sent"):
            signals.send(pilot, db, viewer, guid, sent["to"], str(sent["on"]))
        if said := one.get("answer"):
            signals.answer(pilot, db, viewer, guid, said["words"], str(said["on"]), said["state"])


def met(
    family: str, begun: str, phases: list[dict[str, Any]], told: Mapping[str, Any], chance: Random
) -> Iterator[Noted]:
    """The contacts of a family in order, as often as its phases say: the same each time for the same chance."""
    kinds = told["kinds"]
    at = date.fromisoformat(begun)
    for phase in phases:
        while at <= phase["until"]:
            kind = chance.choices(list(kinds), [one["weight"] for one in kinds.values()])[0]
            waited = chance.choice(told["waits"]) if kind in ("phone", "message") and chance.random() < 2 / 3 else None
            yield Noted(family, at.isoformat(), kind, chance.choice(kinds[kind]["minutes"]),
                        (chance.choice(kinds[kind]["who"]),), waited)
            at += timedelta(days=max(1, round(7 / phase["a_week"] * chance.uniform(0.5, 1.5))))
