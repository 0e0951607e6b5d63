"""Whom the demo pilot reaches: referrals, why support was closed, working hours, questions by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo import source
from pilot import access
from pilot.families.early import EVERY_DAY
from stories.outcomes.reach import closing, hours, kinds, months, referring
from stories.outcomes.reach.referring import Referral
from themes.aims import writing

if TYPE_CHECKING:
    from demo.made import Made


def put_in(made: Made) -> None:
    """All of it, by the command line."""
    said = source.read("reach.yaml")
    for one in said["referrals"]:
        referring.keep(made.pilot, made.db, made.boss, _referral(made, one), sure=EVERY_DAY)
    for one in said["closings"]:
        closing.say(made.db, made.boss, made.families[one["family"]], str(one["began"]), one["why"], one["onward"],
                    one["warm"])
    for one in said["hours"]:
        hours.add(made.db, made.boss, made.persons[one["who"]], one["hours"], str(one["from"]),
                  source.day(one.get("until")), full_week=one["full"], sure=EVERY_DAY)
    for one in said["questions"]:
        for place in kinds.PLACES:
            months.count(made.db, made.boss, one["month"], place, *one[place])


def _referral(made: Made, one: dict[str, Any]) -> Referral:
    return Referral(
        str(one["day"]), one.get("state", kinds.ACCEPTED), one["by"], one.get("site", ""), source.day(one.get("asked")),
        source.day(one.get("decided")), made.families[one["family"]] if "family" in one else "", one.get("known", ""),
        tuple(one["helped"]) if "helped" in one else None)


def set_aims(made: Made, aims: list[dict[str, Any]]) -> None:
    """Goals of the pilot itself, as an evaluator keeps them, with what speaks for and against each.

    Args:
        aims: as data/demo/aims.yaml has them.
    """
    viewer = made.viewers["evaluator"]
    for one in aims:
        guid = writing.keep(made.pilot, made.db, viewer, one["words"], one.get("shown_by", ""))
        for each in one["evidence"]:
            if "figure" in each:
                writing.add_figure(made.db, viewer, guid, each["figure"], each["says"])
            elif "words" in each:
                writing.add_words(made.pilot, made.db, viewer, guid, each["words"], each["who"], str(each["day"]),
                                  each["says"])
            else:
                document = made.guids[each["document"]]
                version = access.require_document(made.db, viewer, document).version_guid
                writing.add_passages(made.db, viewer, guid, document, version, [made.span(each)], each["says"])
        if "state" in one:
            writing.judge(made.pilot, made.db, viewer, guid, one["state"], one["why"])
