"""A family's file put in from lists, as the demo pilot has them, through the use cases that the pages use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.door import inner
from pilot.families.early import EVERY_DAY
from stories.file import dossier, goals, household, kin, marking, organisations
from stories.file.household import Children
from stories.file.marking import Source
from stories.file.organisations import New

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot

Given = dict[str, Any]


@inner("puts in many things at once; each use case it calls asks the right")
def fill(
    pilot: Pilot, db: Database, viewer: Viewer, reader: Viewer, family: str, given: Given, guids: Mapping[str, str],
) -> None:
    """Put all of a family's file in; dates that are early are right.

    Args:
        reader: who reads the conversations on which patterns and goals rest.
        given: households, kin, years, ties, patterns, organisations, goals, dossier, as in data/demo/family_file.yaml.
        guids: of people and documents, by the keys that `given` calls them by.

    Raises: what the use cases raise.
    """
    for one in given.get("households", []):
        household.add(db, viewer, family, one["kind"], str(one["from_on"]), _day(one.get("until_on")),
                      Children(one["at_home"], one["in_turns"], one["placed"]), sure=EVERY_DAY)
    _generations(pilot, db, (viewer, reader), family, given, guids)
    for one in given.get("organisations", []):
        organisations.add(pilot, db, viewer, family, New(
            one["kind"], str(one["from_on"]), _day(one.get("until_on")), one.get("name", ""), one["contact"],
            one.get("leads", False)), sure=EVERY_DAY)
    for one in given.get("goals", []):
        goal = goals.add(pilot, db, viewer, family, one["words"], one["domain"], str(one["set_on"]), one["set_by"],
                         sure=EVERY_DAY)
        for step in one.get("steps", []):
            goals.move(pilot, db, viewer, goal, step["state"], str(step["on"]), step["why"], sure=EVERY_DAY)
        goals.link(db, reader, goal, [guids[each] for each in one.get("stories", [])])
    for day, sections in given.get("dossier", {}).items():
        for section, text in sections.items():
            dossier.write_section(pilot, db, viewer, family, str(day), section, text, sure=EVERY_DAY)


def _generations(
    pilot: Pilot, db: Database, by: tuple[Viewer, Viewer], family: str, given: Given, guids: Mapping[str, str],
) -> None:
    viewer, reader = by
    who = {**guids, **{one["key"]: kin.add(pilot, db, viewer, family, one["role"], birth_year=one.get("birth_year"))
                       for one in given.get("kin", [])}}
    for key, year in given.get("years", {}).items():
        kin.describe(db, viewer, family, who[key], "", year)
    for kind, first, second in given.get("ties", []):
        kin.tie(db, viewer, family, kind, who[first], who[second])
    for one in given.get("patterns", []):
        told = one.get("document")
        marking.mark(db, reader, family, who[one["who"]], one["pattern"],
                     Source(one["said_by"], guids[told] if told else "", one.get("words", "")))


def _day(value: object) -> str | None:
    return None if value is None else str(value)
