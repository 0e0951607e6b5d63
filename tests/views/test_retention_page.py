"""The page on which an administrator says how long things are kept, and sees what is past its period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.families import people
from pilot.safety import retention

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import Selectbox

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_a_period_is_chosen(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Each kind has a choice, none at first; what is chosen is kept and shown again."""
    page = open_page("retention", "admin")
    assert [one.value for one in page.selectbox] == [None] * len(retention.KIND_NAMES)
    assert "Nothing is past its period." in [one.value for one in page.text]
    page = _of(page, "Conversations and stories").set_value(60).run()
    assert not page.exception
    assert _of(page, "Conversations and stories").value == 60
    assert retention.periods(db, small.viewers["admin"])["texts"] == 60


def _of(page: AppTest, label: str) -> Selectbox[int | None]:
    return next(one for one in page.selectbox if one.label == label)


def test_what_is_past_stands_below(
    small: SmallPilot, db: Database, open_page: Opener, clock_at: Callable[[str], None]
) -> None:
    """A text of a family whose support ended is listed with its title and since when, and counted for Today."""
    admin = small.viewers["admin"]
    small.interview(db, title="Gesprek <1>")
    people.end_support(db, admin, small.families["Berk"], "2021-06-30")
    retention.set_period(db, admin, "texts", 12)
    clock_at("2022-06-15T12:00:00Z")
    page = open_page("retention", "admin")
    shown = " ".join(one.proto.body for one in page.get("html"))
    assert "Berk · Gesprek &lt;1&gt;" in shown
    assert "until 30 Jun 2022" in shown
    clock_at("2022-07-01T12:00:00Z")
    shown = " ".join(one.proto.body for one in open_page("retention", "admin").get("html"))
    assert "period ended on 30 Jun 2022" in shown


def test_an_evaluator_has_no_such_page(open_page: Opener) -> None:
    """Only an administrator says how long things are kept."""
    assert open_page("retention", "evaluator").error


