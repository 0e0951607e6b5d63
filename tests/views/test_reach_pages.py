"""Whom the pilot reaches, page by page: what is written down, and the figures that come of it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.families import people
from pilot.families.early import EVERY_DAY
from stories.outcomes.reach import closing as closed
from stories.outcomes.reach import hours, kinds, listing, months, referring
from stories.outcomes.reach.referring import Referral
from tests.views.test_contacts_pages import html, press

if TYPE_CHECKING:
    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.fixture
def guid(small: SmallPilot) -> str:
    """A referral of Berk, one that was refused, hours of a coach and questions of a month."""
    with closing(small.open()) as db:
        boss = small.operator(db)
        made = referring.keep(small.pilot, db, boss, Referral(
            "2020-01-02", "accepted", "Basisschool", "", None, "2020-01-10", small.families["Berk"], "new",
            ("school",)), sure=EVERY_DAY)
        referring.keep(small.pilot, db, boss, Referral("2020-02-01", "refused", "Politie", decided_on="2020-02-03"))
        hours.add(db, boss, small.persons["coach"], 18, "2020-01-01")
        months.count(db, boss, "2021-03", kinds.OUTSIDE, 30, 12)
    return made


@pytest.mark.slow
def test_figures_of_the_small_pilot(open_page: Opener, guid: str) -> None:
    """Es has no referral and counts as referred; of two accepted one was said to be new; hours make a caseload."""
    page = open_page("reach", "evaluator")
    assert not page.exception
    shown = html(page)
    assert "Of 1 family no referral was noted" in shown
    assert "not known before" in shown
    assert "Families for each full-time worker" in shown
    heads = [one.value for one in page.subheader]
    assert heads[:3] == ["From referral to figures", "Known before", "Earlier help"]
    assert heads[-1] == "Questions by month"


def test_without_anybody_it_invites(small: SmallPilot, open_page: Opener) -> None:
    """Before anything is noted the supported families are the figure; no caseload is told."""
    page = open_page("reach", "evaluator")
    assert not page.exception
    assert "who works how many hours" in page.caption[-1].value


def test_a_referral_is_noted_and_changed(small: SmallPilot, open_page: Opener, guid: str) -> None:
    """A coach sees her own alone; what is asked follows from how it stands, and only the number of a refusal stays."""
    assert "Politie" not in html(open_page("referrals", "coach"))
    assert "Politie" in html(open_page("referrals", "evaluator"))
    page = open_page("referrals", "evaluator", referral=guid)
    assert "Known to the social service before?" in [one.label for one in page.selectbox]
    state = next(one for one in page.selectbox if one.label == "How does it stand?")
    page = state.set_value("refused").run()
    assert "Known to the social service before?" not in [one.label for one in page.selectbox]
    press(page, "Save")
    with closing(small.open()) as db:
        found = listing.one(db, small.viewers["evaluator"], guid)
        assert (found.what.state, found.what.family, found.what.helped) == ("refused", "", None)
    assert "not there" in open_page("referrals", "coach2", referral=guid).error[0].value


def test_noting_one_of_a_family(small: SmallPilot, open_page: Opener) -> None:
    """On the page of one family the form is open, and what is noted there is of that family."""
    page = open_page("referrals", "coach", family=small.families["Berk"])
    assert not page.exception
    press(page, "Note it")
    assert "1 referral" in [one.value for one in page.caption]
    with closing(small.open()) as db:
        assert [(one.family, one.what.state) for one in listing.listed(db, small.viewers["coach"])] == [
            ("Berk", "accepted")]


def test_why_support_was_closed(small: SmallPilot, open_page: Opener) -> None:
    """Asked of what ended, kept, and shown in the list."""
    with closing(small.open()) as db:
        people.end_support(db, small.operator(db), small.families["Berk"], "2021-06-30")
    page = open_page("referrals", "evaluator", view="closed")
    next(one for one in page.selectbox if one.label == "Why was it closed?").set_value("moved").run()
    press(page, "Save")
    with closing(small.open()) as db:
        assert [one.why for one in closed.closed(db, small.viewers["evaluator"])] == ["moved"]


def test_hours_and_questions(small: SmallPilot, open_page: Opener, guid: str) -> None:
    """Hours are for who sees figures or manages people; a month is counted by coaches, too."""
    page = open_page("referrals", "admin", view="hours")
    assert "18 of 36" in html(page)
    assert "Who" not in [one.label for one in open_page("referrals", "coach", view="hours").selectbox]
    page = open_page("referrals", "coach", view="questions")
    assert "12 of 30" in html(page)
    page.number_input[0].set_value(9)
    page.number_input[1].set_value(10)
    press(page, "Keep this count")
    assert "no more than all" in page.error[0].value
