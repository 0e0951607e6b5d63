"""The log page: events in words, with filters, and page by page."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from pilot import words
from pilot.visit import Visit
from texts import documents
from texts.log_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def open_page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Opens the page as the small pilot's administrator, in a language."""

    def opened(language: str) -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use(language)
                yield Visit(small.home, None, small.pilot, db, small.viewers["admin"])  # type: ignore[arg-type]

        monkeypatch.setattr("views.log.page.here", here)
        page = AppTest.from_string("from views.log import page\npage.page()", default_timeout=240).run()
        assert not page.exception
        return page

    return opened


def rows(page: AppTest) -> str:
    """The table."""
    return " ".join(element.proto.body for element in page.get("html") if "<table" in element.proto.body)


def test_an_event_is_a_sentence(small: SmallPilot, db: Database, open_page: Callable[[str], AppTest]) -> None:
    """Who did what to which text stands there in the reader's language; no verb or guid of the record does."""
    guid = small.interview(db, title="Over <school>")
    documents.transcript(db, small.viewers["evaluator"], guid)
    english, dutch = rows(open_page("en")), rows(open_page("nl"))
    assert "<td>evaluator 1</td><td>opened Over &lt;school&gt; · Berk</td>" in english
    assert "<td>evaluator 1</td><td>opende Over &lt;school&gt; · Berk</td>" in dutch
    assert "{what}" not in english + dutch
    assert guid not in english + dutch


def test_the_filters(small: SmallPilot, db: Database, open_page: Callable[[str], AppTest]) -> None:
    """A kind of action leaves only events of that kind; what nobody did is told as such."""
    documents.transcript(db, small.viewers["evaluator"], small.interview(db))
    page = open_page("en")
    page.selectbox[1].set_value("read").run()
    assert page.caption[0].value == f"1 event · {KINDS['read']}"
    page.date_input[0].set_value(date(2021, 3, 1)).run()
    assert page.caption[0].value == f"1 event · {KINDS['read']} · from 1 Mar 2021"
    page.selectbox[0].set_value(small.accounts["coach"]).run()
    assert rows(page) == ""
    assert "Nothing was recorded" in page.text[0].value
    assert page.caption[0].value == f"coach 1 · {KINDS['read']} · from 1 Mar 2021"
