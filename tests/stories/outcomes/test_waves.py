"""Rounds of measuring: by dates, by months since the start, at the end; and the day a family is measured."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.clock import today
from pilot.dates import add_months, months_since
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.store.files import write
from stories.outcomes import falling_due, waves
from stories.outcomes.scores import Entry, enter
from stories.outcomes.waves import Known, New

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def _known(kind: str, months: int | None = None) -> Known:
    return Known("guid", "T", kind, months, "2021-03-01", "2021-05-31", 0, True)


def test_in_the_order_they_were_put(small: SmallPilot, db: Database) -> None:
    """One of each kind; a place among the others can be said, and changed."""
    evaluator = small.viewers["evaluator"]
    first = waves.add(db, evaluator, New("T0", "dates", None, "2020-01-01", "2020-06-30"))
    waves.add(db, evaluator, New("einde", "end", place=9))
    waves.add(db, evaluator, New("na een jaar", "months", 12, place=2))
    assert [(one.label, one.kind, one.months) for one in waves.known(db, evaluator)] == [
        ("T0", "dates", None), ("na een jaar", "months", 12), ("einde", "end", None)]
    waves.change(db, evaluator, first, New("start", "months", 0, place=3))
    assert [one.label for one in waves.known(db, evaluator)] == ["na een jaar", "einde", "start"]


@pytest.mark.parametrize("new", [
    New(" "), New("x" * 41, "end"), New("T1", "weeks"), New("T1", "months"), New("T1", "months", 241),
    New("T1", "months", -1), New("T1", "dates", None, "2021-02-30", "2021-03-01"),
    New("T1", "dates", None, "2021-03-02", "2021-03-01")])
def test_what_is_no_round_is_refused(small: SmallPilot, db: Database, new: New) -> None:
    """One sentence, and nothing is kept."""
    with pytest.raises(BadInput):
        waves.add(db, small.viewers["evaluator"], new)
    assert not waves.known(db, small.viewers["evaluator"])


@pytest.mark.parametrize(("first", "last"), [("1921-03-01", "2021-05-31"), ("2021-03-01", "2091-05-31")])
def test_a_round_a_century_off_is_asked_about(small: SmallPilot, db: Database, first: str, last: str) -> None:
    """A slip of a key is a question, added or changed; who says that the day is right is believed."""
    evaluator = small.viewers["evaluator"]
    new = New("T0", "dates", None, first, last)
    with pytest.raises(AskFirst) as asked:
        waves.add(db, evaluator, new)
    guid = waves.add(db, evaluator, new, sure=(asked.value.about,))
    with pytest.raises(AskFirst):
        waves.change(db, evaluator, guid, new)


def test_a_name_once_and_a_round_with_scores_stays(small: SmallPilot, db: Database) -> None:
    """Another round has another name; only one without scores goes."""
    evaluator = small.viewers["evaluator"]
    empty = waves.add(db, evaluator, New("T1", "end"))
    with pytest.raises(Conflict):
        waves.add(db, evaluator, New("t1", "end"))
    with write(db):
        enter(db, evaluator, Entry(small.families["Berk"], "T0", "debts", 5, "2021-03-01"))
    (scored,) = [one for one in waves.known(db, evaluator) if one.label == "T0"]
    assert (scored.families, scored.stated) == (1, False)
    with pytest.raises(Conflict):
        waves.remove(db, evaluator, scored.guid)
    waves.remove(db, evaluator, empty)
    with pytest.raises(NotFound):
        waves.remove(db, evaluator, empty)


def test_a_day_outside_stated_days_is_asked_about(small: SmallPilot, db: Database) -> None:
    """Days that somebody stated are not widened by a score; who says that its day is right is believed."""
    evaluator = small.viewers["evaluator"]
    waves.add(db, evaluator, New("T0", "dates", None, "2021-03-01", "2021-05-31"))
    late = Entry(small.families["Berk"], "T0", "debts", 5, "2021-06-02")
    with pytest.raises(AskFirst, match="outside T0"), write(db):
        enter(db, evaluator, late)
    with write(db):
        enter(db, evaluator, late, sure=("2021-06-02",))
    (one,) = waves.known(db, evaluator)
    assert (one.starts_on, one.ends_on, one.families) == ("2021-03-01", "2021-05-31", 1)


@pytest.mark.parametrize(("one", "day", "found"), [
    (_known("dates"), "2021-04-05", "2021-04-05"), (_known("dates"), "2022-01-01", "2021-05-31"),
    (_known("dates"), "2021-01-01", None), (_known("months", 12), "2022-01-01", "2021-01-31"),
    (_known("months", 13), "2022-01-01", "2021-02-28"), (_known("months", 36), "2022-01-01", None),
    (_known("end"), "2022-01-01", "2021-09-30"), (_known("end"), "2021-01-01", None)])
def test_the_day_a_family_is_measured(one: Known, day: str, found: str | None) -> None:
    """As far as it was: what lies ahead has no day yet."""
    assert waves.moment(one, "2020-01-31", "2021-09-30", day) == found


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 400))
def test_months_later_are_so_many_months(day: date, months: int) -> None:
    """So many whole months lie between, but for a day that the month does not have."""
    later = add_months(day.isoformat(), months)
    assert months_since(day.isoformat(), later) in {months, months - 1}
    assert later[8:] == day.isoformat()[8:] or date.fromisoformat(later).day < day.day


@pytest.mark.parametrize(("kind", "months", "last", "day", "on"), [
    ("months", 12, None, "2021-01-31", None), ("months", 12, None, "2021-02-01", "2021-02-01"),
    ("months", 12, None, "2021-05-01", "2021-02-01"), ("months", 12, None, "2021-05-02", None),
    ("months", 12, "2021-01-31", "2021-02-01", None), ("end", None, None, "2021-02-01", None),
    ("end", None, "2021-01-31", "2021-02-01", "2021-01-31"), ("dates", None, None, "2021-02-28", None),
    ("dates", None, None, "2021-04-01", "2021-03-01"), ("dates", None, None, "2021-08-31", "2021-03-01"),
    ("dates", None, None, "2021-09-01", None), ("dates", None, "2021-02-20", "2021-04-01", None)])
def test_when_a_measurement_falls_due(
    kind: str, months: int | None, last: str | None, day: str, on: str | None,
) -> None:
    """From its day on and for three months, of a family that was supported then."""
    assert falling_due.fell_due(_known(kind, months), "2020-02-01", last, day) == on


def test_who_is_to_be_measured(small: SmallPilot, db: Database) -> None:
    """A round whose day has come is asked of every family in reach, of a coach her own, until something is scored."""
    evaluator = small.viewers["evaluator"]
    waves.add(db, evaluator, New("T0", "dates", None, "2020-01-01", today(db)))
    asked = {one.pseudonym for one in falling_due.due(db, evaluator)}
    assert asked
    hers = falling_due.due(db, small.viewers["coach"])
    assert {one.pseudonym for one in hers} < asked
    (berk,) = [one for one in hers if one.family == small.families["Berk"]]
    with write(db):
        enter(db, evaluator, Entry(berk.family, "T0", "debts", 5, "2021-03-01"))
    assert {one.pseudonym for one in falling_due.due(db, evaluator)} == asked - {berk.pseudonym}
