"""The demo pilot Mechelen: 122 families of three referrers, of whom the counts that were published come out exactly.

Made of data/demo/mechelen.yaml: the same each time.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from demo import laid_out, mechelen_life, mechelen_money, out, people, reached, source, thought
from pilot.access.reach import USES
from pilot.families import consent, support
from pilot.families import people as families
from pilot.families.early import EVERY_DAY
from stories.outcomes.reach import hours

if TYPE_CHECKING:
    from demo.made import Made

FILE = "mechelen.yaml"
DAYS_A_MONTH = 365.25 / 12
SHORT_DAYS = range(6, 28)  # support that was over before it was a month
LAST_START = date(2018, 2, 12)
PAUSE_DAYS = 95  # before support that was closed is opened again
REOPENED, LONG_DAYS = 5, 500


class Family(NamedTuple):
    """A family as it is made; `referrer`: a row of the file, `periods`: first and last days of its support."""

    guid: str
    name: str
    referrer: dict[str, Any]
    periods: tuple[tuple[date, date], ...]
    is_short: bool

    @property
    def begun(self) -> date:
        """The first day of all."""
        return self.periods[0][0]

    @property
    def ended(self) -> date:
        """The last day of all."""
        return self.periods[-1][1]


def build(made: Made) -> None:
    """Everything of this pilot, in the order in which it happened."""
    told, chance = source.read(FILE), Random("mechelen")
    people.add_accounts(made)
    thought.adopt(made)
    found = _families(made, told, chance)
    mechelen_life.reach(made, told, found, chance)
    counted = [one for one in found if not one.is_short]
    mechelen_life.measure(made, told, counted, _scores(told, counted, chance), chance)
    mechelen_money.spend(made, told, counted, chance)
    reached.set_aims(made, told["aims"])
    out.release_figures(made, told["release"])


def _families(made: Made, told: dict[str, Any], chance: Random) -> list[Family]:
    """All families with their support, by the day on which it began, and who worked with them."""
    planned = [(row, periods, is_short) for row in told["referrers"] for periods, is_short in plan(told, row, chance)]
    again = [at for at, (_row, periods, _short) in enumerate(planned)
             if (periods[0][1] - periods[0][0]).days > LONG_DAYS
             and periods[0][1] + timedelta(days=PAUSE_DAYS) <= told["ends"]]
    for at in again[:: max(1, len(again) // REOPENED)][:REOPENED]:
        row, ((start, end),), is_short = planned[at]
        closed = start + (end - start) * 2 // 3
        planned[at] = (row, ((start, closed), (closed + timedelta(days=PAUSE_DAYS), end + timedelta(days=PAUSE_DAYS))),
                       is_short)
    planned.sort(key=lambda one: (one[1][0][0], one[0]["key"]))
    workers = _workers(made, told)
    found = []
    for n, (name, (row, periods, is_short)) in enumerate(zip(told["families"].split(), planned, strict=True)):
        own = workers[row["key"]]
        found.append(_family(made, Family("", name, row, periods, is_short), chance.choice(told["sites"]),
                             own[n % len(own)]))
    _hours(made, told, found, workers)
    return found


def plan(
    told: dict[str, Any], row: dict[str, Any], chance: Random
) -> list[tuple[tuple[tuple[date, date], ...], bool]]:
    """For each family of a referrer its support, and whether that was short."""
    first: date = told["pilot"]["started_on"]
    made: list[tuple[tuple[tuple[date, date], ...], bool]] = []
    for days in lengths(row["families"], row["short"], row["mean"], row["median"], row["low"]):
        last = min(LAST_START, told["ends"] - timedelta(days=days))
        start = first + timedelta(days=chance.randrange((last - first).days + 1))
        made.append((((start, start + timedelta(days=days - 1)),), days in SHORT_DAYS))
    return made


def lengths(n: int, short: int, mean: float, median: float, low: float) -> list[int]:
    """Days of support of n families with this mean and median in months, `short` of them under a month.

    Who was not, stayed `low` months or longer.

    Raises: ValueError where no lengths are so.
    """
    brief = [SHORT_DAYS[at * len(SHORT_DAYS) // short] for at in range(short)]
    middle = [median] * (1 if n % 2 else 2)
    below = _spread((n - len(middle)) // 2 - short, low, median)
    many = (n - len(middle)) // 2
    left = mean * n - sum(brief) / DAYS_A_MONTH - sum(below) - sum(middle)
    longest = 2 * left / many - median
    if longest < median:
        raise ValueError("the mean lies too far below the median")
    return brief + [round(one * DAYS_A_MONTH) for one in (*below, *middle, *_spread(many, median, longest))]


def _spread(n: int, low: float, high: float) -> list[float]:
    return [low + (high - low) * (at + 0.5) / n for at in range(n)]


def _workers(made: Made, told: dict[str, Any]) -> dict[str, list[str]]:
    """Who works with the families of each referrer, by its key; and who coordinates."""
    first = told["referrers"][0]["workers"][0]
    families.add_person(made.db, made.boss, kind="professional", role="coördinator", pseudonym=told["coordinator"])
    return {row["key"]: [families.add_person(
        made.db, made.boss, kind="coach", role="gezinswerker", pseudonym=name,
        account_guid=made.account_guids["coach"] if name == first else None) for name in row["workers"]]
            for row in told["referrers"]}


def _hours(made: Made, told: dict[str, Any], found: list[Family], workers: dict[str, list[str]]) -> None:
    """So many hours that over all days each full-time worker has as many families as were told."""
    first, last = told["pilot"]["started_on"], told["ends"]
    days = (last - first).days + 1
    for row in told["referrers"]:
        supported = sum((end - start).days + 1 for one in found if one.referrer is row for start, end in one.periods)
        week = supported / days / row["caseload"] * told["full_week"] / len(row["workers"])
        for guid in workers[row["key"]]:
            hours.add(made.db, made.boss, guid, round(week, 1), str(first), str(last), full_week=told["full_week"],
                      referrer=row["name"], sure=EVERY_DAY)


def _family(made: Made, new: Family, site: dict[str, str], worker: str) -> Family:
    """Put a family in, with a parent, its consent and its support; the same with its guid."""
    (start, end), *more = new.periods
    guid = families.add_family(made.db, made.boss, new.name, starts_on=str(start), site=(site["key"], site["name"]),
                               referrer=support.referrer_named(new.referrer["name"]))
    parent = families.add_person(made.db, made.boss, kind="parent", role="ouder", pseudonym=f"Ouder {new.name}",
                                 family_guid=guid)
    consent.give(made.db, made.boss, parent, list(USES), str(start))
    families.end_support(made.db, made.boss, guid, str(end))
    for again, until in more:
        support.start_support(made.db, made.boss, guid, str(again))
        families.end_support(made.db, made.boss, guid, str(until))
    families.start_coaching(made.db, made.boss, worker, guid, str(start), str(new.ended))
    return new._replace(guid=guid)


def _scores(
    told: dict[str, Any], counted: list[Family], chance: Random
) -> list[tuple[laid_out.Family, laid_out.Family]]:
    """Start and end of each family that counts, in an order of chance."""
    said = told["end"]
    rows = laid_out.start(told["start"], told["problems"], len(counted), chance)
    whole = sum(told["problems"])
    at_half = set(chance.sample(range(said["complete"]), said["halved"]))
    made = []
    for at, was in enumerate(rows):
        now = laid_out.halved(was) if at in at_half else laid_out.later(was, said["better"], said["worse"], chance)
        if at >= said["complete"]:  # by then less was known of them
            gone = chance.sample(sorted(now), min(len(now), 1 if at < whole else chance.randrange(2)))
            now = {domain: value for domain, value in now.items() if domain not in gone}
        made.append((was, now))
    chance.shuffle(made)
    return made
