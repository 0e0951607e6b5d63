"""Two groups: what is sealed stays sealed, what a family was given stays given, and what went otherwise is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from pilot.clock import today
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import consent, people, register
from pilot.store.files import new_guid, write
from stories.outcomes import allocation, departures, lots
from stories.outcomes.allocation import Sealing
from stories.outcomes.lots import CONTROL, SUPPORT

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

DRAWN = Sealing("drawn", "Het programma loot in blokken.", "Met begeleiding", "Zonder begeleiding")
OUTSIDE = DRAWN._replace(method="outside", how="Een notaris opent enveloppen.", on="2021-01-04")


def _seal(small: SmallPilot, db: Database, new: Sealing = DRAWN) -> str:
    return allocation.seal(small.pilot, db, small.viewers["evaluator"], new)


def _more(small: SmallPilot, db: Database, names: str, site: str = "emmen") -> list[str]:
    return [people.add_family(db, small.operator(db), name, starts_on="2020-01-15", site=(site, site.title()))
            for name in names.split()]


def test_the_list_is_followed_and_its_seed_shown_at_the_end(small: SmallPilot, db: Database) -> None:
    """Families get their places in order; who has the seed at last finds the same groups and the fingerprint back."""
    viewer = small.viewers["evaluator"]
    _seal(small, db)
    begun = allocation.plan(db, viewer)
    assert begun
    assert begun.by_lot
    assert not begun.seed
    assert begun.sealed_on == begun.entered_on == today(db)
    given = [allocation.allot(db, viewer, guid) for guid in _more(small, db, "Iep Wilg Els Den Kers Peer Haag Hop")]
    assert given.count(SUPPORT) == given.count(CONTROL) == 4
    allocation.close(db, viewer)
    ended = allocation.plan(db, viewer)
    assert ended
    assert lots.fingerprint(ended.seed) == begun.sha256
    assert ended.families == 8
    assert [lots.arm_at(ended.seed, 4, "", place) for place in range(1, 9)] == given
    assert {one.arm for one in allocation.allotted(db, viewer)} == {SUPPORT, CONTROL}
    with pytest.raises(Conflict):
        allocation.allot(db, viewer, small.families["Berk"])
    with pytest.raises(Conflict):
        allocation.close(db, viewer)


def test_each_site_has_its_own_list(small: SmallPilot, db: Database) -> None:
    """By site every site is even by itself, in whatever order families come in."""
    viewer = small.viewers["evaluator"]
    _seal(small, db, DRAWN._replace(by_site=True, block=2))
    here, there = _more(small, db, "Iep Wilg"), _more(small, db, "Els Den", "assen")
    arms = {guid: allocation.allot(db, viewer, guid) for guid in (here[0], there[0], here[1], there[1])}
    assert {arms[here[0]], arms[here[1]]} == {arms[there[0]], arms[there[1]]} == {SUPPORT, CONTROL}


def test_what_was_given_stays(small: SmallPilot, db: Database) -> None:
    """A second group is refused with the first one and its day; past the program the store refuses it, too."""
    viewer, berk = small.viewers["evaluator"], small.families["Berk"]
    _seal(small, db, OUTSIDE)
    assert allocation.allot(db, viewer, berk, CONTROL, "2021-01-05") == CONTROL
    with pytest.raises(Conflict, match=r"Zonder begeleiding.*5 January 2021"):
        allocation.allot(db, viewer, berk, SUPPORT, "2021-01-06")
    for change in ("UPDATE allocation SET arm_id = (SELECT support_arm FROM allocation_plan)",
                   "UPDATE family SET arm_id = (SELECT support_arm FROM allocation_plan)",
                   "UPDATE allocation_plan SET how = 'anders'"):
        with pytest.raises(sqlite3.IntegrityError, match=r"stays|sealed"), write(db):
            db.conn.execute(change)
    assert [(one.pseudonym, one.arm, one.on, one.in_reach) for one in allocation.allotted(db, viewer)] == [
        ("Berk", CONTROL, "2021-01-05", True)]
    assert allocation.waiting(db, viewer) == [(small.families["Es"], "Es")]
    with pytest.raises(Conflict):
        _seal(small, db)


def test_a_plan_without_families_can_be_sealed_anew(small: SmallPilot, db: Database) -> None:
    """While nobody is in it a slip can be mended; the last plan counts, and the one before stays in the store."""
    _seal(small, db)
    _seal(small, db, OUTSIDE)
    found = allocation.plan(db, small.viewers["evaluator"])
    assert found
    assert (found.method, found.sealed_on, found.block) == ("outside", "2021-01-04", None)
    assert db["allocation_plan"].count == 2


@pytest.mark.parametrize("wrong", [
    DRAWN._replace(method="gok"), DRAWN._replace(how=" "), DRAWN._replace(how="x" * 1001), DRAWN._replace(block=5),
    DRAWN._replace(control="Met begeleiding"), DRAWN._replace(support="?"), DRAWN._replace(support="x" * 61),
    OUTSIDE._replace(on="morgen"), OUTSIDE._replace(on="2099-01-01"),
])
def test_what_cannot_be_sealed(small: SmallPilot, db: Database, wrong: Sealing) -> None:
    """One sentence, and nothing is kept."""
    with pytest.raises(BadInput):
        _seal(small, db, wrong)
    assert not db["allocation_plan"].count
    assert not db["arm"].count


def test_names_are_asked_about(small: SmallPilot, db: Database) -> None:
    """A real name in how it is done, or in why something went otherwise, is asked about before it is kept."""
    viewer, berk = small.viewers["evaluator"], small.families["Berk"]
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Truus Zwartkruis")
    with pytest.raises(AskFirst):
        _seal(small, db, DRAWN._replace(how="Truus Zwartkruis loot."))
    with pytest.raises(AskFirst, match="4 March 1921"):
        _seal(small, db, OUTSIDE._replace(on="1921-03-04"))
    _seal(small, db, OUTSIDE)
    allocation.allot(db, viewer, berk, SUPPORT, "2021-01-05")
    with pytest.raises(AskFirst) as asked:
        departures.say(small.pilot, db, viewer, berk, "lost", "2021-02-01", "Truus Zwartkruis verhuisde")
    departures.say(small.pilot, db, viewer, berk, "lost", "2021-02-01", "Truus Zwartkruis verhuisde",
                   sure=(asked.value.about,))
    assert "Truus" not in departures.listed(small.pilot, db, viewer)[0].reason


def test_the_order_of_days(small: SmallPilot, db: Database) -> None:
    """No group before the plan, nothing otherwise before the group, nothing in the future, nobody without a group."""
    viewer, berk = small.viewers["evaluator"], small.families["Berk"]
    with pytest.raises(NotFound):
        allocation.allot(db, viewer, berk)
    _seal(small, db, OUTSIDE)
    for arm, on in (("", "2021-01-05"), (SUPPORT, "2021-01-03"), (SUPPORT, "2099-01-05")):
        with pytest.raises(BadInput):
            allocation.allot(db, viewer, berk, arm, on)
    with pytest.raises(NotFound):
        allocation.allot(db, viewer, new_guid(), SUPPORT, "2021-01-05")
    with pytest.raises(BadInput):
        departures.say(small.pilot, db, viewer, berk, "lost", "2021-02-01", "verhuisd")
    allocation.allot(db, viewer, berk, SUPPORT, "2021-01-05")
    for kind, on, why in (("weg", "2021-02-01", "x"), ("lost", "2021-01-04", "x"), ("lost", "2099-01-04", "x"),
                          ("lost", "2021-02-01", " "), ("lost", "2021-02-01", "x" * 301)):
        with pytest.raises(BadInput):
            departures.say(small.pilot, db, viewer, berk, kind, on, why)
    assert not departures.listed(small.pilot, db, viewer)


def test_said_and_taken_away(small: SmallPilot, db: Database) -> None:
    """What was said by mistake counts no more; without consent the day stays and the reason does not."""
    viewer, berk = small.viewers["evaluator"], small.families["Berk"]
    _seal(small, db, OUTSIDE)
    allocation.allot(db, viewer, berk, SUPPORT, "2021-01-05")
    first = departures.say(small.pilot, db, viewer, berk, "stopped", "2021-02-01", "vergissing")
    departures.say(small.pilot, db, viewer, berk, "no_more", "2021-03-01", "te druk")
    departures.take_away(db, viewer, first)
    with pytest.raises(NotFound):
        departures.take_away(db, viewer, first)
    assert [(one.kind, one.reason) for one in departures.listed(small.pilot, db, viewer)] == [("no_more", "te druk")]
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-04-01")
    assert [(one.kind, one.reason) for one in departures.listed(small.pilot, db, viewer)] == [("no_more", "")]
    assert not allocation.allotted(db, viewer)[0].in_reach


def test_who_came_into_no_group(small: SmallPilot, db: Database) -> None:
    """The last number of each reason counts, in their order; what nobody said is not 0."""
    viewer = small.viewers["evaluator"]
    departures.set_screened(db, viewer, {"declined": 14, "not_fitting": 3})
    departures.set_screened(db, viewer, {"declined": 15})
    assert list(departures.screened(db, viewer).items()) == [("not_fitting", 3), ("declined", 15)]
    for wrong in ({"declined": -1}, {"moe": 1}):
        with pytest.raises(BadInput):
            departures.set_screened(db, viewer, wrong)
