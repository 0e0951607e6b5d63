"""Families, people and consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import setup
from pilot.clock import today
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, people, support
from pilot.families.renaming import rename_person

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def counts(db: Database) -> dict[str, int]:
    """Rows per table, to see that nothing changed."""
    tables = ("family", "person", "consent", "event")
    return {t: db.conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def test_consent_holds_between_its_dates(small: SmallPilot, db: Database) -> None:
    """Consent holds from the day it was given up to and including its last day."""
    mother = people.person(db, small.persons["Berk moeder"])
    consent.give(db, small.viewers["evaluator"], mother.guid, ["quote"], "2021-01-01", "2021-12-31")
    held = [consent.holds(db, mother.person_id, "quote", day)
            for day in ("2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01")]
    assert held == [False, True, True, False]


def test_withdrawn_consent_never_holds_again(small: SmallPilot, db: Database) -> None:
    """A withdrawal counts for every date, and new material of that person is refused."""
    guid = small.persons["Berk moeder"]
    consent.withdraw(db, small.viewers["coach"], guid, "analyse", "2021-06-01")
    assert not consent.holds(db, people.person(db, guid).person_id, "analyse", "2021-01-01")
    with pytest.raises(BadInput, match="Moeder Berk withdrew consent for analysing"):
        small.interview(db, "Berk")


def test_a_coach_gives_no_consent_for_anothers_family(small: SmallPilot, db: Database) -> None:
    """Consent of another coach's family is out of reach, and nothing is stored."""
    before = counts(db)
    with pytest.raises(NotFound):
        consent.give(db, small.viewers["coach"], small.persons["Es moeder"], ["quote"], "2021-01-01")
    assert counts(db) == before


@pytest.mark.parametrize(("name", "starts_on", "fault"), [
    ("", "2020-01-01", BadInput), ("berk", "2020-01-01", Conflict), ("Linde", "1-1-2020", BadInput),
    ("Linde", "2020-02-30", BadInput),
])
def test_a_bad_family_is_refused_whole(
    small: SmallPilot, db: Database, name: str, starts_on: str, fault: type[Exception]
) -> None:
    """No pseudonym, a taken one, or no date: a sentence, and no row anywhere."""
    before = counts(db)
    with pytest.raises(fault):
        people.add_family(db, small.viewers["admin"], name, starts_on=starts_on)
    assert counts(db) == before


def test_support_ends_once_and_not_before_it_began(small: SmallPilot, db: Database) -> None:
    """An end before the start is refused, a second end too."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    with pytest.raises(BadInput, match="15 January 2020"):
        people.end_support(db, admin, berk, "2019-01-01")
    people.end_support(db, admin, berk, "2021-01-01", "moved")
    assert [f.ends_on for f in people.families(db, admin) if f.pseudonym == "Berk"] == ["2021-01-01"]
    with pytest.raises(NotFound):
        people.end_support(db, admin, berk, "2021-02-01")


def test_ending_consents_are_told_until_renewed(small: SmallPilot, db: Database) -> None:
    """A consent that ends soon is listed for those who know the family, until a later one is given."""
    from datetime import date, timedelta

    soon = (date.fromisoformat(today(db)) + timedelta(days=20)).isoformat()
    mother = small.persons["Berk moeder"]
    consent.give(db, small.viewers["admin"], mother, ["share"], "2021-01-01", soon)
    assert [(r.family, r.ends_on) for r in consent.ending(db, small.viewers["coach"])] == [("Berk", soon)]
    assert consent.ending(db, small.viewers["coach2"]) == []
    consent.give(db, small.viewers["admin"], mother, ["share"], today(db))
    assert consent.ending(db, small.viewers["coach"]) == []


@pytest.mark.parametrize("who", ["evaluator", "coach", "steering"])
def test_only_admins_manage_families(small: SmallPilot, db: Database, who: str) -> None:
    """Everybody else is refused before anything is written."""
    before = counts(db)
    with pytest.raises(NotAllowed):
        people.add_family(db, small.viewers[who], "Linde", starts_on="2020-01-01")
    with pytest.raises(NotAllowed):
        people.add_person(db, small.viewers[who], kind="coach", pseudonym="Coach Z")
    assert counts(db) == before


@pytest.mark.parametrize(("use", "day", "fault"), [
    ("share", None, "nothing to withdraw"), ("analyse", "2020-01-14", "given on 15 January 2020"),
    ("analyse", "2999-01-01", "future"),
])
def test_a_withdrawal_that_cannot_be(
    small: SmallPilot, db: Database, use: str, day: str | None, fault: str
) -> None:
    """Of what was never given, before it was given, or in the future: a sentence, and the consent stays as it was."""
    mother, viewer = small.persons["Berk moeder"], small.viewers["evaluator"]
    before = consent.standings(db, viewer, small.families["Berk"])
    with pytest.raises(BadInput, match=fault):
        consent.withdraw(db, viewer, mother, use, day)
    assert consent.standings(db, viewer, small.families["Berk"]) == before


def test_coaching_does_not_end_before_it_began(small: SmallPilot, db: Database) -> None:
    """A sentence that names the first day, and nothing is stored."""
    before = counts(db)
    with pytest.raises(BadInput, match="1 May 2021"):
        people.start_coaching(
            db, small.viewers["admin"], small.persons["coach2"], small.families["Berk"], "2021-05-01", "2020-05-01")
    assert counts(db) == before


def test_an_account_is_one_coach(small: SmallPilot, db: Database) -> None:
    """A new coach with the account of another one is refused with a sentence, and so is a parent with an account."""
    before = counts(db)
    with pytest.raises(BadInput, match="not a coach"):
        people.add_person(
            db, small.viewers["admin"], kind="parent", pseudonym="Vader", family_guid=small.families["Berk"],
            account_guid=small.accounts["steering"])
    with pytest.raises(Conflict, match="this account already"):
        people.add_person(
            db, small.viewers["admin"], kind="coach", pseudonym="Derde", account_guid=small.accounts["coach"])
    assert counts(db) == before


def test_a_coach_gets_an_account_later(small: SmallPilot, db: Database) -> None:
    """Linked once, she sees her families; an account that is taken, or a coach who has one, is refused."""
    admin = small.viewers["admin"]
    late = people.add_person(db, admin, kind="coach", pseudonym="Coach L", role="coach")
    assert [one.pseudonym for one in support.coaches_without_account(db, admin)] == ["Coach L"]
    with pytest.raises(Conflict, match="Another coach"):
        people.link_account(db, admin, late, small.accounts["coach"])
    people.link_account(db, admin, late, small.accounts["evaluator"])
    assert support.coaches_without_account(db, admin) == []
    with pytest.raises(BadInput, match="not a coach without"):
        people.link_account(db, admin, small.persons["coach"], small.accounts["steering"])


@pytest.mark.parametrize("name", ["Berk\u200b", "\u200eBerk", "Be\u00adrk", "Berk\u00a0"])
def test_a_name_that_looks_taken_is_taken(small: SmallPilot, db: Database, name: str) -> None:
    """Characters that are not seen make no second family or person of one name."""
    before = counts(db)
    with pytest.raises(Conflict):
        people.add_family(db, small.viewers["admin"], name, starts_on="2021-01-01")
    with pytest.raises(Conflict):
        people.add_person(db, small.viewers["admin"], kind="professional", pseudonym=f"moeder {name}")
    assert counts(db) == before


def test_a_name_fits_in_a_list(small: SmallPilot, db: Database) -> None:
    """Of a family, a person, a role, a site and a pilot: 80 characters, and no more."""
    admin, most = small.viewers["admin"], "x" * 80
    people.add_family(db, admin, most, starts_on="2021-01-01", site=support.site_named(most))
    people.add_person(db, admin, kind="professional", pseudonym=most, role=most)
    before = counts(db)
    for give in (
        lambda: people.add_family(db, admin, f"{most}x", starts_on="2021-01-01"),
        lambda: support.site_named(f"{most}x"),
        lambda: people.add_person(db, admin, kind="professional", pseudonym=f"{most}x"),
        lambda: people.add_person(db, admin, kind="professional", pseudonym="Kort", role=f"{most}x"),
        lambda: rename_person(small.pilot, db, admin, small.persons["Berk moeder"], f"{most}x"),
        lambda: setup.create_pilot(small.home, "ander", f"{most}x", plain=True),
    ):
        with pytest.raises(BadInput, match="at most 80 characters, and this one has 81"):
            give()
    assert counts(db) == before
