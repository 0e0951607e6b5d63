"""Families: dates of the forms are the pilot's, and an early one is asked about before it is kept."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from pilot import words
from pilot.families import people
from pilot.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def families(
    small: SmallPilot, monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[str], None]
) -> Callable[[], AppTest]:
    """Opens Families as the administrator, half an hour after midnight at home on 20 May 2021."""
    clock_at("2021-05-19T22:30:00Z")

    @contextmanager
    def here() -> Iterator[Visit]:
        with closing(small.open()) as db:
            words.use("en")
            yield Visit(small.home, None, small.pilot, db, small.viewers["admin"])  # type: ignore[arg-type]

    def opened() -> AppTest:
        monkeypatch.setattr("views.families.page.here", here)
        page = AppTest.from_string("from views.families import page\npage.page()", default_timeout=30).run()
        assert not page.exception
        return page

    return opened


def field(page: AppTest, label: str) -> object:
    """The date in the field with this label."""
    return next(one for one in page.date_input if one.label == label)


def test_a_field_begins_with_the_day_at_home(families: Callable[[], AppTest]) -> None:
    """After midnight it is the new day already, and no later one can be chosen where that makes no sense."""
    page = families()
    for label in ("Support started on", "Given on", "Withdrawn on"):
        assert (field(page, label).value, field(page, label).max) == (date(2021, 5, 20), date(2021, 5, 20)), label
    assert field(page, "Supports the family from").value == date(2021, 5, 20)
    assert field(page, "Ends on (if agreed)").value is None


def test_an_early_start_is_asked_about(families: Callable[[], AppTest], small: SmallPilot, db: Database) -> None:
    """The question comes in the form, with what was filled in; another early date is asked about again."""
    page = families()

    def sent(day: date) -> AppTest:
        field(page, "Support started on").set_value(day)
        next(one for one in page.button if one.label == "Add family").click()
        return page.run()

    page.text_input[0].set_value("Vlier")
    sent(date(1921, 3, 4))
    assert "4 March 1921 is before the pilot began" in page.warning[0].value
    assert page.text_input[0].value == "Vlier"
    page.checkbox(key=next(one.key for one in page.checkbox if one.label == "Yes, it is right")).check()
    sent(date(1921, 3, 5))
    assert "5 March 1921" in page.warning[0].value
    assert not next(one for one in page.checkbox if one.label == "Yes, it is right").value
    assert "Vlier" not in [one.pseudonym for one in people.families(db, small.viewers["admin"])]
    next(one for one in page.checkbox if one.label == "Yes, it is right").check()
    sent(date(1921, 3, 5))
    assert [one.starts_on for one in people.families(db, small.viewers["admin"]) if one.pseudonym == "Vlier"] == [
        "1921-03-05"]
    assert not page.warning
