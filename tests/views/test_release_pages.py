"""Releases: made, written, proposed, signed by another person, and read with their ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stories.learning import agreements, meetings
from tests import released
from tests.themes.release.test_drafting import CHOICE, drafted, proposed, signed, six
from themes.release import store

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot

    Open = Callable[..., AppTest]

__all__ = ["six"]


def html(page: AppTest) -> str:
    """All HTML of a page."""
    return " ".join(str(one.proto.body) for one in page.get("html"))


def named(widgets: Any, label: str) -> Any:
    """The first widget with that label."""
    return next(one for one in widgets if one.label == label)


@pytest.mark.slow
def test_it_is_made_and_written(six: SmallPilot, db: Database, open_page: Open) -> None:
    """Of what the address chooses; a fault is said and nothing kept; then it takes her words, and is proposed."""
    page = open_page("release", "evaluator", site="emmen")
    assert not page.exception
    assert "Only Emmen" in html(page)
    named(page.button, "Draft it").click().run()
    assert [one.value for one in page.error] == ["Give the release a title."]
    named(page.text_input, "Title").set_value("Wat werkt")
    named(page.multiselect, "Themes, in the order in which they are read").set_value(["klik"])
    named(page.button, "Draft it").click().run()
    assert not page.exception
    (row,) = store.rows(db)
    assert row.choice["query"] == {"site": "emmen"}
    assert "figures about families are held back" in page.info[0].value
    named(page.text_area, "What you see, in one sentence").set_value("Zij klikten.")
    named(page.button, "Save and count again").click().run()
    assert store.rows(db)[0].content.themes[0].sentence == "Zij klikten."
    named(page.text_area, "What was done with it").set_value("Zij blijven langer.")
    named(page.button, "Let a second person sign it").click().run()
    (row,) = store.rows(db)
    assert (row.state, row.content.themes[0].done) == ("drafted", "Zij blijven langer."), "words not saved are lost"
    named(page.button, "Let a second person sign it").click().run()
    assert store.rows(db)[0].state == "proposed"
    assert not page.exception


@pytest.mark.slow
def test_what_meetings_changed_is_offered_to_who_drafts(six: SmallPilot, db: Database, open_page: Open) -> None:
    """What was agreed and done stands beside a draft, for its writer to tell with a theme; what was not done is not."""
    coach, guid = six.viewers["coach"], drafted(six, db)
    meeting = meetings.plan(db, coach, meetings.Plan("Voorjaar", "2022-03-24"))
    done = agreements.agree(db, coach, meeting, "Coaches beslissen zelf.", "team", "2022-06-01")
    agreements.agree(db, coach, meeting, "Samen op bezoek.", "team", "2022-06-01")
    assert "Coaches beslissen zelf." not in html(open_page("release", "evaluator", release=guid))
    agreements.answer(db, coach, done, "done")
    shown = html(open_page("release", "evaluator", release=guid))
    assert "Coaches beslissen zelf." in shown
    assert "Samen op bezoek." not in shown


@pytest.mark.slow
def test_it_is_signed_or_sent_back(six: SmallPilot, db: Database, open_page: Open) -> None:
    """Not by who drafted it; from Today, by who ticks that she read it; sent back with a reason."""
    first, second = proposed(six, db), proposed(six, db)
    own = open_page("release", "evaluator", release=first)
    assert not any(one.label == "Sign it" for one in own.button)
    today = open_page("today", "admin")
    assert f"/release?release={first}" in html(today)
    page = open_page("release", "admin", release=first)
    assert not page.exception
    assert named(page.button, "Sign it").disabled
    named(page.checkbox, "I read all of it, and nobody can be recognised in it").check().run()
    named(page.button, "Sign it").click().run()
    assert not page.exception
    assert store.row(db, first).state == "signed"
    page = open_page("release", "evaluator2", release=second)
    named(page.button, "Send it back").click().run()
    assert [one.value for one in page.error] == ["Say why\\: the next one who looks has to understand it."]
    named(page.text_input, "Why it goes back").set_value("te stellig")
    named(page.button, "Send it back").click().run()
    assert store.row(db, second).state == "sent back"
    assert "te stellig" in html(page)
    told = f"/release?release={second}"
    assert told in html(open_page("today", "evaluator"))
    assert told not in html(open_page("today", "evaluator2"))
    drafted(six, db)
    assert told not in html(open_page("today", "evaluator")), "she drafted again: it waits for nobody"


@pytest.mark.slow
def test_it_is_read_and_withdrawn(six: SmallPilot, db: Database, open_page: Open) -> None:
    """With its steps, the way behind each figure, and a reason to withdraw it; then it can be drafted again."""
    signed(six, db)
    guid = store.rows(db)[0].guid
    page = open_page("release", "evaluator", release=guid)
    assert not page.exception
    assert "/quotes?" in html(page)
    assert "evaluator 2" in html(page)
    assert "it was missing or failed" in html(page), "a sign says nothing to who did not learn it"
    named(page.text_input, "Why it is withdrawn").set_value("een fout")
    named(page.button, "Withdraw this release").click().run()
    assert store.row(db, guid).state == "withdrawn"
    named(page.button, "Draft another one of the same themes").click().run()
    assert [one.state for one in store.rows(db)] == ["drafted", "withdrawn"]
    assert page.title[0].value == CHOICE.title


@pytest.mark.slow
def test_the_list(six: SmallPilot, db: Database, open_page: Open) -> None:
    """Drafts, what waits and what was released; an administrator sees what waits for her alone."""
    other = six.viewers["evaluator2"]
    mine, waits = drafted(six, db), released.proposed(db, other)
    page = open_page("releases", "evaluator")
    assert not page.exception
    assert [one.value for one in page.subheader] == ["For you to sign", "Not released yet"]
    assert mine in html(page)
    admin = open_page("releases", "admin")
    assert waits in html(admin)
    assert mine not in html(admin)


@pytest.mark.parametrize("name", ["coach", "steering"])
def test_not_for_everybody(six: SmallPilot, open_page: Open, name: str) -> None:
    """Who only reads releases does not get here."""
    del six
    for path in ("releases", "release"):
        assert "You may not do this" in open_page(path, name).error[0].value


def test_an_empty_pilot(open_page: Open) -> None:
    """It says that there is nothing to release yet."""
    page = open_page("release", "evaluator")
    assert not page.exception
    assert "Nothing to release" in html(page)


def test_who_only_signs_chooses_from_the_list(six: SmallPilot, open_page: Open) -> None:
    """Without a release named an administrator is told where to find one; she drafts none."""
    page = open_page("release", "admin")
    assert [one.value for one in page.title] == ["A release"]
    assert "waits for your signature" in page.info[0].value
    assert not page.error


@pytest.mark.parametrize(("page", "query", "title"), [
    ("quotes", {"code": "x"}, "Quotes"),
    ("code", {"key": "x"}, "Change a code"),
    ("release", {"release": "x"}, "A release"),
    ("quotes_out", {"quote": "x"}, "A quote to let out"),
    ("quotes_out", {"document": "x"}, "Propose a quote"),
    ("arcs", {"arc": "x"}, "Stories in moments")])
def test_what_is_not_there(
    six: SmallPilot, open_page: Open, page: str, query: dict[str, str], title: str,
) -> None:
    """An address of nothing has its sentence under a title all the same."""
    shown = open_page(page, "evaluator", **query)
    assert [one.value for one in shown.title] == [title]
    assert len(shown.error) == 1
