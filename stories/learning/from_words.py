"""Rounds of choosing and learning meetings as a description tells them, such as that of the demo pilot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilot.families.early import EVERY_DAY
from stories.choose import checking, finding, leading, picking
from stories.choose.finding import Period
from stories.choose.rounds import Asked
from stories.learning import agreements, meetings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer

LEADER = "evaluator"  # who leads what a description tells


class Known(NamedTuple):
    """What a description speaks of by key: viewers and guids of accounts by name, guids of documents."""

    viewers: Mapping[str, Viewer]
    documents: Mapping[str, str]
    accounts: Mapping[str, str]


def together(db: Database, known: Known, told: dict[str, Any], releases: Sequence[str]) -> None:
    """Do what a description tells: rounds in which a panel chose, then meetings, each looking back at those before.

    Args:
        told: keys rounds and meetings. releases: guids of those that lie on the table of meetings that say so.
    """
    for one in told["rounds"]:
        _round(db, known, one)
    agreed: list[str] = []
    for one in told["meetings"]:
        agreed += _meeting(db, known, one, agreed, releases)


def _round(db: Database, known: Known, one: dict[str, Any]) -> None:
    period, asked = Period(str(one["from"]), str(one["until"])), Asked(course=one["course"])
    leader = known.viewers[LEADER]
    guid = leading.begin(db, leader, leading.Wanted(
        one["name"], one["question"], period, asked,
        tuple(story.guid for story in finding.found(db, leader, period, asked)),
        tuple(known.accounts[who] for who in one["panel"])))
    for each in one["picks"]:
        picking.pick(db, known.viewers[each["who"]], guid, known.documents[each["story"]], each["reason"])
    for each in one["checks"]:
        checking.add(db, known.viewers[each["by"]], known.documents[each["story"]], checking.Check(
            each["how"], str(each["on"]), each["outcome"], each.get("differs", "")))
    leading.show(db, leader, guid)
    leading.choose(db, leader, guid, leading.Choice(
        tuple(known.documents[key] for key in one["chosen"]), str(one["held_on"]), one["present"], one["reasons"],
        one["disagreement"]))


def _meeting(
    db: Database, known: Known, one: dict[str, Any], before: Sequence[str], releases: Sequence[str]
) -> list[str]:
    """Plan, write and close a meeting; returns the guids of what it agreed on."""
    leader = known.viewers[LEADER]
    guid = meetings.plan(db, leader, meetings.Plan(
        one["title"], str(one["on"]), one["topic"], tuple(known.documents[key] for key in one["stories"]),
        tuple(releases if one["releases"] else ())), sure=EVERY_DAY)
    meetings.save(db, leader, guid, meetings.Written(one["present"], one["learnt"], 1))
    for answer in one.get("answers", []):
        agreements.answer(db, leader, before[answer["at"]], answer["outcome"], answer["why"], meeting=guid)
    made = [agreements.agree(db, leader, guid, each["what"], known.accounts.get(each["who"], each["who"]),
                             str(each["by"])) for each in one["agreed"]]
    meetings.close(db, leader, guid)
    return made
