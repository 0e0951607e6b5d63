"""Sites, support periods, coaches and consents, as an administrator keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.accounts import members
from pilot.errors import AskFirst, BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, people, support

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_a_site_is_made_when_new_and_taken_away(small: SmallPilot, db: Database) -> None:
    """The same name in other letters is the same site; an empty name takes it away."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    for name, want in (("Hardenberg", "Hardenberg"), ("hardenberg ", "Hardenberg"), ("", "")):
        support.set_site(db, admin, berk, name)
        assert next(f.site for f in people.families(db, admin) if f.guid == berk) == want
    assert support.sites(db, admin) == ["Coevorden", "Emmen", "Hardenberg"]
    with pytest.raises(BadInput, match="town"):
        support.set_site(db, admin, berk, "?!")


def test_a_name_that_looks_like_another_is_asked_about(small: SmallPilot, db: Database) -> None:
    """Of a site and of who referred: a slip is no second one unless somebody says so; a number or another town is."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    with pytest.raises(AskFirst, match="looks like “Coevorden”") as asked:
        support.set_site(db, admin, berk, "Coeverden")
    assert support.sites(db, admin) == ["Coevorden", "Emmen"]
    support.set_site(db, admin, berk, "Coeverden", sure=[asked.value.about])
    support.set_site(db, admin, berk, "Ommen")
    assert support.sites(db, admin) == ["Coeverden", "Coevorden", "Emmen", "Ommen"]

    def added(pseudonym: str, referrer: tuple[str, str] | None) -> None:
        people.add_family(db, admin, pseudonym, starts_on="2021-01-01", referrer=referrer)

    added("Vlier", ("sociaal_team", "Sociaal team"))  # under a key of its own, as from a file
    added("Hulst", support.referrer_named("sociaal  TEAM"))
    added("Esdoorn", support.referrer_named("School 1"))
    added("Meidoorn", support.referrer_named("School 2"))
    with pytest.raises(AskFirst, match="“Sociale teams” looks like “Sociaal team”"):
        added("Liguster", support.referrer_named("Sociale teams"))
    assert support.referrers(db, admin) == ["School 1", "School 2", "Sociaal team"]
    assert "Liguster" not in [one.pseudonym for one in people.families(db, admin)]


def test_support_ends_and_begins_again(small: SmallPilot, db: Database) -> None:
    """Periods follow each other and never overlap."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    with pytest.raises(Conflict):
        support.start_support(db, admin, berk, "2021-01-01")
    people.end_support(db, admin, berk, "2021-06-30", "verhuisd")
    with pytest.raises(BadInput, match="30 June 2021"):
        support.start_support(db, admin, berk, "2021-06-30")
    support.start_support(db, admin, berk, "2022-01-01")
    assert [(p.starts_on, p.ends_on, p.end_reason) for p in support.periods(db, admin, berk)] == [
        ("2020-01-15", "2021-06-30", "verhuisd"), ("2022-01-01", None, "")]


def test_a_coach_comes_and_goes(small: SmallPilot, db: Database) -> None:
    """A coach is assigned once at a time, ends on a date, and still sees the family she supported."""
    admin, berk, coach = small.viewers["admin"], small.families["Berk"], small.persons["coach2"]
    people.start_coaching(db, admin, coach, berk, "2021-01-01")
    with pytest.raises(Conflict, match="already"):
        people.start_coaching(db, admin, coach, berk, "2021-02-01")
    with pytest.raises(BadInput, match="1 January 2021"):
        support.end_coaching(db, admin, coach, berk, "2020-12-31")
    support.end_coaching(db, admin, coach, berk, "2021-03-01")
    with pytest.raises(NotFound):
        support.end_coaching(db, admin, coach, berk, "2021-03-02")
    rows = support.coachings(db, small.viewers["coach2"], berk)
    assert [(r.coach, r.until_on) for r in rows] == [("Coach", None), ("Coach2", "2021-03-01")]
    people.start_coaching(db, admin, coach, berk, "2021-03-02")


def test_coach_accounts_without_a_person(small: SmallPilot, db: Database) -> None:
    """Only members with the role coach who are nobody in the pilot yet can be linked."""
    admin = small.viewers["admin"]
    assert support.unlinked_coaches(db, admin, members.members(small.home, db, admin)) == []
    members.invite(small.home, db, admin, "nieuw", [access.Role.COACH])
    ((guid, label),) = support.unlinked_coaches(db, admin, members.members(small.home, db, admin))
    people.add_person(db, admin, kind="coach", pseudonym="Coach 3", role="coach", account_guid=guid)
    assert "nieuw" not in label
    assert support.unlinked_coaches(db, admin, members.members(small.home, db, admin)) == []


@pytest.mark.parametrize("role", ["coach", "evaluator", "steering"])
def test_only_administrators_manage(small: SmallPilot, db: Database, role: str) -> None:
    """Everybody else is refused, whatever is asked."""
    viewer, berk, coach = small.viewers[role], small.families["Berk"], small.persons["coach"]
    for ask in (
        lambda: support.set_site(db, viewer, berk, "Emmen"),
        lambda: support.start_support(db, viewer, berk, "2022-01-01"),
        lambda: support.end_coaching(db, viewer, coach, berk, "2022-01-01"),
        lambda: support.unlinked_coaches(db, viewer, []),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_coach_sees_her_own_families_only(small: SmallPilot, db: Database) -> None:
    """Support and coaches of another coach's family are not there for her."""
    for look in (support.periods, support.coachings):
        assert look(db, small.viewers["coach"], small.families["Berk"])
        with pytest.raises(NotFound):
            look(db, small.viewers["coach"], small.families["Es"])


def test_a_withdrawn_consent_is_not_revived_by_its_old_date(small: SmallPilot, db: Database) -> None:
    """New consent needs its own date; consent from tomorrow is refused."""
    viewer, mother = small.viewers["coach"], small.persons["Berk moeder"]
    consent.withdraw(db, viewer, mother, "analyse", "2020-06-01")
    with pytest.raises(Conflict, match="On 1 June 2020 this was withdrawn or refused"):
        consent.give(db, viewer, mother, ["analyse"], "2020-01-15")
    with pytest.raises(Conflict, match="On 1 June 2020 this was withdrawn or refused"):
        consent.give(db, viewer, mother, ["analyse"], "2020-05-31")
    with pytest.raises(BadInput, match="future"):
        consent.give(db, viewer, mother, ["analyse"], "2099-01-01")
    consent.give(db, viewer, mother, ["analyse"], "2021-01-01", evidence="map 3")
    assert consent.holds(db, people.person(db, mother).person_id, "analyse")
    rows = db.conn.execute("SELECT evidence FROM consent WHERE given_on = '2021-01-01'").fetchall()
    assert rows == [("map 3",)]
