"""A date before the pilot or the support of a family is asked about, and taken once somebody says that it is right."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import access, setup, words
from pilot.clock import today
from pilot.dates import add_years
from pilot.errors import AskFirst, BadInput
from pilot.families import consent, early, guardians, people, support
from pilot.store.files import write
from texts.documents import NewDocument, NewTurn, add_document

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sqlite_utils import Database

    from tests.builder import SmallPilot

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
PILOT, SUPPORT = "2019-11-01", "2020-01-15"  # of the small pilot


@given(DAYS)
@pytest.mark.slow
def test_only_early_dates_are_asked_about(built: SmallPilot, day: str) -> None:
    """Before the pilot whatever it is about, before the support where it is about a family, and nothing else."""
    with closing(built.open()) as db:
        berk = access.require_family(db, built.operator(db), built.families["Berk"])
        assert (early.question(db, day) is not None) == (day < PILOT)
        assert (early.question(db, day, berk) is not None) == (day < SUPPORT)
        early.ask(db, [day, None], early.EVERY_DAY, berk)
        early.ask(db, [day], (day,), berk)


def test_the_question_names_both_dates(small: SmallPilot, db: Database) -> None:
    """In words of the reader's language."""
    berk = access.require_family(db, small.operator(db), small.families["Berk"])
    asked = early.question(db, "1921-03-04", berk)
    assert asked is not None
    assert asked.about == "1921-03-04"
    with words.speaking("nl"):
        assert asked.sentence() == "4 maart 1921 is vóór het begin van de pilot op 1 november 2019. Klopt die datum?"
    assert "15 January 2020" in str(early.question(db, "2020-01-14", berk))


def test_a_pilot_that_never_said_when_it_began_asks_about_support_only(small: SmallPilot, db: Database) -> None:
    """Without a beginning nothing is before it."""
    db.conn.execute("UPDATE pilot SET started_on = NULL")
    assert early.question(db, "1921-03-04") is None
    berk = access.require_family(db, small.operator(db), small.families["Berk"])
    assert early.question(db, "1921-03-04", berk) is not None


def _consent(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    consent.give(db, small.viewers["admin"], small.persons["Berk moeder"], ["quote"], day, sure=sure)


def _family(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> object:
    return people.add_family(db, small.viewers["admin"], "Vlier", starts_on=day, sure=sure)


def _coach(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    people.start_coaching(
        db, small.viewers["admin"], small.persons["coach2"], small.families["Berk"], day, sure=sure)


def _again(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    db.conn.execute("DELETE FROM support_period")
    support.start_support(db, small.viewers["admin"], small.families["Berk"], day, sure=sure)


@pytest.mark.parametrize(("do", "day"), [
    (_consent, "2020-01-14"), (_consent, "2019-10-31"), (_family, "2019-10-31"), (_coach, "2020-01-14"),
    (_again, "2019-10-31")])
def test_nothing_is_written_until_it_is_sure(
    small: SmallPilot, db: Database, do: Callable[[SmallPilot, Database, str, Container[str]], object], day: str
) -> None:
    """Asked without it, or with another date that is sure, nothing changes; with this one it is done."""
    before = db.conn.execute("SELECT count(*) FROM event").fetchone()
    for sure in ((), ("2019-01-01",)):
        with pytest.raises(AskFirst) as caught:
            do(small, db, day, sure)
        assert caught.value.about == day
    assert db.conn.execute("SELECT count(*) FROM event").fetchone() == before
    do(small, db, day, (day,))
    assert db.conn.execute("SELECT count(*) FROM event").fetchone() > before


def _end(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    people.end_support(db, small.viewers["admin"], small.families["Berk"], day, sure=sure)


def _stop(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    support.end_coaching(
        db, small.viewers["admin"], small.persons["coach"], small.families["Berk"], day, sure=sure)


def _until(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    people.start_coaching(
        db, small.viewers["admin"], small.persons["coach2"], small.families["Berk"], "2021-01-01", day, sure=sure)


def _consent_until(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    consent.give(db, small.viewers["admin"], small.persons["Berk moeder"], ["quote"], "2021-01-01", day, sure=sure)


def _child(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    people.add_person(db, small.viewers["admin"], kind="child", pseudonym="dochter Berk",
                      family_guid=small.families["Berk"], turns_16_on=day, sure=sure)


def _sixteen(small: SmallPilot, db: Database, day: str, sure: Container[str]) -> None:
    guid = db.conn.execute("SELECT guid FROM person WHERE pseudonym = 'zoon Berk'").fetchone() or (
        people.add_person(db, small.viewers["admin"], kind="child", pseudonym="zoon Berk",
                          family_guid=small.families["Berk"]),)
    guardians.set_turns_16(db, small.viewers["admin"], guid[0], day, sure=sure)


@pytest.mark.parametrize("do", [_family, _coach, _again, _end, _stop, _until, _consent_until, _child, _sixteen])
def test_a_date_far_ahead_is_asked_about(
    small: SmallPilot, db: Database, do: Callable[[SmallPilot, Database, str, Container[str]], object]
) -> None:
    """One wrong digit makes 2026 of 2062; what is arranged for the months to come is not asked about."""
    with pytest.raises(AskFirst) as caught:
        do(small, db, "2099-06-01", ("2019-01-01",))
    assert caught.value.about == "2099-06-01"
    do(small, db, "2099-06-01", ("2099-06-01",))


@pytest.mark.parametrize("do", [_family, _coach, _again, _end, _stop, _until, _consent_until, _child, _sixteen])
def test_what_is_arranged_is_not_asked_about(
    small: SmallPilot, db: Database, do: Callable[[SmallPilot, Database, str, Container[str]], object]
) -> None:
    """In three months from now somebody begins or stops, or turns 16."""
    do(small, db, (date.fromisoformat(today(db)) + timedelta(days=90)).isoformat(), ())


@pytest.mark.parametrize("do", [_child, _sixteen])
def test_a_child_of_long_ago_is_asked_about(
    small: SmallPilot, db: Database, do: Callable[[SmallPilot, Database, str, Container[str]], object]
) -> None:
    """Somebody who turned 16 in 1926 is nobody's child here; one who did so ten years ago can be."""
    with pytest.raises(AskFirst) as caught:
        do(small, db, "1926-06-01", ())
    assert caught.value.about == "1926-06-01"
    do(small, db, add_years(today(db), -10), ())


@pytest.mark.slow
def test_a_pilot_that_began_far_from_now_is_asked_about(small: SmallPilot) -> None:
    """In a hundred years, or a hundred years ago; nothing is made before it is right."""
    for day in ("2099-01-01", "1921-01-01"):
        with pytest.raises(AskFirst):
            setup.create_pilot(small.home, "later", "Later", day, plain=True)
        assert not small.home.pilot("later").folder.exists()
    made = setup.create_pilot(small.home, "later", "Later", "2099-01-01", sure=("2099-01-01",), plain=True)
    assert made.db_path.exists()


def test_nothing_is_told_in_the_future(small: SmallPilot, db: Database) -> None:
    """Whoever stores a document: a day that has not come is refused there too."""
    new = NewDocument(small.families["Berk"], "interview", "family", "Later", "2099-01-01",
                      persons=(small.persons["Berk moeder"],))
    with write(db), pytest.raises(BadInput, match="future"):
        add_document(db, small.viewers["evaluator"], new, [NewTurn("Ja.")], version_kind="raw", engine="import txt")


def test_a_date_in_the_future_stays_refused(small: SmallPilot, db: Database) -> None:
    """Being sure helps against a question, not against a refusal."""
    with pytest.raises(BadInput, match="future"):
        _consent(small, db, "2099-01-01", early.EVERY_DAY)
