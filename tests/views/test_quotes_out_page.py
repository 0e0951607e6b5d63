"""The page on which quotes are proposed, looked at, let out and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.quoted import END, SHORTER, START, as_quoted, quotable
from themes.release.quotes_out import leaving, proposing

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener
    from themes.release.quotes_out.passages import Passage


@pytest.fixture
def passage(small: SmallPilot, db: Database) -> Passage:
    """A coded passage whose words may leave."""
    return quotable(small, db)


def html(page: AppTest) -> str:
    """All of our own html on the page."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """The page after a button was pressed."""
    return next(one for one in page.button if one.label == label).click().run()


@pytest.mark.slow
def test_from_the_passage_to_the_municipality(
    small: SmallPilot, db: Database, passage: Passage, open_page: Opener,
) -> None:
    """One evaluator shortens and proposes it, another finds it on Today and lets it out, and quotes and list say so."""
    page = open_page("quotes", "evaluator", code=passage.code)
    assert f"quotes_out?document={passage.document}&amp;start={START}&amp;end={END}" in html(page)
    page = open_page("quotes_out", "evaluator", document=passage.document, start=str(START), end=str(END),
                     code=passage.code)
    assert page.text_input[0].value == "moeder"
    assert "all of them" in html(page)
    page.text_area[0].set_value("Zij kwam zelf. [...]").run()
    assert "kwam" in page.warning[0].value
    page.text_area[0].set_value(SHORTER).run()
    assert "<del>" in html(page)
    page = press(page, "Propose")
    assert not page.error
    (guid,) = db.conn.execute("SELECT guid FROM quote_out").fetchone()
    assert "1 quote waits for your eyes" in [one.value for one in open_page("today", "evaluator2").subheader]
    assert not [one for one in open_page("today", "evaluator").subheader if "eyes" in one.value]
    own = open_page("quotes_out", "evaluator", quote=guid)
    assert "You proposed these words yourself" in own.info[0].value
    page = press(open_page("quotes_out", "evaluator2", quote=guid), "Let it out")
    assert [one.text for one in leaving.let_out(db, "municipality")[passage.code]] == [SHORTER]
    assert SHORTER in html(open_page("quotes_out", "admin"))
    assert "may leave · the municipality" in html(open_page("quotes", "evaluator", code=passage.code))


@pytest.mark.slow
def test_who_reads_no_texts_sees_the_quote_alone(
    small: SmallPilot, db: Database, passage: Passage, open_page: Opener,
) -> None:
    """An administrator decides by the words that may be read: not by the passage, its document or its family."""
    guid = proposing.propose(db, small.viewers["evaluator"], passage, as_quoted())
    page = open_page("quotes_out", "admin", quote=guid)
    shown = html(page)
    assert SHORTER in shown
    assert not [word for word in ("vorige keer", passage.document, "Es", "desk?") if word in shown]
    page = press(page, "Send back")
    assert page.error[0].value == "Say why, so that others know."
    next(one for one in page.text_input if one.label == "Why it goes back").set_value("te herkenbaar")
    press(page, "Send back")
    shown = html(open_page("quotes_out", "evaluator"))
    assert "Why: te herkenbaar" in shown
    assert f"quotes_out?document={passage.document}&amp;start={START}&amp;end={END}" in shown


@pytest.mark.slow
def test_what_was_found_is_looked_at_by_both(
    small: SmallPilot, db: Database, passage: Passage, open_page: Opener,
) -> None:
    """What may show who somebody is has to be ticked, by who proposes and by who lets out, or nothing leaves."""
    page = open_page("quotes_out", "evaluator", document=passage.document, start=str(START), end=str(END),
                     code=passage.code)
    page.text_area[0].set_value("Zij [kapster] belde zelf. [...]").run()
    assert "what work somebody does" in page.warning[0].value
    page = press(page, "Propose")
    assert "what work somebody does" in page.error[0].value
    page.checkbox[0].check().run()
    press(page, "Propose")
    (guid,) = db.conn.execute("SELECT guid FROM quote_out").fetchone()
    page = open_page("quotes_out", "evaluator2", quote=guid)
    assert "looked at by who proposed it" in page.warning[0].value
    page = press(page, "Let it out")
    assert "what work somebody does" in page.error[0].value
    page.checkbox[0].check().run()
    press(page, "Let it out")
    assert leaving.still_may(db, [guid]) == {guid}


def test_an_empty_list_invites(open_page: Opener) -> None:
    """Without any quote it says where to begin; an administrator is only told that there are none."""
    assert "/themes" in html(open_page("quotes_out", "evaluator"))
    assert open_page("quotes_out", "admin").text[0].value == "No quotes were proposed yet"


def test_an_address_that_names_no_passage(passage: Passage, open_page: Opener) -> None:
    """One sentence, and nothing to fill in."""
    page = open_page("quotes_out", "evaluator", document=passage.document, start="x")
    assert page.error[0].value == "Choose a passage at the quotes of a theme."
