"""Changing a conversation: what is known is filled in, what is changed is stored, a wrong one is withdrawn."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.marks import actions
from pilot import words
from pilot.config import ROOT
from pilot.families import people
from pilot.store.files import new_guid
from pilot.visit import Visit
from texts.correcting import details
from texts.intake.who_is_who import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = (ROOT / "codebook.yaml").read_text(encoding="utf-8")


@pytest.fixture
def opened(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens the page as somebody, about a document."""

    def page(guid: str, name: str = "evaluator") -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            words.use("en")
            with closing(small.open()) as db:
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr("views.details.page.here", here)
        test = AppTest.from_string("from views.details import page\npage.page()", default_timeout=240)
        if guid:
            test.query_params["document"] = guid
        test.run()
        assert not test.exception
        return test

    return page


def press(page: AppTest, label: str) -> AppTest:
    """Press a button by its label; returns the page as it is then."""
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    """All that our own html, captions and texts say."""
    html = [element.proto.body for element in page.get("html")]
    return " ".join([*html, *(one.value for one in (*page.caption, *page.text))])


def test_what_is_known_is_filled_in(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """Title, family, voice, dates and who speaks, with some words of each."""
    page = opened(small.interview(db))
    assert page.text_input[0].value == "Gesprek"
    assert [one.value for one in page.selectbox] == [
        small.families["Berk"], "family", ("coach", None), ("family", None)]
    assert [one.label for one in page.selectbox][2:] == ["Who is Coach?", "Who is Moeder?"]
    assert [str(one.value) for one in page.date_input] == ["2021-03-04", "None", "None"]
    assert page.multiselect[0].value == [small.persons["Berk moeder"]]
    assert "Zij belde zelf." in said(page)


def test_saving_stores_it_and_fills_in_anew(
    small: SmallPilot, db: Database, opened: Callable[..., AppTest]
) -> None:
    """What was chosen is stored, and the fields show it; a second time there is nothing to change."""
    guid = small.interview(db)
    page = opened(guid)
    page.text_input[0].set_value("Over de school")
    page.selectbox[3].set_value(("family", small.persons["Berk moeder"]))
    press(page, "Save the changes")
    assert not page.error
    known = details(db, small.viewers["evaluator"], guid)
    assert known.title == "Over de school"
    assert known.speakers["Moeder"] == Speaker("Moeder", "family", small.persons["Berk moeder"])
    assert known.persons == ()
    assert page.text_input[0].value == "Over de school"
    assert page.multiselect[0].value == []
    assert [one.value for one in press(page, "Save the changes").error] == ["Nothing was changed."]


def test_a_fault_keeps_what_was_filled_in(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """One sentence says what is wrong, and the fields stay."""
    page = opened(small.interview(db))
    page.text_input[0].set_value("Anders")
    page.multiselect[0].set_value([])
    press(page, "Save the changes")
    assert [one.value for one in page.error] == ["Say who of the family tells here, so that consent can be checked."]
    assert page.text_input[0].value == "Anders"


@pytest.mark.slow
def test_another_family_proposes_who_is_alike(
    small: SmallPilot, db: Database, opened: Callable[..., AppTest]
) -> None:
    """The mother of the family before becomes the mother of the other one, and it is stored at once."""
    guid = small.interview(db)
    page = opened(guid)
    page.selectbox[3].set_value(("family", small.persons["Berk moeder"]))
    press(page, "Save the changes")
    assert not page.info
    page.selectbox[0].set_value(small.families["Es"]).run()
    assert page.selectbox[3].value == ("family", small.persons["Es moeder"])
    assert [one.value for one in page.info] == ["With the family, who this is has changed\\: Moeder. Check it."]
    press(page, "Save the changes")
    assert not page.error
    assert not page.info
    assert details(db, small.viewers["evaluator"], guid).family == small.families["Es"]


def test_a_coach_who_speaks_is_among_the_choices(
    small: SmallPilot, db: Database, opened: Callable[..., AppTest]
) -> None:
    """A professional can be chosen; who is named already stays to be chosen, of whichever family she is the coach."""
    juf = people.add_person(db, small.operator(db), kind="professional", role="leerkracht", pseudonym="Juf Els")
    page = opened(small.interview(db))
    assert "Juf Els (leerkracht)" in page.selectbox[2].options
    assert "Coach2" not in page.selectbox[2].options
    page.selectbox[2].set_value(("partner", juf))
    press(page, "Save the changes")
    assert page.selectbox[2].value == ("partner", juf)
    assert page.selectbox[2].label == "Who is Leerkracht?"


def test_an_early_date_is_asked_about(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """The page asks, and takes it once it is said to be right."""
    guid = small.interview(db)
    page = opened(guid)
    page.date_input[0].set_value(date(2019, 12, 1))
    press(page, "Save the changes")
    assert "1 December 2019 is before" in page.warning[0].value
    page.checkbox[0].check()
    press(page, "Save the changes")
    assert details(db, small.viewers["evaluator"], guid).told_on == "2019-12-01"


def test_a_text_with_names_shows_none_of_its_words(
    small: SmallPilot, db: Database, opened: Callable[..., AppTest]
) -> None:
    """Who may not read it changes what is known of it all the same."""
    page = opened(small.interview(db, kind="raw"))
    assert "Zij belde zelf." not in said(page)
    assert "still holds real names" in said(page)
    page.text_input[0].set_value("Anders")
    assert not press(page, "Save the changes").error


@pytest.mark.slow
def test_withdrawing_says_what_it_touches(small: SmallPilot, db: Database, opened: Callable[..., AppTest]) -> None:
    """How many codings of how many coders; with a reason it is gone, and the page says so."""
    codebook.adopt(db, small.operator(db), OURS)
    guid = small.interview(db)
    assert "Nothing was coded in it yet." in said(opened(guid))
    for name in ("evaluator", "evaluator2"):
        ops = [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 0, "end": 5}]
        actions.apply_ops(db, small.viewers[name], guid, ops)
    page = opened(guid)
    assert "This touches 2 codings by 2 coders." in said(page)
    press(page, "Withdraw this conversation")
    assert [one.value for one in page.error] == ["Say why this document is withdrawn."]
    page.text_input[1].set_value("verkeerd bestand")
    press(page, "Withdraw this conversation")
    assert "An administrator can bring it back." in said(page)
    assert db.conn.execute("SELECT withdrawn_reason FROM document").fetchall() == [("verkeerd bestand",)]


def test_without_a_conversation_it_leads_to_the_list(opened: Callable[..., AppTest]) -> None:
    """Somebody who typed the address finds her way."""
    assert 'href="/documents"' in said(opened(""))
