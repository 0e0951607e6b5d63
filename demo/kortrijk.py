"""The demo pilot Kortrijk: two groups of 56 families, divided by lot, with what they use and how they do.

Made of a few proportions of data/demo/kortrijk.yaml: the same each time.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from demo import out, people, source, thought
from pilot.access.reach import USES
from pilot.families import consent
from pilot.families import people as families
from pilot.families.early import EVERY_DAY
from pilot.store.files import write
from pilot.vocabulary import services
from stories.outcomes import allocation, departures, uptake, waves
from stories.outcomes.allocation import Sealing
from stories.outcomes.lots import CONTROL, SUPPORT
from stories.outcomes.scores import Entry, enter
from stories.outcomes.uptake import Use

if TYPE_CHECKING:
    from demo.made import Made

FILE = "kortrijk.yaml"
LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)
ARMS = (SUPPORT, CONTROL)


class _Family(NamedTuple):
    """guid, group, first day of support, and the months after which nobody can be asked any more (None: never)."""

    guid: str
    parent: str
    arm: str
    begun: date
    gone: int | None


def build(made: Made) -> None:
    """Everything of this pilot, in the order in which it happened."""
    told = source.read(FILE)
    people.add_accounts(made)
    thought.adopt(made)
    chance = Random("kortrijk")
    found = _families(made, told, chance)
    found = _otherwise(made, told, found)
    for n, wave in enumerate(told["waves"], 1):
        waves.add(made.db, made.boss, waves.New(wave["label"], waves.MONTHS, wave["months"], place=n))
    with write(made.db):
        _measure(made, told, found, chance)
    for arm in told["withdrawn"]:
        one = [each for each in found if each.arm == arm][-1]
        consent.withdraw(made.db, made.boss, one.parent, "analyse", "2019-03-04")
    out.release_figures(made, told["release"])


def _families(made: Made, told: dict[str, Any], chance: Random) -> list[_Family]:
    """112 families that came in week after week, each with its group on the day after the first conversation."""
    coaches = [families.add_person(made.db, made.boss, kind="coach", role="coach", pseudonym=name,
                                   account_guid=made.account_guids["coach"] if n == 0 else None)
               for n, name in enumerate(told["coaches"])]
    plan, names = told["plan"], told["families"].split()
    viewer = made.viewers["evaluator"]
    allocation.seal(made.pilot, made.db, viewer, Sealing(
        plan["method"], plan["how"], plan["support"], plan["control"], on=str(plan["on"])))
    arms = [arm for _block in range(len(names) // 8) for arm in chance.sample(ARMS * 4, 8)]
    found = []
    for n, (name, arm) in enumerate(zip(names, arms, strict=True)):
        begun = date(2016, 10, 3) + timedelta(days=n * 4)
        guid = families.add_family(
            made.db, made.boss, name, starts_on=str(begun), site=_one_of(told["sites"], chance),
            referrer=_one_of(told["referrers"], chance))
        parent = families.add_person(made.db, made.boss, kind="parent", role="moeder", pseudonym=f"Moeder {name}",
                                     family_guid=guid)
        consent.give(made.db, made.boss, parent, list(USES), str(begun))
        allocation.allot(made.db, viewer, guid, arm, str(begun + timedelta(days=1)))
        if arm == SUPPORT:
            families.start_coaching(made.db, made.boss, coaches[n % len(coaches)], guid, str(begun))
        found.append(_Family(guid, parent, arm, begun, None))
    departures.set_screened(made.db, viewer, told["screened"])
    return found


def _one_of(rows: list[dict[str, str]], chance: Random) -> tuple[str, str]:
    one = rows[min(int(chance.random() * 1.4 * len(rows)), len(rows) - 1)]
    return one["key"], one["name"]


def _otherwise(made: Made, told: dict[str, Any], found: list[_Family]) -> list[_Family]:
    """Every third family of a group, from its second on, has something of the list."""
    waiting = {arm: [n for n, one in enumerate(found) if one.arm == arm][1::3] for arm in ARMS}
    for one in told["departures"]:
        at = waiting[one["arm"]].pop(0)
        family = found[at]
        day = family.begun + timedelta(days=round(one["months"] * 30.4))
        departures.say(made.pilot, made.db, made.viewers["evaluator"], family.guid, one["kind"], str(day),
                       one["reason"])
        if one["kind"] in ("lost", "no_more"):
            found[at] = family._replace(gone=one["months"])
    return found


def _measure(made: Made, told: dict[str, Any], found: list[_Family], chance: Random) -> None:
    """Scores and use of services: who stands high in the row of its group does so at each moment."""
    ranks = {(arm, key): _ranks(sum(one.arm == arm for one in found), chance)
             for arm in ARMS for key in (*told["domains"], *told["services"])}
    places = dict.fromkeys(ARMS, 0)
    viewer = made.viewers["evaluator"]
    for one in found:
        at = places[one.arm]
        places[one.arm] += 1
        for n, wave in enumerate(told["waves"]):
            if one.gone is not None and wave["months"] >= one.gone:
                continue
            day = str(one.begun + timedelta(days=round(wave["months"] * 30.4)))
            for key, means in told["domains"].items():
                value = level(means[one.arm][n], ranks[one.arm, key][at])
                enter(made.db, viewer, Entry(one.guid, wave["label"], key, value, day, voice="family", source="family"),
                      sure=EVERY_DAY)
            for key, parts in told["services"].items():
                state = services.YES if ranks[one.arm, key][at] < parts[one.arm][n] else services.NO
                uptake.add(made.db, viewer, Use(
                    one.guid, wave["label"], key, services.UNKNOWN if chance.random() < told["unknown"] else state, day,
                    "interview"), sure=EVERY_DAY)


def _ranks(n: int, chance: Random) -> list[float]:
    """Numbers between 0 and 1, evenly spread and shuffled."""
    ranks = [(at + 0.5) / n for at in range(n)]
    chance.shuffle(ranks)
    return ranks


def level(mean: float, rank: float) -> float:
    """The level of the rubric for a family at this place in its group, so that the mean comes near `mean`."""
    value = mean + (rank - 0.5) * 11
    return min(LEVELS, key=lambda one: abs(one - value))
