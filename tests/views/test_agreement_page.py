"""The page of agreement: the numbers of each code with what they mean, what is chosen, and the way to what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.marks.codings import set_status
from tests.themes import coded
from tests.themes.coded import CODE
from tests.views.test_themes_page import html

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_before_two_coders_are_done(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The page says what will stand there, without a codebook and without a second coder."""
    assert "Load one first" in html(open_page("agreement", "evaluator"))
    coded.adopt(small, db)
    assert "No document has two coders yet" in html(open_page("agreement", "evaluator"))


@pytest.mark.slow
def test_a_code_with_its_numbers(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A row per code says alpha, units and documents, what it means, and leads to the passages that differ."""
    made = coded.code(small, db)
    set_status(db, small.viewers["evaluator2"], made.es, "done")
    page = open_page("agreement", "evaluator", unit="turn")
    row = html(page).split(f'data-agree="{CODE}"')[1].split("data-agree")[0]
    assert "1.00" in row
    assert "in 2 documents" in row
    assert "No interval can be had" in row
    assert f"quotes?code={CODE}&amp;differ=1" in row
    assert "2 stories and conversations that two coders or more are done with, of 3 told" in html(page)
    page.selectbox(key="agreement_unit").set_value("character").run()
    assert dict(page.query_params) == {"unit": "character"}
    assert f"quotes?code={CODE}&amp;differ=bounds" in html(page)


def test_an_address_that_is_wrong(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """What is not there is told, and everything is shown instead."""
    coded.code(small, db)
    page = open_page("agreement", "evaluator", unit="word")
    assert "asks for something that is not there" in page.error[0].value
    assert "Unit: sentences" in html(page)


def test_the_passages_that_differ(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The page of quotes says that it shows only these, and leads back."""
    coded.code(small, db)
    page = open_page("quotes", "evaluator", code=CODE, differ="1")
    assert "Only passages on which coders who are done with the document differ" in html(page)
    assert 'href="agreement"' in html(page)
    assert "data-quote" not in html(page)
    assert "data-quote" in html(open_page("quotes", "evaluator", code=CODE, differ="bounds"))
